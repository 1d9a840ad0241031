"""The register as a workbook: the same lines and columns as on paper, row by row in constant memory.

Every text is written as text: one that begins with "=" or "@" is no formula when somebody opens it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from reception.book import COLUMNS, BookLine, Text
from reception.book_pdf import FORM, TITLES, span_of
from reception.book_rows import BookAsked, BookTotals, Summing
from records.wording import number_plain

# Excel takes no more in one cell.
_LONGEST = 32_000
_HEADER_ROWS = 5
_DAY_COLUMN = 1
_FORMATS: dict[str, dict[str, Any]] = {
    "cell": {"text_wrap": True, "valign": "top", "border": 1},
    "struck": {"text_wrap": True, "valign": "top", "border": 1, "font_strikeout": True},
    "day": {"valign": "top", "border": 1, "num_format": "dd/mm/yyyy hh:mm"},
    "head": {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1},
    "number": {"italic": True, "align": "center", "border": 1},
    "title": {"bold": True, "font_size": 14},
    "plain": {},
    "sum": {"bold": True},
    "run": {"font_strikeout": True},
}


def register_xlsx(
    *, asked: BookAsked, lines: Iterable[BookLine], made_on: date
) -> tuple[bytes, BookTotals]:
    """The workbook and what it holds."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    book.set_properties({"title": f"{TITLES[asked.book]} {asked.year}",
                         "author": asked.agency.name})  # fmt: skip
    sheet = _Sheet(book, asked)
    sheet.head()
    summing = Summing()
    for line in summing.passing(lines):
        sheet.line(line)
    totals = summing.totals
    sheet.foot(totals, made_on)
    book.close()
    return out.getvalue(), totals


class _Sheet:
    """One sheet, written downwards only."""

    def __init__(self, book: xlsxwriter.Workbook, asked: BookAsked) -> None:
        self._asked = asked
        base = {"font_name": "Times New Roman", "font_size": 10}
        self._formats = {name: book.add_format({**base, **more}) for name, more in _FORMATS.items()}
        self._sheet = book.add_worksheet(f"Sổ {asked.year}")
        self._row = 0
        self._set_up()

    def _set_up(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER_ROWS - 2, _HEADER_ROWS - 1)
        sheet.freeze_panes(_HEADER_ROWS, 1)
        sheet.set_footer("&CTrang &P/&N")
        for column in COLUMNS:
            sheet.set_column(column.number - 1, column.number - 1, column.width * 0.55 + 2)

    def head(self) -> None:
        """Name of the book, of its keeper, and the headings with their numbers."""
        asked = self._asked
        self._text(0, 0, asked.agency.name, "plain")
        self._text(1, 0, f"{TITLES[asked.book]} NĂM {asked.year}", "title")
        self._text(2, 0, span_of(asked) or FORM, "plain")
        for column in COLUMNS:
            self._text(_HEADER_ROWS - 2, column.number - 1, column.heading, "head")
        for column in COLUMNS:
            self._text(_HEADER_ROWS - 1, column.number - 1, f"({column.number})", "number")
        self._row = _HEADER_ROWS

    def line(self, line: BookLine) -> None:
        for place, text in enumerate(line.columns):
            if place == _DAY_COLUMN and line.at is not None and len(text) == 1 and not line.void:
                naive = line.at.replace(tzinfo=None)
                self._sheet.write_datetime(self._row, place, naive, self._formats["day"])
            else:
                self._pieces(place, text)
        self._row += 1

    def _pieces(self, place: int, text: Text) -> None:
        """Old and new wordings in one cell, the old ones struck through."""
        if len({piece.struck for piece in text}) < 2:
            struck = bool(text) and text[0].struck
            whole = "\n".join(piece.text for piece in text)
            self._text(self._row, place, whole, "struck" if struck else "cell")
            return
        runs: list[Any] = []
        for number, piece in enumerate(text):
            if piece.struck:
                runs.append(self._formats["run"])
            part = piece.text[: _LONGEST // len(text)]
            runs.append(part if number == len(text) - 1 else f"{part}\n")
        self._sheet.write_rich_string(self._row, place, *runs, self._formats["cell"])

    def _text(self, row: int, place: int, text: str, form: str) -> None:
        self._sheet.write_string(row, place, text[:_LONGEST], self._formats[form])

    def foot(self, totals: BookTotals, made_on: date) -> None:
        summed = (
            f"Tổng cộng: {number_plain(totals.visits)} lượt tiếp, "
            f"{number_plain(totals.people)} người, {number_plain(totals.groups)} đoàn đông người; "
            f"{number_plain(len(totals.void))} dòng hủy, bỏ số. Kết xuất ngày {made_on:%d/%m/%Y}."
        )
        self._text(self._row + 1, 0, summed, "sum")
