"""A list of matters as a workbook; `list_pdf` prints the same sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter

from agencies.models import Agency

Line = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Heading and width in millimetres on A4 across."""

    heading: str
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands over and around the rows: `above` are sentences, `span` the days they tell of,
    `dated` the day of the letterhead."""

    agency: Agency
    title: str
    columns: tuple[Column, ...]
    above: tuple[str, ...]
    span: str
    dated: date


def list_xlsx(sheet: Sheet, lines: Iterable[Line]) -> IO[bytes]:
    """One sheet, written row by row; a text is never read as a formula."""
    out: IO[bytes] = TemporaryFile()  # noqa: SIM115 - the response closes it
    told = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, told)
    book.set_properties({"title": sheet.title, "author": sheet.agency.name})
    page = book.add_worksheet("Danh sách")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    font = {"font_name": "Times New Roman", "font_size": 11}
    plain, strong = book.add_format(font), book.add_format({**font, "bold": True})
    head = book.add_format(
        {**font, "bold": True, "border": 1, "text_wrap": True, "align": "center"}
    )
    cell = book.add_format({**font, "border": 1, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width * 0.7)
    page.write_string(0, 0, sheet.agency.name, plain)
    page.write_string(1, 0, sheet.title, strong)
    row = 2
    for sentence in sheet.above:
        page.write_string(row, 0, sentence, plain)
        row += 1
    for place, column in enumerate(sheet.columns):
        page.write_string(row, place, column.heading, head)
    page.repeat_rows(row)
    for line in lines:
        row += 1
        for place, value in enumerate(line):
            if sheet.columns[place].is_number and value != "":
                page.write_number(row, place, value, cell)
            else:
                page.write_string(row, place, str(value), cell)
    book.close()
    out.seek(0)
    return out
