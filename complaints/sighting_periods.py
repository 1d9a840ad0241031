"""Kỳ thống kê vượt cấp: a week, a month, a statutory period, or the window of an event; what each is
compared with (kỳ trước; cùng khoảng thời gian của sự kiện trước)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from agencies.models import Event, User
from agencies.windows import within
from complaints.sighting_counts import Days
from law.dates import vn_date
from law.errors import LawError
from law.periods import Period, parse_period, previous_period, week_of

_WEEKS, _YEARS = 8, 2
_NAMES = ("N", "9T", "6T", "Q4", "Q3", "Q2", "Q1")


def period_choices(today: date) -> list[tuple[str, str]]:
    """Code and label, the newest first: weeks, months, then the periods of the circular."""
    return [(period.code, _label(period)) for period in _offered(today)]


def usual_code(today: date) -> str:
    """The month that runs."""
    return next(code for code, _ in period_choices(today) if "-T" in code)


def days_of(code: str) -> tuple[Days, Days]:
    """The period and the one before it; LawError for a code that is none."""
    period = parse_period(code)
    return _days(period), _days(previous_period(period))


def days_of_event(event: Event, user: User) -> tuple[Days, Days | None]:
    """The window of an event, and that of the event before it of the same kind."""
    before = _previous(event, user)
    return _window(event), _window(before) if before else None


def event_named(text: str, user: User) -> Event | None:
    """The event of this id that the user sees."""
    try:
        pk = UUID(text)
    except ValueError:
        return None
    found: Event | None = Event.objects.visible_to(user).filter(pk=pk).first()
    return found


def _previous(event: Event, user: User) -> Event | None:
    """The one named, else the last of its kind and agency that was over before."""
    if event.previous_id:
        return event.previous
    earlier = Event.objects.visible_to(user).filter(
        kind=event.kind, agency=event.agency, window_to__lt=event.window_from
    )
    found: Event | None = earlier.order_by("-window_to", "-id").first()
    return found


def _window(event: Event) -> Days:
    first, last = within(event)
    return Days(event.name, first, last)


def _days(period: Period) -> Days:
    return Days(period.label, period.start, period.end)


def _label(period: Period) -> str:
    return f"{period.label} ({vn_date(period.start)} – {vn_date(period.end)})"


def _offered(today: date) -> Iterator[Period]:
    for back in range(_WEEKS):
        yield week_of(today - timedelta(weeks=back))
    years = range(today.year + 1, today.year - _YEARS, -1)
    codes = [f"{year}-T{month:02d}" for year in years for month in range(12, 0, -1)]
    codes += [f"{year}-{name}" for year in years for name in _NAMES]
    for code in codes:
        if (period := _begun(code, today)) is not None:
            yield period


def _begun(code: str, today: date) -> Period | None:
    try:
        period = parse_period(code)
    except LawError:
        return None
    return period if period.start <= today else None
