"""Frozen figures as the checks read them: tables, rows, totals, cells. Pure.

The shape is that of `statutory_table` (design.md section 7). A figure that is no number is told, for
figures may be typed by hand or come from a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from law.forms import Form, Term

TOTAL = "Tổng cộng"
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One row of a table: of a unit, of a level, or the total."""

    agency: str
    name: str
    values: Mapping[str, Any]

    @cached_property
    def _numbers(self) -> dict[str, Decimal]:
        return {key: number(value) for key, value in self.values.items()}

    def at(self, column: int) -> Decimal:
        """The figure of a column; a dash is nothing."""
        return self._numbers.get(str(column), NOTHING)


def number(value: Any) -> Decimal:
    """A figure of JSON; none and a dash are zero, and so is what cannot be read (see `unreadable`)."""
    if type(value) is int:
        return Decimal(value)
    if value is None or value in ("", "–", "-"):
        return NOTHING
    try:
        read = Decimal(str(value))
    except InvalidOperation:
        return NOTHING
    return read if read.is_finite() else NOTHING


def is_number(value: Any) -> bool:
    """True for what a cell may hold: nothing, a dash, or a number from zero up."""
    if type(value) is int:
        return value >= 0
    if value is None or value in ("", "–", "-"):
        return True
    if isinstance(value, bool):
        return False
    try:
        read = Decimal(str(value))
    except InvalidOperation:
        return False
    return read.is_finite() and read >= 0


def tables_of(figures: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The tables of a report by their code."""
    return {table["code"]: table for table in figures.get("tables", ())}


def lines_of(table: Mapping[str, Any]) -> list[Line]:
    """The rows of units, then those of bodies of the centre, which are shown apart."""
    rows = (*table.get("rows", ()), *table.get("apart", ()))
    return [Line(r["agency"], r["name"], r["values"]) for r in rows]


def summed_lines(table: Mapping[str, Any]) -> list[Line]:
    """The rows that the total adds up (art. 7 clause 2: without bodies of the centre)."""
    return [Line(r["agency"], r["name"], r["values"]) for r in table.get("rows", ())]


def total_of(table: Mapping[str, Any], figures: Mapping[str, Any]) -> Line:
    """The total, in the name of the agency that reports."""
    total = table.get("total") or {}
    return Line(figures.get("agency", {}).get("code", ""), TOTAL, total.get("values", total))


def lines_to_hold(table: Mapping[str, Any], figures: Mapping[str, Any]) -> list[Line]:
    """Rows over which a relation must hold. A total that is the sum of its rows breaks none that they
    keep, so it is held to them only where it is not."""
    lines, total = lines_of(table), total_of(table, figures)
    summed = summed_lines(table)
    adds_up = summed and all(
        total.at(int(key)) == sum((line.at(int(key)) for line in summed), NOTHING)
        for key in total.values
        if key.isdecimal()
    )
    return lines if adds_up else [*lines, total]


def line_named(table: Mapping[str, Any], agency: str) -> Line | None:
    """The row of one unit."""
    return next((line for line in lines_of(table) if line.agency == agency), None)


def cells(lines: Sequence[Line], form: Form) -> Iterator[tuple[Line, int]]:
    """Every cell of these rows."""
    for line in lines:
        for column in form.columns:
            yield line, column.number


def heading(form: Form | None, column: int) -> str:
    """cột 24 (Số đơn không thuộc thẩm quyền › Hướng dẫn)."""
    found = next((c for c in form.columns if c.number == column), None) if form else None
    return f"cột {column} ({' › '.join(found.heading)})" if found else f"cột {column}"


def words_of(terms: Sequence[Term], forms: Mapping[str, Form], *, home: str) -> str:
    """The columns of one side of a relation, each with its heading."""
    return " + ".join(_term_words(term, forms, home) for term in terms)


def _term_words(term: Term, forms: Mapping[str, Form], home: str) -> str:
    words = heading(forms.get(term.code), term.column)
    return words if term.code == home else f"{words} biểu {term.code}"
