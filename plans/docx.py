"""A plan or a report as DOCX: Nghị định 30/2020/NĐ-CP, appendix I; the Party's by Hướng dẫn 36-HD/VPTW.

A copy to work on: nothing of it is kept.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from complaints.papers.word_head import (
    CENTER,
    LEFT,
    add_addressees,
    add_foot,
    add_head,
    line,
    set_up,
)
from plans.drawn import Block, Line, Sheet, Table
from records.letterhead import Letterhead

_INDENT = Mm(12.7)
_TEXT_WIDTH = 165.0
_BOLD = frozenset({"heading", "group", "center", "annex"})
_CENTERED = frozenset({"center", "annex"})
# Millimetres; what is left goes to the wide columns.
_WIDTHS = {"no": 11.0, "date": 26.0, "figure": 17.0, "name": 36.0}


def as_docx(sheet: Sheet, head: Letterhead, *, signer_name: str) -> bytes:
    """The bytes of the DOCX."""
    document = Document()
    set_up(document, f"{sheet.heading} {sheet.subject}"[:200])
    add_head(document, head, numbered=True, dated=True, about="")
    _add_titles(document, sheet, head)
    for block in sheet.blocks:
        _add(document, block)
    add_foot(document, head, signer_name, party=head.party)
    for block in sheet.annex:
        _add(document, block)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _add_titles(document: Any, sheet: Sheet, head: Letterhead) -> None:
    line(document, sheet.heading, bold=True, before=14)
    line(document, sheet.subject, bold=True, after=0 if head.party else 10)
    if head.party:
        line(document, "-----", after=10)
    add_addressees(document, head)


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Table):
        _add_table(document, block)
    else:
        _add_line(document, block)


def _add_line(document: Any, told: Line) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_after = Pt(5)
    shape.page_break_before = told.style == "annex"
    if told.style in _CENTERED:
        paragraph.alignment = CENTER
    else:
        paragraph.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, _INDENT
    run = paragraph.add_run(told.text)
    run.bold, run.italic = told.style in _BOLD, told.style == "basis"
    shape.keep_with_next = told.style in _BOLD


def _add_table(document: Any, told: Table) -> None:
    table = document.add_table(rows=1, cols=len(told.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _fill(table.rows[0].cells, [column.label for column in told.columns], bold=True)
    for n, row in enumerate(told.rows):
        is_total = told.has_total and n == len(told.rows) - 1
        _fill(table.add_row().cells, row, bold=is_total)
    for place, width in enumerate(_widths(told)):
        for row in table.rows:
            row.cells[place].width = Mm(width)


def _widths(told: Table) -> list[float]:
    fixed = [_WIDTHS.get(column.width, 0.0) for column in told.columns]
    wide = fixed.count(0.0)
    left = (_TEXT_WIDTH - sum(fixed)) / wide if wide else 0.0
    return [width or left for width in fixed]


def _fill(cells: Any, texts: Any, *, bold: bool) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(12)
        paragraph.alignment = CENTER if bold else LEFT
