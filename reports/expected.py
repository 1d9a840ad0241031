"""Who owes which report, and until when: what the board of the receiver and the home page go by."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from agencies.enums import Level
from agencies.models import Agency
from law.periods import Period, parse_period
from reports.due_days import root_of

# Rooms report through their agency; Party bodies are not under the circular (art. 1 clause 2).
_SILENT = (Level.UNIT, Level.PARTY)
_NAMES = ("Q1", "Q2", "6T", "Q3", "9T", "Q4", "N")
# The regime of Thông tư 06/2025/TT-TTCP; what was due before it is nobody's business here.
FIRST_END = date(2025, 12, 14)
LOOK_BACK, LOOK_AHEAD = timedelta(days=100), timedelta(days=10)


def expected_units(receiver: Agency, period: Period) -> QuerySet[Agency]:
    """Agencies that send to `receiver` at the end of the period: those just below the body it watches."""
    root = root_of(receiver)
    below = Agency.objects.filter(parent=root).exclude(pk=receiver.pk).exclude(level__in=_SILENT)
    found: QuerySet[Agency] = below.in_force(period.end).select_related("parent", "oversees")
    return found.order_by("sort_key", "pk")


def owes_reports(agency: Agency) -> bool:
    """Whether the circular asks this body for reports at all."""
    return agency.level not in _SILENT


def statutory_periods(today: date) -> list[Period]:
    """Periodic reports of this year and the last that have begun, the newest end first; of two with
    one end the longer one first, for it carries the words."""
    found = [
        parse_period(f"{year}-{name}")
        for year in (today.year + 1, today.year, today.year - 1)
        for name in _NAMES
    ]
    begun = [period for period in found if period.start <= today and period.end >= FIRST_END]
    return sorted(begun, key=lambda period: (period.end, -period.start.toordinal()), reverse=True)


def owed_now(today: date) -> list[Period]:
    """Those that ended lately or end in a few days."""
    return [
        period
        for period in statutory_periods(today)
        if today - LOOK_BACK <= period.end <= today + LOOK_AHEAD
    ]


def newest_over(today: date) -> Period:
    """The period a board opens with: the newest that is over."""
    periods = statutory_periods(today)
    return next((period for period in periods if period.end < today), periods[-1])
