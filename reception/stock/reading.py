"""A register in use as a file: what it holds, and all that stands in its way at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agencies.refusals import Refused
from reception.stock import petitions, visits
from reception.stock.numbering import missing_numbers, number_problems
from reception.stock.petitions import PetitionRow
from reception.stock.table import Column, Problem, read_table
from reception.stock.visits import VisitRow
from records.enums import Book

COLUMNS: dict[Book, tuple[Column, ...]] = {
    Book.VISITS: visits.COLUMNS,
    Book.PETITIONS: petitions.COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read. Nothing may be imported while there are problems."""

    sheet: str
    rows: Sequence[VisitRow] | Sequence[PetitionRow]
    problems: list[Problem]
    missing: list[int]
    ignored: list[str]

    @property
    def last(self) -> int:
        return max((row.number for row in self.rows), default=0)

    @property
    def first_day(self) -> date | None:
        return min((row.on for row in self.rows), default=None)

    @property
    def last_day(self) -> date | None:
        return max((row.on for row in self.rows), default=None)


def read_stock(*, book: Book, content: bytes, year: int, today: date) -> Checked:
    """Reads the whole file. Raises Refused when it is no such register at all."""
    columns = COLUMNS[book]
    table = read_table(content, columns)
    if not table.rows:
        raise Refused(f"Trang tính “{table.sheet}” chưa có dòng nào dưới tiêu đề.")
    read = visits.visit_rows if book == Book.VISITS else petitions.petition_rows
    rows, problems = read(table.rows, year=year, today=today)
    problems += number_problems(rows, columns[0].title)
    problems.sort(key=lambda problem: problem.row)
    return Checked(
        sheet=table.sheet,
        rows=rows,
        problems=problems,
        missing=[] if problems else missing_numbers(rows),
        ignored=table.ignored,
    )
