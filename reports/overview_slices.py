"""The overview by field, kind, commune and month, and lateness by age: read from slices of one tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agencies.vietnamese import sort_key
from complaints.enums import Field, PetitionKind
from complaints.places import communes
from law.periods import FREE, Period, parse_period
from reports import tally_reading as reading
from reports.cuts import UNNAMED, Cut, commune_name
from reports.models import Dimension
from reports.overview import Line, Question, filled, same_days_last_year
from reports.overview_columns import SLICE_COLUMNS
from reports.overview_figures import AGES, days_of_age
from reports.tally_reading import BEFORE, NOW, Counts

MONTHS = 12
COLUMNS = (*(column.name for column in SLICE_COLUMNS), "late")
_AGE = "age"
Parts = Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Sliced:
    """Lateness by age, and the lines of the division asked for; none for that by unit."""

    ages: tuple[int, ...]
    lines: list[Line]


def sliced(question: Question, dim: Dimension | None) -> Sliced:
    """By field, kind or commune, by month for ALL, only the ages for None; one statement."""
    months = _month_lines(question) if dim is Dimension.ALL else []
    stretches = [*_age_stretches(question.today), *_stretches(months)]
    if dim is not None and dim is not Dimension.ALL:
        stretches += [replace(stretch, dim=dim.value) for stretch in question.stretches]
    counts = reading.slices_of(
        path=question.root.path, level=question.level, stretches=stretches, columns=COLUMNS
    )
    whole = counts.get("", {})
    ages = tuple(whole.get(f"{_AGE}{age[0]}", {}).get("late", 0) for age in AGES)
    for line in months:
        filled(line, {part: whole.get(line.key + part, {}) for part in (NOW, BEFORE)})
    return Sliced(ages, months or _lines(question.cut, dim, counts))


def _age_stretches(today: date) -> Iterator[reading.Stretch]:
    for age in AGES:
        yield from reading.days(f"{_AGE}{age[0]}", *days_of_age(age, today))


def _lines(cut: Cut, dim: Dimension | None, counts: Mapping[str, dict[str, Counts]]) -> list[Line]:
    """Closed lists whole and in their order; communes that have something, by name."""
    if dim is None:
        return []
    lines = [
        filled(_line(cut, dim, value), counts.get(value, {})) for value in _values(dim, counts)
    ]
    return [line for line in lines if line or dim is not Dimension.COMMUNE]


def _values(dim: Dimension, counts: Mapping[str, object]) -> list[str]:
    """Petitions without a commune stand last."""
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
    return Line(value or UNNAMED, commune_name(value), replace(cut, commune=value))


def _month_lines(question: Question) -> list[Line]:
    """Twelve months up to this one, each beside the same month of last year."""
    return [_of_month(question, month) for month in _months(question.today)]


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


def _stretches(lines: Sequence[Line]) -> Iterator[reading.Stretch]:
    for line in lines:
        for part, days in ((NOW, line.own), (BEFORE, line.before)):
            if days is not None:
                yield from reading.days(line.key + part, days.start, days.end)
