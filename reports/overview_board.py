"""The board of the overview: lines of one way of dividing, their total, and every number in them.

The page, the workbook and `check_figures` read the same board; each number knows the figure, the
days and the cut of the list that it must equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from agencies.models import User
from law.periods import Period
from reports.cuts import Cut
from reports.figures import Figure
from reports.models import Dimension
from reports.overview import Line, Question, total_of, unit_lines
from reports.overview_columns import MONTH_COLUMNS, SLICE_COLUMNS, UNIT_COLUMNS, Column, Sort
from reports.overview_duties import (
    HEAD_DAYS,
    Months,
    Unsent,
    days_held,
    days_required,
    unsent_reports,
)
from reports.overview_figures import AGE_FIGURES
from reports.overview_slices import sliced


class Division(StrEnum):
    """Chiều: by what the table divides."""

    UNIT = "don_vi"
    FIELD = "linh_vuc"
    COMMUNE = "dia_ban"
    KIND = "loai"
    MONTH = "thang"


DIVISIONS = {
    Division.UNIT: "Theo đơn vị",
    Division.FIELD: "Theo lĩnh vực",
    Division.COMMUNE: "Theo địa bàn",
    Division.KIND: "Theo loại đơn",
    Division.MONTH: "Theo thời gian",
}
HEADS = {
    Division.UNIT: "Đơn vị",
    Division.FIELD: "Lĩnh vực",
    Division.COMMUNE: "Xã, phường nơi phát sinh",
    Division.KIND: "Loại đơn",
    Division.MONTH: "Tháng",
}
_DIMENSIONS = {
    Division.FIELD: Dimension.FIELD,
    Division.COMMUNE: Dimension.COMMUNE,
    Division.KIND: Dimension.KIND,
    Division.MONTH: Dimension.ALL,
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the overview and the list it equals; `key`: its line, empty for a total."""

    key: str
    place: str
    head: str
    value: int
    figure: Figure
    period: Period
    cut: Cut

    @property
    def url(self) -> str:
        return address(self.figure, self.period, tail_of(self.cut))


def tail_of(cut: Cut) -> str:
    """The end of an address that names the cut."""
    return f"&{urlencode(cut.query)}" if cut.query else ""


def address(figure: Figure, period: Period, tail: str) -> str:
    """Where the list of a figure is shown."""
    return f"{_list_page()}?so={figure.name}&ky={period.code}{tail}"


@cache
def _list_page() -> str:
    """Asked for some hundred times a page, and always the same."""
    return reverse("figure_rows")


@dataclass(frozen=True)
class Board:
    """What the overview answers: `lines` of the division asked for, `units` for the cards."""

    question: Question
    division: Division
    units: list[Line]
    lines: list[Line]
    held: dict[UUID, int] = field(default_factory=dict)
    required: dict[UUID, int] = field(default_factory=dict)
    unsent: list[Unsent] = field(default_factory=list)
    ages: Sequence[int] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        if self.division is Division.UNIT:
            return UNIT_COLUMNS
        return MONTH_COLUMNS if self.division is Division.MONTH else SLICE_COLUMNS

    @cached_property
    def months(self) -> Months:
        return Months.of(self.question)

    @cached_property
    def whole(self) -> Line:
        """All units together: what the cards show."""
        return total_of(self.units, self.question.cut)

    @cached_property
    def total(self) -> Line:
        if self.division is Division.UNIT:
            return self.whole
        return total_of(self.lines, self.question.cut)

    @cached_property
    def unsent_by(self) -> dict[UUID, int]:
        found: dict[UUID, int] = {}
        for one in self.unsent:
            found[one.agency.pk] = found.get(one.agency.pk, 0) + 1
        return found

    def period_of(self, column: Column, line: Line) -> Period:
        """The days of the number of this period."""
        if column.sort is Sort.FLOW:
            return line.own or self.question.period
        return self.question.this_day

    def before_of(self, line: Line) -> Period:
        return line.before or self.question.before

    def numbers(self) -> Iterator[Number]:
        """Every number with a list: each column of each line and, but for months that have no
        common days, of the total; ages of lateness; days of the heads."""
        summed = [] if self.division is Division.MONTH else [self.total]
        for line in (*self.lines, *summed):
            yield from self._of_line(line)
        if self.division is Division.UNIT:
            yield from self._of_units()

    def _of_line(self, line: Line) -> Iterator[Number]:
        for column in self.columns:
            here, figure = (line.key, line.name), column.figure
            counts = line.now if column.sort is Sort.FLOW else line.stock
            days = self.period_of(column, line)
            yield Number(*here, column.head, counts.get(column.name, 0), figure, days, line.cut)
            if column.sort is Sort.FLOW:
                n, days = line.last_year.get(column.name, 0), self.before_of(line)
                yield Number(*here, f"{column.head}, cùng kỳ năm trước", n, figure, days, line.cut)

    def _of_units(self) -> Iterator[Number]:
        asked, months = self.question, self.months.period
        for figure, n in zip(AGE_FIGURES, self.ages, strict=True):
            yield Number("", "Cộng", figure.label, n, figure, asked.this_day, asked.cut)
        for line in self.units:
            if line.agency:
                n = self.held.get(line.agency.pk, 0)
                yield Number(line.key, line.name, HEAD_DAYS.label, n, HEAD_DAYS, months, line.cut)
        total = sum(self.held.values())
        yield Number("", "Cộng", HEAD_DAYS.label, total, HEAD_DAYS, months, asked.cut)


def board_of(user: User, question: Question, division: Division) -> Board:
    """Everything the page shows but its panels; six statements."""
    units, cut_by = unit_lines(question), sliced(question, _DIMENSIONS.get(division))
    agencies = [line.agency for line in units if line.agency]
    months = Months.of(question)
    return Board(
        question=question,
        division=division,
        units=units,
        lines=units if division is Division.UNIT else cut_by.lines,
        held=days_held(question, months),
        required=days_required(agencies, months),
        unsent=unsent_reports(user, agencies, question.today),
        ages=cut_by.ages,
    )
