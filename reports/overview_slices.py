"""The overview by field, kind, commune and month: lines read from the slices of one tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from agencies.vietnamese import sort_key
from complaints.enums import Field, PetitionKind
from complaints.places import communes
from law.periods import FREE, Period, parse_period
from reports import tally_reading as reading
from reports.cuts import Cut, commune_name
from reports.models import Dimension
from reports.overview import Line, Question, filled, same_days_last_year
from reports.overview_columns import MONTH_COLUMNS, SLICE_COLUMNS
from reports.tally_reading import BEFORE, NOW

MONTHS = 12


def slice_lines(question: Question, dim: Dimension) -> list[Line]:
    """One line per field or kind, per commune with something to count; one statement."""
    counts = reading.slices_of(
        path=question.root.path,
        level=question.level,
        dim=dim.value,
        stretches=question.stretches,
        columns=[column.name for column in SLICE_COLUMNS],
    )
    return [
        filled(_line(question.cut, dim, value), counts.get(value, {}))
        for value in _values(dim, counts)
    ]


def _values(dim: Dimension, counts: dict[str, object]) -> list[str]:
    """Closed lists in their order; communes by name, petitions without one last."""
    if dim is Dimension.FIELD:
        return list(Field.values)
    if dim is Dimension.KIND:
        return list(PetitionKind.values)
    known = communes()
    named = {code: known[code].name if code in known else code for code in counts}
    return sorted(counts, key=lambda code: (not code, sort_key(named[code]), code))


def _line(cut: Cut, dim: Dimension, value: str) -> Line:
    if dim is Dimension.FIELD:
        return Line(value, str(Field(value).label), replace(cut, field=value))
    if dim is Dimension.KIND:
        return Line(value, str(PetitionKind(value).label), replace(cut, kind=value))
    return Line(value, commune_name(value), replace(cut, commune=value))


def month_lines(question: Question) -> list[Line]:
    """Twelve months up to this one, each beside the same month of last year; one statement."""
    lines = [_of_month(question, month) for month in _months(question.today)]
    stretches = [stretch for line in lines for stretch in _stretches(line)]
    parts = reading.slices_of(
        path=question.root.path,
        level=question.level,
        dim=Dimension.ALL.value,
        stretches=stretches,
        columns=[column.name for column in MONTH_COLUMNS],
    ).get("", {})
    for line in lines:
        filled(line, {part: parts.get(line.key + part, {}) for part in (NOW, BEFORE)})
    return lines


def _months(today: date) -> list[Period]:
    found = []
    first = today.replace(day=1)
    while len(found) < MONTHS:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        found.append(parse_period(f"{first}{FREE}{last}"))
        first = (first - timedelta(days=1)).replace(day=1)
    return found[::-1]


def _of_month(question: Question, month: Period) -> Line:
    before = same_days_last_year(month, question.today)
    return Line(
        f"{month.start:%Y-%m}", f"{month.start:%m/%Y}", question.cut, own=month, before=before
    )


def _stretches(line: Line) -> Iterator[reading.Stretch]:
    for part, days in ((NOW, line.own), (BEFORE, line.before)):
        if days is not None:
            yield from reading.days(line.key + part, days.start, days.end)
