"""The allowance sheet as PDF and XLSX."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import xlsxwriter

from agencies.models import User
from reception.allowance import ON_DUTY, RECEIVED, Sheet, SheetLine
from records.letterhead import letterhead_of
from records.pdf import document

BASIS = "Nghị định 154/2026/NĐ-CP, các điều 37, 38, 39"
LEGEND = (
    f"“{RECEIVED}”: chủ trì buổi tiếp hoặc trực tiếp tiếp công dân; “{ON_DUTY}”: trực tiếp công dân "
    f"theo lịch, không có người đến. Chế độ bồi dưỡng tính theo ngày làm việc ({BASIS}); ngày nghỉ "
    "ghi riêng, việc chi trả cần đối chiếu."
)
SUMS = ("Ngày làm việc", "Ngày nghỉ", "Cộng")


def allowance_pdf(*, sheet: Sheet, made_on: date) -> bytes:
    """A4 landscape, signed by who keeps the sheet and by the head. It has no document number."""
    head = replace(letterhead_of(sheet.agency, made_on, letters="BCC"), number=("", ""))
    return document(
        "reception/pdf/allowance.html",
        {
            "head": head,
            "kind": "BẢNG CHẤM CÔNG",
            "subject": f"Ngày tiếp công dân hưởng chế độ bồi dưỡng, {sheet.title}",
            "sheet": sheet,
            "legend": LEGEND,
            "sums": SUMS,
        },
        {},
    )


def allowance_xlsx(*, sheet: Sheet) -> bytes:
    """The same as a workbook of one page."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": f"Bảng chấm công {sheet.title}", "author": sheet.agency.name})
    _Page(book, sheet).write()
    book.close()
    return out.getvalue()


_BASE = {"font_name": "Times New Roman", "font_size": 11, "border": 1, "valign": "vcenter"}
_FORMATS = {
    "plain": _BASE,
    "mark": {**_BASE, "align": "center"},
    "off": {**_BASE, "align": "center", "bg_color": "#D9D9D9"},
    "strong": {**_BASE, "align": "center", "bold": True, "text_wrap": True},
    "title": {"font_name": "Times New Roman", "font_size": 13, "bold": True},
    "note": {"font_name": "Times New Roman", "font_size": 10, "italic": True},
}
_TOP, _FIRST_DAY = 3, 2


class _Page:
    """One worksheet: title, two lines of heading, a line for each officer, the legend."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet) -> None:
        self._sheet = sheet
        self._page = book.add_worksheet(f"{sheet.month:%m-%Y}")
        self._formats = {name: book.add_format(like) for name, like in _FORMATS.items()}
        self._sums_at = _FIRST_DAY + len(sheet.days)

    def write(self) -> None:
        self._lay_out()
        self._heading()
        for number, line in enumerate(self._sheet.lines):
            self._line(_TOP + 2 + number, number + 1, line)
        last = _TOP + 2 + len(self._sheet.lines)
        self._page.write_string(last, 1, "Cộng", self._formats["strong"])
        self._numbers(last, self._sheet.sums, "strong")
        self._page.write_string(last + 2, 0, LEGEND, self._formats["note"])

    def _lay_out(self) -> None:
        page, title = self._page, self._formats["title"]
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 5)
        page.set_column(1, 1, 28)
        page.set_column(_FIRST_DAY, self._sums_at - 1, 3.6)
        page.set_column(self._sums_at, self._sums_at + 2, 9)
        page.write_string(0, 0, self._sheet.agency.name, title)
        page.write_string(1, 0, f"Bảng chấm công ngày tiếp công dân, {self._sheet.title}", title)

    def _heading(self) -> None:
        strong = self._formats["strong"]
        places = [(0, "STT"), (1, "Họ tên, chức danh")]
        places += [(self._sums_at + number, text) for number, text in enumerate(SUMS)]
        for column, text in places:
            self._page.merge_range(_TOP, column, _TOP + 1, column, text, strong)
        for number, day in enumerate(self._sheet.days):
            like = self._formats["off" if day.is_off else "strong"]
            self._page.write_number(_TOP, _FIRST_DAY + number, day.day.day, like)
            self._page.write_string(_TOP + 1, _FIRST_DAY + number, day.weekday, like)

    def _line(self, row: int, number: int, line: SheetLine) -> None:
        self._page.write_number(row, 0, number, self._formats["mark"])
        self._page.write_string(row, 1, named(line.officer), self._formats["plain"])
        for column, mark in enumerate(line.marks):
            like = self._formats["off" if mark.is_off else "mark"]
            self._page.write_string(row, _FIRST_DAY + column, mark.letter, like)
        self._numbers(row, (line.working_days, line.days_off, line.total), "mark")

    def _numbers(self, row: int, values: tuple[int, int, int], like: str) -> None:
        for number, value in enumerate(values):
            self._page.write_number(row, self._sums_at + number, value, self._formats[like])


def named(officer: User) -> str:
    """Name and title of an official."""
    return f"{officer.full_name}, {officer.title}" if officer.title else officer.full_name
