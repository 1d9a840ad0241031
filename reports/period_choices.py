"""Periods a form offers for one kind of report, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from law.dates import vn_date
from law.errors import LawError
from law.periods import Period, parse_period, week_of
from reports.kinds import KindSpec

FREE = "tu-chon"
DAYS, WEEKS, YEARS = 14, 13, 2
_OF_A_YEAR = ("N", "9T", "6T", "Q4", "Q3", "Q2", "Q1", "CD")


def choices(spec: KindSpec, today: date) -> list[tuple[str, str]]:
    """Code and label of the periods this kind accepts; a running one says that it runs."""
    found = [period for period in _offered(today, spec) if not spec.accepts(period)]
    ordered = sorted(found, key=lambda period: (period.end, period.start), reverse=True)
    return [(period.code, _label(period, today)) for period in ordered]


def takes_free_days(spec: KindSpec, today: date) -> bool:
    """Whether days may be chosen freely."""
    return not spec.accepts(parse_period(f"{today - timedelta(days=9)}..{today}"))


def first_whole(offered: list[tuple[str, str]], today: date) -> str:
    """The newest period that is over: what a form begins with."""
    for code, _ in offered:
        if parse_period(code).end < today:
            return code
    return offered[0][0] if offered else ""


def _offered(today: date, spec: KindSpec) -> Iterator[Period]:
    # What goes upward goes by the periods of the circular; single days would only be in the way.
    for back in range(0 if spec.sends else DAYS):
        day = today - timedelta(days=back)
        yield parse_period(f"{day}..{day}")
    for back in range(WEEKS):
        yield week_of(today - timedelta(weeks=back))
    for year in range(today.year + 1, today.year - YEARS, -1):
        names = [*_OF_A_YEAR, *(f"T{month:02d}" for month in range(12, 0, -1))]
        yield from (period for name in names if (period := _begun(f"{year}-{name}", today)))


def _begun(code: str, today: date) -> Period | None:
    try:
        period = parse_period(code)
    except LawError:
        return None
    return period if period.start <= today else None


def _label(period: Period, today: date) -> str:
    if period.start == period.end:
        return f"Ngày {vn_date(period.start)}"
    runs = ", đang diễn ra" if period.end >= today else ""
    return f"{period.label} ({vn_date(period.start)} – {vn_date(period.end)}{runs})"
