"""Reception days of each officer in a month, for the allowance (bảng chấm công bồi dưỡng tiếp công
dân; Nghị định 154/2026/NĐ-CP, art. 37 to 39: by working day).

A list of officials at work: from sessions held, open visits received and desk shifts served. Sealed
and restricted visits are no source, so that nothing can be noticed in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models.functions import TruncDate
from django.utils import timezone

from agencies.enums import Duty
from agencies.models import Agency, DutyShift, User
from complaints.enums import Secrecy
from law.dates import WEEKDAYS
from reception.duty_cells import working
from reception.enums import SessionState
from reception.models import ReceptionSession, Visit
from reception.spans import day_span

RECEIVED, ON_DUTY = "x", "t"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
Key = tuple[date, UUID]


@dataclass(frozen=True, slots=True)
class SheetDay:
    """A column: the day, its weekday in two letters, whether the office rests."""

    day: date
    weekday: str
    is_off: bool
    why: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell: the letter, empty where nothing was done, and whether the office rests that day."""

    letter: str
    is_off: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One officer, with a mark for each day."""

    officer: User
    marks: tuple[Mark, ...]
    working_days: int
    days_off: int

    @property
    def total(self) -> int:
        return self.working_days + self.days_off


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one agency and month."""

    agency: Agency
    month: date
    days: tuple[SheetDay, ...]
    lines: tuple[SheetLine, ...]

    @property
    def title(self) -> str:
        return f"tháng {self.month:%m/%Y}"

    @property
    def sums(self) -> tuple[int, int, int]:
        """Working days, days off, both: of all officers."""
        at_work = sum(line.working_days for line in self.lines)
        off = sum(line.days_off for line in self.lines)
        return at_work, off, at_work + off


def month_of(asked: str | None, today: date) -> date:
    """The first day of the month asked for (2026-11); of this month when it is none or to come."""
    found = _MONTH.fullmatch(asked or "")
    if found:
        first = date(int(found[1]), int(found[2]), 1)
        if first <= today:
            return first
    return today.replace(day=1)


def allowance_sheet(*, user: User, agency: Agency, month: date, now: datetime) -> Sheet:
    """The sheet as `user` sees it; days to come are empty."""
    last = min(_last_of(month), timezone.localdate(now))
    received = _hosted(user, agency, month, last) | _visited(user, agency, month, last)
    on_duty = _on_duty(user, agency, month, last, now)
    officers = User.objects.filter(pk__in={pk for _, pk in received | on_duty})
    days = _days(month)
    return Sheet(
        agency=agency,
        month=month,
        days=days,
        lines=tuple(
            _line(officer, days, received, on_duty) for officer in officers.order_by("sort_key")
        ),
    )


def _last_of(month: date) -> date:
    following = (month + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)


def _days(month: date) -> tuple[SheetDay, ...]:
    found = []
    for number in range(_last_of(month).day):
        day = month + timedelta(days=number)
        is_working, why = working(day)
        found.append(SheetDay(day, _short(day), not is_working, why))
    return tuple(found)


def _short(day: date) -> str:
    """T2 … T7, CN."""
    return "CN" if day.weekday() == len(WEEKDAYS) - 1 else f"T{day.weekday() + 2}"


def _line(
    officer: User, days: tuple[SheetDay, ...], received: set[Key], on_duty: set[Key]
) -> SheetLine:
    marks = tuple(
        Mark(_letter((one.day, officer.pk), received, on_duty), one.is_off) for one in days
    )
    served = [mark for mark in marks if mark.letter]
    off = sum(1 for mark in served if mark.is_off)
    return SheetLine(officer, marks, len(served) - off, off)


def _letter(key: Key, received: set[Key], on_duty: set[Key]) -> str:
    if key in received:
        return RECEIVED
    return ON_DUTY if key in on_duty else ""


def _hosted(user: User, agency: Agency, first: date, last: date) -> set[Key]:
    """Sessions held count also when nobody came."""
    return set(
        ReceptionSession.objects.visible_to(user)
        .filter(agency=agency, state=SessionState.HELD, on_date__range=(first, last))
        .values_list("on_date", "host_id")
    )


def _visited(user: User, agency: Agency, first: date, last: date) -> set[Key]:
    return set(
        Visit.objects.visible_to(user)
        .in_force()
        .filter(agency=agency, secrecy=Secrecy.OPEN, arrived_at__range=day_span(first, last))
        .order_by()
        .annotate(day=TruncDate("arrived_at"))
        .values_list("day", "received_by_id")
        .distinct()
    )


def _on_duty(user: User, agency: Agency, first: date, last: date, now: datetime) -> set[Key]:
    """Desk shifts that are over; waiting for nobody is service too."""
    shifts = (
        DutyShift.objects.visible_to(user)
        .filter(
            agency=agency, duty=Duty.DESK, ends_at__lte=now, starts_at__range=day_span(first, last)
        )
        .values_list("starts_at", "user_id")
    )
    return {(timezone.localdate(starts_at), pk) for starts_at, pk in shifts}
