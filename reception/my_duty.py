"""Tôi trực ngày nào: one's own shifts of a month, and what they add up to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from agencies.duty import leaders_beside
from agencies.models import DutyShift, User
from law.dates import vn_weekday
from reception.duty_cells import Cell, cells_of, working
from reception.spans import day_span

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class MyShift:
    """One of my shifts. `leaders`: who is on call beside me."""

    cell: Cell
    leaders: list[DutyShift]

    @property
    def on(self) -> date:
        return timezone.localdate(self.cell.shift.starts_at)

    @property
    def name(self) -> str:
        return vn_weekday(self.on)

    @property
    def is_day_off(self) -> bool:
        return not working(self.on)[0]


@dataclass(frozen=True, slots=True)
class MyMonth:
    """My shifts of a month."""

    month: date
    shifts: list[MyShift]

    @property
    def before(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.month + timedelta(days=32)).replace(day=1)

    @property
    def days_off(self) -> int:
        return sum(shift.is_day_off for shift in self.shifts)


def month_asked(text: str, today: date) -> date:
    """The first day of the month asked for (2026-11); of this month when it is none."""
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def my_month(user: User, month: date) -> MyMonth:
    """The shifts that begin in the month, at whichever agency; the same statements for any number."""
    last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    shifts = list(
        DutyShift.objects.filter(user=user, starts_at__range=day_span(month, last))
        .select_related("agency", "event", "user")
        .order_by("starts_at", "id")
    )
    leaders = leaders_beside(shifts)
    cells = sorted(
        (cell for row in cells_of(shifts).values() for cell in row),
        key=lambda cell: cell.shift.starts_at,
    )
    return MyMonth(month, [MyShift(cell, leaders[cell.shift.pk]) for cell in cells])
