"""The same paper as DOCX for editing: Times New Roman, layout of Nghị định 30/2020/NĐ-CP, appendix I."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from complaints.papers.drawn import Dots, Drawn, Grid, Paper, Signs, Words
from complaints.papers.form import Form, Signing
from complaints.papers.word_head import (
    CENTER,
    LEFT,
    add_addressees,
    add_citizen_head,
    add_foot,
    add_head,
    cells_without_borders,
    leader,
    line,
    set_up,
)
from records.letterhead import Letterhead

_INDENT = Cm(1.27)
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
_ITALIC = frozenset({"basis", "note"})


def as_docx(form: Form, paper: Paper, head: Letterhead, *, signer_name: str, unsure: bool) -> bytes:
    """The bytes of the DOCX. Nothing of it is kept: it is a copy to work on."""
    document = Document()
    set_up(document, form.name)
    if form.by_citizen:
        add_citizen_head(document)
    else:
        add_head(document, head, numbered=form.numbered, dated=form.dated, about=paper.about)
    if unsure:
        line(document, "(Mẫu cần đối chiếu với bản chính thức trước khi phát hành)", italic=True)
    _add_titles(document, paper, head)
    for block in paper.blocks:
        _add(document, block)
    if form.signing is not Signing.PARTIES:
        add_foot(document, head, signer_name)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _add_titles(document: Any, paper: Paper, head: Letterhead) -> None:
    if paper.heading:
        line(document, paper.heading, bold=True, before=14)
    if paper.subject:
        line(document, paper.subject, bold=True, after=10)
    add_addressees(document, head)


def _add(document: Any, block: Drawn) -> None:
    if isinstance(block, Words):
        _add_words(document, block)
    elif isinstance(block, Grid):
        _add_grid(document, block)
    elif isinstance(block, Dots):
        for _ in block.lines:
            leader(document.add_paragraph())
    elif isinstance(block, Signs):
        _add_signs(document, block)


def _add_words(document: Any, words: Words) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_after = Pt(5)
    if words.style == "center":
        paragraph.alignment, shape.space_before, shape.keep_with_next = CENTER, Pt(6), True
    else:
        paragraph.alignment, shape.first_line_indent = _JUSTIFY, _INDENT
    if words.lead:
        paragraph.add_run(f"{words.lead} ").bold = True
    run = paragraph.add_run(words.text)
    run.italic = words.style in _ITALIC
    run.bold = words.style in ("heading", "center")
    shape.keep_with_next = words.style in ("heading", "center")
    if words.leader:
        paragraph.alignment = LEFT
        leader(paragraph)


def _add_grid(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.columns))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _fill_row(table.rows[0].cells, grid.columns, bold=True)
    for row in grid.rows:
        _fill_row(table.add_row().cells, row, bold=False)
    for row in table.rows:
        row.cells[0].width = Cm(1.3)


def _fill_row(cells: Sequence[Any], texts: Sequence[str], *, bold: bool) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(12.5)
        paragraph.alignment = CENTER if bold else LEFT


def _add_signs(document: Any, signs: Signs) -> None:
    width = max(len(row) for row in signs.rows)
    table = cells_without_borders(document, len(signs.rows), width)
    for cells, row in zip((r.cells for r in table.rows), signs.rows, strict=True):
        for cell, place in zip(cells, row, strict=False):
            for text in place.title.split("\n"):
                line(cell, text, bold=True, size=13)
            if place.note:
                line(cell, place.note, italic=True, size=12)
            line(cell, place.name, bold=True, before=60, after=6)
