"""Reading tallies (đọc số cộng dồn): named stretches of days, all counts of them in one statement.

The statement is written out: a hundred filtered sums made by the ORM cost more than the database
takes to add them up, and one row of days joined to the table reads each index range once (ADR 0035).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

NOW, BEFORE, STOCK, PAST = "now", "before", "stock", "past"
_EVER, _STOCK_DAY = date(2000, 1, 1), date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of one span between two days, both ends included; `part`: what they are added up as;
    `dim`: of which dimension, where slices are read."""

    part: str
    span: str
    first: date
    last: date
    dim: str = "a"


def days(part: str, first: date | None, last: date) -> Iterator[Stretch]:
    """Whole months by their sums, the days around them one by one; from ever without a first day."""
    begin = first or _EVER
    month = begin if begin.day == 1 else _next_month(begin)
    after = (last + timedelta(days=1)).replace(day=1)
    if month >= after:
        yield Stretch(part, "d", begin, last)
        return
    yield Stretch(part, "m", month, after - timedelta(days=1))
    if begin < month:
        yield Stretch(part, "d", begin, month - timedelta(days=1))
    if after <= last:
        yield Stretch(part, "d", after, last)


def stock() -> Stretch:
    """What is so at this moment."""
    return Stretch(STOCK, "t", _STOCK_DAY, _STOCK_DAY)


def past(today: date) -> Iterator[Stretch]:
    """By due day: what was due before today."""
    return days(PAST, None, today - timedelta(days=1))


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


Counts = dict[str, int]


def tallies_of(
    *, path: str, level: str, stretches: Iterable[Stretch], columns: Sequence[str]
) -> dict[UUID, dict[str, Counts]]:
    """Counts by agency and part, of the agencies under `path`; one statement.

    OFFSET keeps the planner at one range of the index for each stretch, whatever the table is like.
    """
    windows, values = _windows(stretches)
    found = _asked(
        f"SELECT t.agency_id, w.part, {_sums(columns)} FROM (VALUES {windows}) "  # noqa: S608  # nosec B608
        "w (part, span, first, last, dim) CROSS JOIN LATERAL (SELECT * FROM reports_tally s "
        "WHERE s.span = w.span AND s.day BETWEEN w.first AND w.last OFFSET 0) t "
        "JOIN agencies_agency a ON a.id = t.agency_id "
        "WHERE a.path >= %s AND a.path < %s AND (%s = '' OR a.level = %s) GROUP BY 1, 2",
        [*values, path, path[:-1] + "0", level, level],
    )
    return _by_key(found, columns)


def slices_of(
    *, path: str, level: str, stretches: Iterable[Stretch], columns: Sequence[str]
) -> dict[str, dict[str, Counts]]:
    """Counts by value of a dimension and part, of the tree under `path`; one statement, of several
    dimensions too: then their parts have different names."""
    windows, values = _windows(stretches)
    found = _asked(
        f"SELECT s.value, w.part, {_sums(columns)} FROM (VALUES {windows}) "  # noqa: S608  # nosec B608
        "w (part, span, first, last, dim) CROSS JOIN LATERAL (SELECT * FROM reports_slice t "
        "WHERE t.scope = %s AND t.dim = w.dim AND t.span = w.span "
        "AND t.day BETWEEN w.first AND w.last OFFSET 0) s "
        "WHERE (%s = '' OR s.level = %s) GROUP BY 1, 2",
        [*values, path, level, level],
    )
    return _by_key(found, columns)


def _windows(stretches: Iterable[Stretch]) -> tuple[str, list[Any]]:
    listed = list(stretches)
    marks = ", ".join(["(%s, %s, %s::date, %s::date, %s)"] * len(listed))
    return marks, [told for s in listed for told in (s.part, s.span, s.first, s.last, s.dim)]


def _sums(columns: Sequence[str]) -> str:
    return ", ".join(f"sum({name})::int" for name in columns)


def _asked(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _by_key(rows: list[tuple[Any, ...]], columns: Sequence[str]) -> dict[Any, dict[str, Counts]]:
    found: dict[Any, dict[str, Counts]] = {}
    for key, part, *sums in rows:
        found.setdefault(key, {})[part] = dict(zip(columns, sums, strict=True))
    return found
