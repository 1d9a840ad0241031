"""Parts of a DOCX: Quốc hiệu and letterhead, page numbers, dotted leaders, single lines."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from records.letterhead import Letterhead

CENTER, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
FACE = "Times New Roman"
_TEXT_WIDTH = Mm(165)
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def line(
    holder: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 14,
    align: Any = CENTER,
    before: float = 0,
    after: float = 0,
    ruled: bool = False,
) -> None:
    """One paragraph of one run; the first of a cell takes the empty one that is there."""
    empty = [p for p in holder.paragraphs if not p.text] if hasattr(holder, "merge") else []
    fresh = bool(empty) and len(holder.paragraphs) == 1
    paragraph = holder.paragraphs[0] if fresh else holder.add_paragraph()
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = bold, italic, ruled
    run.font.size = Pt(size)


def leader(paragraph: Any) -> None:
    """Dots to the right margin, on which one writes by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        _TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    paragraph.add_run("\t")


def cells_without_borders(document: Any, rows: int, columns: int) -> Any:
    """A table that only lays parts side by side."""
    table = document.add_table(rows=rows, cols=columns)
    table.autofit = False
    for row in table.rows:
        for cell in row.cells:
            cell.width = int(_TEXT_WIDTH / columns)
    return table


def add_head(document: Any, head: Letterhead, *, numbered: bool, dated: bool, about: str) -> None:
    """Issuer and Quốc hiệu; number, “V/v …”, place and day below."""
    table = cells_without_borders(document, 2, 2)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Mm(68), Mm(97)
    issuer, nation = table.rows[0].cells
    if head.superior:
        line(issuer, head.superior, size=12)
    for name in head.issuer:
        line(issuer, name, bold=True, size=12)
    line(issuer, "*" if head.party else "———", size=12)
    line(nation, _PARTY if head.party else _NATION, bold=True, size=12.5, ruled=head.party)
    if not head.party:
        line(nation, _MOTTO, bold=True, size=13.5, ruled=True)
    number, day = table.rows[1].cells
    if numbered:
        line(number, f"{head.number[0]} {head.given or '       '}{head.number[1]}", size=13)
    if about:
        line(number, f"V/v {about}", size=12)
    if dated:
        line(day, head.place_and_date, italic=True, size=13.5)


def add_citizen_head(document: Any) -> None:
    """A paper that the citizen writes has no issuer."""
    line(document, _NATION, bold=True, size=13)
    line(document, _MOTTO, bold=True, size=13.5, ruled=True)
    dots = "…………………, ngày …… tháng …… năm ………"
    line(document, dots, italic=True, align=RIGHT, before=8)


def add_page_numbers(section: Any) -> None:
    """In the middle of the upper margin, from the second page on."""
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def set_up(document: Any, title: str) -> None:
    """A4, margins 20, 15, 20, 30 mm, the face of official documents; no author is told."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)
    document.core_properties.author = ""
    document.core_properties.title = title
    add_page_numbers(section)


def add_addressees(document: Any, head: Letterhead) -> None:
    """Kính gửi: one in the middle of the line, several under each other."""
    if len(head.to) == 1:
        line(document, f"Kính gửi: {head.to[0]}.", before=6, after=8)
    elif head.to:
        line(document, "Kính gửi:", align=LEFT, before=6)
        for name in head.to:
            line(document, f"- {name};", align=LEFT)


def add_foot(document: Any, head: Letterhead, signer_name: str, *, party: bool = False) -> None:
    """Nơi nhận on the left, the signature on the right; `party`: underlined by the Party's rules."""
    left, right = cells_without_borders(document, 1, 2).rows[0].cells
    line(
        left, "Nơi nhận:", bold=not party, italic=not party, ruled=party,
        size=14 if party else 12, align=LEFT, before=10,
    )  # fmt: skip
    for name in head.copies:
        line(left, f"- {name}", size=12 if party else 11, align=LEFT)
    for index, rank in enumerate(head.signer):
        line(right, rank, bold=True, before=0 if index else 10)
    line(right, signer_name, bold=True, before=72)
