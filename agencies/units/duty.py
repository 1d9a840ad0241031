"""Duty of the demonstration: weekdays around the last day, at the desks that serve the province."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.actions.calendar import write_duty
from agencies.models import User

_ON_DUTY = [
    ("tiepdan.ls", "Trực Trụ sở tiếp công dân tỉnh"),
    ("xuly.ls", "Trực xử lý đơn tại Trụ sở tiếp công dân tỉnh"),
    ("tiepdan.skhcn", "Trực tiếp công dân tại Sở"),
    ("tiepdan.huulung", "Trực tiếp công dân tại xã"),
    ("tiepdan.kylua", "Trực tiếp công dân tại phường"),
]
_BEFORE, _AFTER = 14, 7
_SATURDAY = 5


def write_demo_duty(*, until: date, now: datetime) -> int:
    """Writes the roster of two weeks back and one ahead; gives the number of shifts."""
    names = [username for username, _ in _ON_DUTY]
    people = {u.username: u for u in User.objects.filter(username__in=names)}
    days = [until + timedelta(days=n) for n in range(-_BEFORE, _AFTER + 1)]
    written = 0
    for day in days:
        if day.weekday() >= _SATURDAY:
            continue
        for username, note in _ON_DUTY:
            _write(people[username], day, note, now)
            written += 1
    return written


def _write(user: User, day: date, note: str, now: datetime) -> None:
    membership = user.memberships.select_related("agency").earliest("id")
    zone = timezone.get_default_timezone()
    write_duty(
        agency=membership.agency,
        user=user,
        starts_at=datetime.combine(day, time(7, 30), tzinfo=zone),
        ends_at=datetime.combine(day, time(17, 0), tzinfo=zone),
        note=note,
        by=None,
        now=now,
    )
