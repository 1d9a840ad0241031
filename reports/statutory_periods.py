"""Which periods a page of statutory tables offers: those of this year and last that have begun."""

from __future__ import annotations

from datetime import date

from law.periods import Period, parse_period

_NAMES = ("N", "Q4", "9T", "Q3", "6T", "Q2", "Q1")


def periods_offered(today: date) -> list[Period]:
    """The newest first; a year that has begun in December is already the next."""
    years = (today.year + 1, today.year, today.year - 1)
    found = [parse_period(f"{year}-{name}") for year in years for name in _NAMES]
    return [period for period in found if period.start <= today]


def usual_period(today: date) -> Period:
    """The newest period that is over or ends soonest: what is being reported now."""
    running = [period for period in periods_offered(today) if today in period]
    return min(running, key=lambda period: (period.end, period.start))
