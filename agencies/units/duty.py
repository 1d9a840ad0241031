"""Duty of the demonstration: weekdays around the last day at the desks that serve the province, with
leaders on duty, one day that nobody has taken yet, and one swap that waits for an answer."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.actions.duty import ask_swap, write_shift
from agencies.enums import Duty
from agencies.models import DutyShift, User
from law.shipped import shipped_calendar

_BOARD_DESK = ("tiepdan.ls", "xuly.ls")
_ON_DUTY = [
    ("tiepdan.ls", Duty.DESK, "Trụ sở tiếp công dân tỉnh, bàn số 1"),
    ("xuly.ls", Duty.DESK, "Trụ sở tiếp công dân tỉnh, bàn số 2"),
    ("thutruong.ls", Duty.LEADER, ""),
    ("tiepdan.skhcn", Duty.DESK, "Nơi tiếp công dân của Sở"),
    ("phogiamdoc.skhcn", Duty.LEADER, ""),
    ("tiepdan.huulung", Duty.DESK, "Nơi tiếp công dân của xã"),
    ("tiepdan.kylua", Duty.DESK, "Nơi tiếp công dân của phường"),
]
_BEFORE, _AFTER = 14, 14
_SATURDAY = 5


def write_demo_duty(*, until: date, now: datetime) -> int:
    """Writes the roster of two weeks back and two ahead; gives the number of shifts."""
    people = {u.username: u for u in User.objects.filter(username__in=[n for n, *_ in _ON_DUTY])}
    days = [until + timedelta(days=n) for n in range(-_BEFORE, _AFTER + 1)]
    working = [day for day in days if _is_working(day)]
    gap = next((day for day in working if day > until + timedelta(days=3)), None)
    written = 0
    for day in working:
        for username, duty, note in _ON_DUTY:
            if day == gap and username in _BOARD_DESK:
                continue
            _write(people[username], duty, day, note, now)
            written += 1
    _ask_to_swap(people["tiepdan.ls"], people["xuly.ls"], now)
    return written


def _is_working(day: date) -> bool:
    calendar = shipped_calendar()
    return calendar.is_working(day) if calendar.covers(day) else day.weekday() < _SATURDAY


def _write(user: User, duty: Duty, day: date, note: str, now: datetime) -> None:
    """The second desk of the board is open in the morning alone, so that it can take over."""
    membership = user.memberships.select_related("agency").earliest("id")
    zone = timezone.get_default_timezone()
    ends = time(11, 30) if user.username == _BOARD_DESK[1] else time(17, 0)
    begins = time(13, 30) if user.username == _BOARD_DESK[0] else time(7, 30)
    write_shift(
        agency=membership.agency,
        user=user,
        duty=duty,
        starts_at=datetime.combine(day, begins, tzinfo=zone),
        ends_at=datetime.combine(day, ends, tzinfo=zone),
        note=note,
        by=None,
        now=now,
    )


def _ask_to_swap(asks: User, asked_of: User, now: datetime) -> None:
    """One swap of a shift to come waits for its answer."""
    shift = (
        DutyShift.objects.filter(user=asks, starts_at__gt=now).order_by("starts_at")[1:2].first()
    )
    if shift is not None:
        ask_swap(
            shift_id=shift.pk, asked_of=asked_of, reason="Đi tập huấn nghiệp vụ tiếp công dân.",
            by=asks, now=now,
        )  # fmt: skip
