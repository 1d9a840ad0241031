"""The counts of level-skipping as a workbook: by place and by unit, beside the cause."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from complaints.sighting_counts import CAUSES, ENOUGH, Days, Line, SightingCounts

TITLE = "CÔNG DÂN ĐẾN CẤP TRÊN, KÈM NGUYÊN NHÂN"
NOTE = (
    "Mỗi vụ việc, mỗi nơi, mỗi ngày tính một lượt. Nguyên nhân là tình trạng giải quyết ở cấp dưới trong "
    f"ngày công dân đến. Tỷ lệ quá hạn chỉ ghi từ {ENOUGH} lượt; các đơn vị xếp theo tên. Không tính vụ "
    "việc hạn chế người biết."
)
_BASE = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "vcenter"}
_PLAIN = {"font_name": "Times New Roman", "font_size": 13}


def sighting_counts_xlsx(counted: SightingCounts, agency_name: str) -> bytes:
    """Two sheets of the same shape."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": TITLE, "author": agency_name})
    for name, heading, lines in (
        ("Theo nơi đến", "Nơi công dân đến", counted.places),
        ("Theo đơn vị", "Cơ quan giữ vụ việc", counted.units),
    ):
        _sheet(book, name, heading, lines, counted, agency_name)
    book.close()
    return out.getvalue()


def days_words(days: Days) -> str:
    """The period with its ends."""
    return f"{days.label}: từ ngày {days.first:%d/%m/%Y} đến ngày {days.last:%d/%m/%Y}"


def _sheet(
    book: Any,
    name: str,
    heading: str,
    lines: tuple[Line, ...],
    counted: SightingCounts,
    agency_name: str,
) -> None:
    page = book.add_worksheet(name)
    page.set_column(0, 0, 46)
    page.set_column(1, len(CAUSES) + 4, 15)
    page.write_string(0, 0, agency_name, book.add_format(_PLAIN))
    page.write_string(1, 0, TITLE, book.add_format({**_PLAIN, "bold": True}))
    italic = book.add_format({**_PLAIN, "italic": True})
    page.write_string(2, 0, days_words(counted.days), italic)
    if counted.before:
        page.write_string(3, 0, f"So với {days_words(counted.before)}", italic)
    strong = book.add_format({**_BASE, "bold": True, "text_wrap": True, "align": "center"})
    headings = [
        heading, *(cause.label for cause in CAUSES), "Cộng", "Tỷ lệ cấp dưới quá hạn", "Số người",
        "Kỳ so sánh",
    ]  # fmt: skip
    for column, text in enumerate(headings):
        page.write_string(5, column, text, strong)
    cell, sums = book.add_format(_BASE), book.add_format({**_BASE, "bold": True})
    for row, line in enumerate(lines, start=6):
        _write(page, row, line, cell)
    last = 6 + len(lines)
    _write(page, last, counted.total, sums)
    page.write_string(last + 2, 0, NOTE, book.add_format({**_PLAIN, "font_size": 11}))


def _write(page: Any, row: int, line: Line, like: Any) -> None:
    page.write_string(row, 0, line.name, like)
    for column, each in enumerate((*line.cells, line.total), start=1):
        page.write_number(row, column, each.number, like)
    after = len(line.cells) + 2
    page.write_string(row, after, line.share, like)
    page.write_number(row, after + 1, line.people, like)
    if line.before is None:
        page.write_string(row, after + 2, "", like)
    else:
        page.write_number(row, after + 2, line.before, like)
