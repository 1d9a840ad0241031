"""The list of matters to be settled as CSV and XLSX: what the page shows, no name of a citizen."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO

import xlsxwriter

from agencies.models import Event
from plans.models import SettleItem

HEADINGS = (
    "TT", "Vụ việc", "Cơ quan thụ lý", "Địa bàn", "Số người", "Phương án giải quyết",
    "Cơ quan, lãnh đạo phụ trách", "Hạn", "Tình trạng", "Kết quả", "Ngày khép lại",
)  # fmt: skip
_WIDTHS = (5, 42, 24, 18, 9, 42, 28, 12, 20, 42, 14)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(items: Iterable[SettleItem]) -> list[tuple[str | int, ...]]:
    """One tuple a matter, in the order of HEADINGS."""
    return [
        (
            number, item.matter.title, item.agency.name, item.matter.locality,
            item.matter.people_count, item.way, item.in_charge, f"{item.due_on:%d/%m/%Y}",
            item.get_state_display(), item.result,  # type: ignore[attr-defined]
            f"{item.closed_on:%d/%m/%Y}" if item.closed_on else "",
        )
        for number, item in enumerate(items, start=1)
    ]  # fmt: skip


def settle_csv(items: Iterable[SettleItem]) -> bytes:
    """UTF-8 with the mark that Excel asks for; a text that begins like a formula stays text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for line in lines(items):
        writer.writerow([_plain(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def settle_xlsx(items: Iterable[SettleItem], event: Event) -> bytes:
    """A workbook of one page."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet("Danh sách")
    base = {"font_name": "Times New Roman", "font_size": 11, "border": 1, "valign": "top",
            "text_wrap": True}  # fmt: skip
    cell = book.add_format(base)
    head = book.add_format({**base, "bold": True, "align": "center", "bg_color": "#EEEEEE"})
    title = book.add_format({"font_name": "Times New Roman", "font_size": 13, "bold": True})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, f"Vụ việc cần giải quyết trước: {event.name}", title)
    for column, (text, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(2, column, text, head)
    for row, line in enumerate(lines(items), start=3):
        for column, value in enumerate(line):
            if isinstance(value, int):
                page.write_number(row, column, value, cell)
            else:
                page.write_string(row, column, value, cell)
    page.freeze_panes(3, 2)
    book.close()
    return out.getvalue()
