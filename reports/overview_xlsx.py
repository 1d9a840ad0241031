"""The overview as a workbook: one sheet a division, the same numbers as the page, and “Thông tin”.

A text is never a formula: names of units are written by people.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils import timezone

from agencies.enums import Level
from reports.overview import Line
from reports.overview_board import DIVISIONS, HEADS, Board, Division
from reports.overview_columns import Sort
from reports.overview_duties import HEAD_DAYS
from reports.overview_figures import AGES, age_words
from reports.overview_page import NOTE

BEFORE = ", cùng kỳ năm trước"
REQUIRED, UNSENT = "Ngày tiếp theo luật", "Báo cáo chưa gửi"
LATENESS = "Quá hạn theo ngày"
Row = tuple[str, list[int]]


def heads_of(board: Board) -> list[str]:
    """Heads of the sheet of a board: each number of the days with that of last year beside it."""
    found = []
    for column in board.columns:
        found.append(column.head)
        if column.sort is Sort.FLOW:
            found.append(f"{column.head}{BEFORE}")
    if board.division is Division.UNIT:
        found += [HEAD_DAYS.label, REQUIRED, UNSENT]
    return found


def rows_of(board: Board) -> Iterator[Row]:
    """Lines and, but for months, their sum, in the order of the heads."""
    summed = [] if board.division is Division.MONTH else [board.total]
    for line in (*board.lines, *summed):
        yield line.name, _numbers(board, line)


def _numbers(board: Board, line: Line) -> list[int]:
    found = []
    for column in board.columns:
        if column.sort is Sort.FLOW:
            found += [line.now.get(column.name, 0), line.last_year.get(column.name, 0)]
        else:
            found.append(line.stock.get(column.name, 0))
    if board.division is Division.UNIT:
        found += _duties(board, line)
    return found


def _duties(board: Board, line: Line) -> list[int]:
    if line.agency is None:
        return [sum(board.held.values()), sum(board.required.values()), len(board.unsent)]
    key = line.agency.pk
    return [counts.get(key, 0) for counts in (board.held, board.required, board.unsent_by)]


def overview_xlsx(boards: Sequence[Board], *, author: str, made_at: datetime) -> bytes:
    """The workbook of one question, all divisions."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "Tổng quan", "author": author})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    plain = book.add_format({"border": 1})
    number = book.add_format({"border": 1, "num_format": "#,##0"})
    for board in boards:
        sheet = book.add_worksheet(DIVISIONS[board.division])
        _write(
            sheet, [HEADS[board.division], *heads_of(board)], rows_of(board), (bold, plain, number)
        )
    _lateness(book.add_worksheet(LATENESS), boards[0], (bold, plain, number))
    _about(book.add_worksheet("Thông tin"), boards[0], made_at)
    book.close()
    return kept.getvalue()


def _write(sheet: Any, heads: Sequence[str], rows: Iterator[Row], styles: tuple[Any, ...]) -> None:
    bold, plain, number = styles
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, len(heads), 11)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    for n, (name, numbers) in enumerate(rows, start=1):
        sheet.write_string(n, 0, name, plain)
        for at, value in enumerate(numbers, start=1):
            sheet.write_number(n, at, value, number)


def _lateness(sheet: Any, board: Board, styles: tuple[Any, ...]) -> None:
    rows = ((age_words(age).capitalize(), [n]) for age, n in zip(AGES, board.ages, strict=True))
    _write(sheet, ["Quá hạn", "Vụ việc"], rows, styles)


def _about(sheet: Any, board: Board, made_at: datetime) -> None:
    asked = board.question
    facts = (
        ("Phạm vi", f"{asked.root.name} và đơn vị cấp dưới"),
        ("Cấp", str(Level(asked.level).label) if asked.level else "Mọi cấp"),
        ("Kỳ", f"{asked.label}, {asked.period.span}"),
        ("Cùng kỳ năm trước", asked.before.span),
        ("Số hiện tại", f"đến ngày {asked.today:%d/%m/%Y}"),
        ("Ngày tiếp của Thủ trưởng", board.months.period.span),
        ("Lập lúc", f"{timezone.localtime(made_at):%H:%M ngày %d/%m/%Y}"),
        ("Ghi chú", f"Vụ việc hạn chế người biết không tính vào số nào. {NOTE}"),
    )
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    for n, (name, said) in enumerate(facts):
        sheet.write_string(n, 0, name)
        sheet.write_string(n, 1, said)
