"""Working days of the demonstration year and due dates, computed once for each day."""

from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils import timezone

from agencies.units.spec import REFORM
from complaints import law_book
from law.clock import clock
from law.errors import LawError


def working_days(until: date, *, back: int = 365) -> list[date]:
    """Working days of the last `back` days up to `until`, none before the communes of today."""
    first = max(until - timedelta(days=back), REFORM)
    days = (first + timedelta(days=n) for n in range((until - first).days + 1))
    return [day for day in days if law_book.calendar().is_working(day)]


@cache
def due(rule_code: str, started_on: date) -> date | None:
    """Due date of a duty without branches or events."""
    rule = law_book.rules().get(rule_code)
    try:
        return clock(
            rule=rule, start=started_on, calendar=law_book.calendar(), today=started_on
        ).due
    except LawError:
        return None


def at(day: date, minute: int) -> datetime:
    """A moment of `day` in Viet Nam, `minute` minutes after half past seven."""
    start = datetime.combine(day, time(7, 30), tzinfo=timezone.get_default_timezone())
    return start + timedelta(minutes=minute)


def working_day_after(day: date, days: int) -> date:
    """The first working day at least `days` after `day`."""
    return law_book.calendar().on_or_after(day + timedelta(days=days))
