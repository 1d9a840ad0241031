"""The counts of transfers that came back, as a workbook."""

from io import BytesIO

import xlsxwriter

from complaints.wrong_transfers import ENOUGH, Line, WrongTransfers

HEADINGS = (
    "Cơ quan chuyển đơn", "Đơn đã chuyển", "Nơi nhận trả lại", "Trong đó: sai thẩm quyền", "Tỷ lệ",
)  # fmt: skip
TITLE = "ĐƠN CHUYỂN SAI THẨM QUYỀN"
NOTE = (
    f"Tỷ lệ chỉ ghi khi cơ quan đã chuyển từ {ENOUGH} đơn; các cơ quan xếp theo tên. Không tính đơn "
    "của vụ việc hạn chế người biết."
)
_BASE = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "vcenter"}


def wrong_transfers_xlsx(counted: WrongTransfers, agency_name: str) -> bytes:
    """One sheet: title, period, a line for each unit, the sum, the note."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": TITLE, "author": agency_name})
    page = book.add_worksheet("Sai thẩm quyền")
    page.set_column(0, 0, 46)
    page.set_column(1, 4, 16)
    plain = {"font_name": "Times New Roman", "font_size": 13}
    page.write(0, 0, agency_name, book.add_format(plain))
    page.write(1, 0, TITLE, book.add_format({**plain, "bold": True}))
    period = f"Đơn chuyển từ ngày {counted.since:%d/%m/%Y} đến ngày {counted.until:%d/%m/%Y}"
    page.write(2, 0, period, book.add_format({**plain, "italic": True}))
    strong = book.add_format({**_BASE, "bold": True, "text_wrap": True, "align": "center"})
    for column, heading in enumerate(HEADINGS):
        page.write(4, column, heading, strong)
    cell, sums = book.add_format(_BASE), book.add_format({**_BASE, "bold": True})
    for row, line in enumerate(counted.lines, start=5):
        _write(page, row, line, cell)
    last = 5 + len(counted.lines)
    _write(page, last, counted.total, sums)
    page.write(last + 2, 0, NOTE, book.add_format({**plain, "font_size": 11, "italic": True}))
    book.close()
    return out.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, line: Line, like: object) -> None:
    page.write_string(row, 0, line.name, like)
    for column, number in enumerate((line.sent, line.back, line.wrong), start=1):
        page.write_number(row, column, number, like)
    page.write_string(row, 4, line.share, like)
