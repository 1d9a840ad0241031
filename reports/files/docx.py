"""The periodic report for editing in Word: the words of Mẫu số 02, one line for each table.

A copy to work on: nothing of it is kept, its figures are those of the PDF (ADR 0027).
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from complaints.papers.word_head import (
    add_addressees,
    add_foot,
    add_head,
    line,
    set_up,
)
from reports.files.known_forms import form_in_force
from reports.files.sheet import Sheet, sheets_of
from reports.files.words import Words, head_of, words_of
from reports.models import Report

NOTE = (
    "Bản để sửa lời văn; số liệu của các biểu ở tệp PDF, XLSX của báo cáo. Sửa xong hãy chép lời văn vào "
    "từng mục của dự thảo trên hệ thống."
)


def statutory_docx(report: Report) -> bytes:
    """The bytes of the DOCX."""
    head, signer_name = head_of(report)
    words = words_of(report)
    document = Document()
    set_up(document, f"{words.kind} {words.subject}"[:200])
    add_head(document, head, numbered=True, dated=True, about="")
    line(document, words.kind, bold=True, before=14)
    line(document, words.subject, bold=True, after=10)
    add_addressees(document, head)
    _add_text(document, words)
    add_foot(document, head, signer_name)
    _add_tables(document, sheets_of(report.figures, form_in_force))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _add_text(document: Any, words: Words) -> None:
    _paragraph(document, words.opening)
    for section in words.sections:
        bold = section.depth < 3
        _paragraph(document, section.title, bold=bold, keeps=True)
        for text in section.paragraphs:
            _paragraph(document, text)
    _paragraph(document, words.closing)


def _paragraph(
    document: Any, text: str, *, bold: bool = False, italic: bool = False, keeps: bool = False
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after, shape.keep_with_next = Mm(12.7), Pt(6), keeps
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def _add_tables(document: Any, sheets: list[Sheet]) -> None:
    """One line for each table: its total under every heading that has a figure."""
    if not sheets:
        return
    line(document, "CÁC BIỂU KÈM THEO", bold=True, before=18, after=6)
    for sheet in sheets:
        total = next(line for line in sheet.lines if line.kind == "total")
        cells = sheet.cells(total)
        told = "; ".join(
            f"({c.number}) {text}" for c, text in zip(sheet.columns, cells, strict=True)
        )
        _paragraph(document, f"Biểu số {sheet.code}: {sheet.title}. Tổng số: {told}.")
    _paragraph(document, NOTE, italic=True)
