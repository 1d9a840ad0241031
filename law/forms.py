"""Statutory tables as data: columns, headings, relations, and which regime holds on a day.

Biểu số liệu của chế độ báo cáo (Thông tư 06/2025/TT-TTCP and those before it). A code such as 02/XLD
means different tables in different regimes, so a table is always asked for with a day or a regime.
Shipped data come from `law.shipped.shipped_forms`; what is in force, with regimes adopted since, from
`agencies.law_in_force` (ADR 0025).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from law.dates import vn_date
from law.enums import Confidence
from law.errors import LawError

NOTHING = "none"  # the measure of a column to which the records have no answer


@dataclass(frozen=True, slots=True)
class Column:
    """One numbered column. `formula` as printed; `at_most`: never more than that column.

    `note`: why a column whose measure is `none` has no figure.
    """

    number: int
    heading: tuple[str, ...]
    measure: str = ""
    unit: str = ""  # "", "trđ" or "m2"
    guidance: str = ""
    formula: str = ""
    at_most: int | None = None
    at_most_sure: bool = True
    note: str = ""

    @property
    def path(self) -> str:
        """“Tiếp thường xuyên › Số lượt tiếp”."""
        return " › ".join(self.heading)

    @property
    def is_counted(self) -> bool:
        return self.measure != NOTHING


@dataclass(frozen=True, slots=True)
class Term:
    """One column of one table."""

    code: str
    column: int

    def __str__(self) -> str:
        return f"{self.code}({self.column})"


@dataclass(frozen=True, slots=True)
class Relation:
    """What columns are to each other. `table` is empty for a relation between tables.

    `holds` False: the form prints it, and a case breaks it (`counterexample`): reported, never forced.
    `sure` False: inferred, so it warns and never refuses.
    """

    name: str
    table: str
    left: tuple[Term, ...]
    op: str  # "=", ">=", "<="
    right: tuple[Term, ...]
    holds: bool = True
    sure: bool = True
    counterexample: str = ""
    source: str = ""

    @property
    def words(self) -> str:
        """“2 ≤ 1”: the name as pages and papers print it."""
        return self.name.replace("<=", "≤").replace(">=", "≥")

    @property
    def terms(self) -> tuple[Term, ...]:
        return (*self.left, *self.right)

    @property
    def forced(self) -> bool:
        """True when a report that breaks it may not go out."""
        return self.holds and self.sure


@dataclass(frozen=True)
class Form:
    """One table in one regime. `layout_from`: the regime that printed it, where an earlier one did."""

    code: str
    regime: str
    circular: str
    title: str
    valid_from: date
    valid_to: date | None
    columns: tuple[Column, ...]
    relations: tuple[Relation, ...] = ()
    guidance: tuple[str, ...] = ()
    layout_from: str = ""
    note: str = ""
    confidence: Confidence = Confidence.VERIFIED

    def column(self, number: int) -> Column:
        for column in self.columns:
            if column.number == number:
                return column
        raise LawError(f"Biểu {self.code} của chế độ {self.regime} không có cột {number}.")

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """Every measure once, in the order of the columns."""
        return tuple(dict.fromkeys(c.measure for c in self.columns if c.is_counted))


@dataclass(frozen=True)
class Regime:
    """Chế độ báo cáo: the tables of one circular and the relations between them."""

    code: str
    circular: str
    valid_from: date
    valid_to: date | None
    forms: tuple[Form, ...]
    relations: tuple[Relation, ...] = ()
    title: str = ""
    confidence: Confidence = Confidence.VERIFIED

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def span(self) -> str:
        """“từ 05/03/2024 đến 29/09/2025”."""
        end = f" đến {vn_date(self.valid_to)}" if self.valid_to else ""
        return f"từ {vn_date(self.valid_from)}{end}"

    def form(self, code: str) -> Form:
        for form in self.forms:
            if form.code == code.strip().upper():
                return form
        known = ", ".join(form.code for form in self.forms)
        raise LawError(
            f"Chế độ {self.code} ({self.span}) không có biểu “{code}”; các biểu có: {known}."
        )


class FormBook:
    """Every regime that is known, in order of time."""

    def __init__(self, regimes: Iterable[Regime]) -> None:
        self.regimes = tuple(sorted(regimes, key=lambda regime: regime.valid_from))

    def __iter__(self) -> Iterator[Regime]:
        return iter(self.regimes)

    def regime_on(self, day: date) -> Regime:
        """The regime in force; a period takes the one of its last day."""
        for regime in self.regimes:
            if regime.covers(day):
                return regime
        raise LawError(
            f"Không có chế độ báo cáo nào cho ngày {vn_date(day)}; các chế độ có: {self._known}."
        )

    def regime(self, code: str) -> Regime:
        for regime in self.regimes:
            if regime.code == code.strip().upper():
                return regime
        raise LawError(f"Không có chế độ báo cáo “{code}”; các chế độ có: {self._known}.")

    def form(self, code: str, *, on: date | None = None, regime: str = "") -> Form:
        """A table by the day or by the regime; one of the two is told."""
        if regime:
            return self.regime(regime).form(code)
        if on is None:
            raise LawError("Hãy cho biết ngày hoặc chế độ báo cáo của biểu.")
        return self.regime_on(on).form(code)

    @property
    def _known(self) -> str:
        return ", ".join(f"{regime.code} ({regime.span})" for regime in self.regimes)
