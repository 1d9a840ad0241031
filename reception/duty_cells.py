"""A shift as the rosters show it: its hours, who else asks for it, whether the person is in two
places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from agencies.enums import SwapState
from agencies.models import Agency, DutyShift, DutySwap, User
from complaints.law_book import calendar
from reception.enums import SessionState
from reception.models import ReceptionSession
from reception.spans import day_span

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One shift as the roster shows it. `is_double`: the person has another one at these hours."""

    shift: DutyShift
    is_double: bool
    swap: DutySwap | None

    @property
    def hours(self) -> str:
        begins, ends = (
            timezone.localtime(self.shift.starts_at),
            timezone.localtime(self.shift.ends_at),
        )
        return f"{begins:%H:%M}–{ends:%H:%M}"

    @property
    def phone(self) -> str:
        """The number of the duty, else that of the person."""
        return self.shift.phone or self.shift.user.phone


def shifts_of(user: User, agency: Agency, first: date, last: date) -> list[DutyShift]:
    """Shifts of an agency that begin on these days, as `user` may see them, in order."""
    return list(
        DutyShift.objects.visible_to(user)
        .filter(agency=agency, starts_at__range=day_span(first, last))
        .select_related("user")
        .order_by("starts_at", "user__sort_key", "id")
    )


def cells_of(shifts: Iterable[DutyShift]) -> dict[tuple[date, str], list[Cell]]:
    """Cells by day and duty; two statements whatever there is."""
    shifts = list(shifts)
    doubled, swaps = _doubled(shifts), _asked(shifts)
    cells: dict[tuple[date, str], list[Cell]] = defaultdict(list)
    for shift in shifts:
        cell = Cell(shift, shift.pk in doubled, swaps.get(shift.pk))
        cells[timezone.localdate(shift.starts_at), shift.duty].append(cell)
    return cells


def working(day: date) -> tuple[bool, str]:
    """Whether the office works that day, and the reason where it is not the usual one. A year that
    the calendar does not know goes by the days of the week."""
    usual = day.weekday() < _SATURDAY
    if not calendar().covers(day):
        return usual, ""
    status = calendar().reason(day)
    return status.working, status.text if status.working != usual else ""


def session_days(user: User, agency: Agency, first: date, last: date) -> set[date]:
    """Days on which a session is planned or was held."""
    return set(
        ReceptionSession.objects.visible_to(user)
        .filter(
            agency=agency, on_date__range=(first, last),
            state__in=[SessionState.PLANNED, SessionState.HELD],
        )
        .values_list("on_date", flat=True)
    )  # fmt: skip


def _doubled(shifts: list[DutyShift]) -> set[UUID]:
    """Shifts that overlap another one of the same person, at whichever agency: the fact alone."""
    if not shifts:
        return set()
    others = DutyShift.objects.filter(
        user__in={shift.user_id for shift in shifts},
        starts_at__lt=max(shift.ends_at for shift in shifts),
        ends_at__gt=min(shift.starts_at for shift in shifts),
    ).values_list("pk", "user_id", "starts_at", "ends_at")
    by_person = defaultdict(list)
    for pk, user_id, starts_at, ends_at in others:
        by_person[user_id].append((pk, starts_at, ends_at))
    return {
        shift.pk
        for shift in shifts
        for pk, starts_at, ends_at in by_person[shift.user_id]
        if pk != shift.pk and starts_at < shift.ends_at and ends_at > shift.starts_at
    }


def _asked(shifts: list[DutyShift]) -> dict[UUID, DutySwap]:
    found = DutySwap.objects.filter(
        shift__in=[shift.pk for shift in shifts], state=SwapState.ASKED
    ).select_related("asked_by", "asked_of")
    return {swap.shift_id: swap for swap in found}
