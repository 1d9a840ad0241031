"""The roster of a week: who is on duty, where nobody is, who is in two places, who really received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from agencies.enums import Duty, SwapState
from agencies.models import Agency, DutyShift, DutySwap, User
from complaints.enums import Secrecy
from complaints.law_book import calendar
from law.dates import vn_weekday
from law.periods import Period
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession, Visit
from reception.spans import day_span

NO_DESK = "Chưa có người trực tiếp công dân"
NO_LEADER = "Chưa có lãnh đạo trực"
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


@dataclass(frozen=True, slots=True)
class RosterDay:
    """A day of the week. `why`: the holiday or the swap that makes it a day off or of work."""

    on: date
    is_working: bool
    why: str
    has_session: bool
    desk: list[Cell]
    leaders: list[Cell]

    @property
    def name(self) -> str:
        return vn_weekday(self.on)

    @property
    def gaps(self) -> list[str]:
        """What is missing on a day on which the office receives."""
        if not (self.is_working or self.has_session):
            return []
        missing = ((self.desk, NO_DESK), (self.leaders, NO_LEADER))
        return [sentence for cells, sentence in missing if not cells]


@dataclass(frozen=True, slots=True)
class Roster:
    """The week of one agency."""

    week: Period
    days: list[RosterDay]

    @property
    def gaps(self) -> int:
        return sum(len(day.gaps) for day in self.days)

    @property
    def doubles(self) -> int:
        return sum(cell.is_double for day in self.days for cell in (*day.desk, *day.leaders))


def roster_of(user: User, agency: Agency, week: Period) -> Roster:
    """The roster as `user` may see it; the same number of statements whatever is on it."""
    first, last = day_span(week.start, week.end)
    shifts = list(
        DutyShift.objects.visible_to(user)
        .filter(agency=agency, starts_at__range=(first, last))
        .select_related("user")
        .order_by("starts_at", "user__sort_key", "id")
    )
    doubled, swaps = _doubled(shifts), _asked(shifts)
    cells: dict[tuple[date, str], list[Cell]] = defaultdict(list)
    for shift in shifts:
        cell = Cell(shift, shift.pk in doubled, swaps.get(shift.pk))
        cells[timezone.localdate(shift.starts_at), shift.duty].append(cell)
    with_session = _session_days(user, agency, week)
    days = [week.start + timedelta(days=n) for n in range(7)]
    return Roster(
        week,
        [
            RosterDay(
                day, *working(day), day in with_session, cells[day, Duty.DESK],
                cells[day, Duty.LEADER],
            )
            for day in days
        ],
    )  # fmt: skip


def working(day: date) -> tuple[bool, str]:
    """Whether the office works that day, and the reason where it is not the usual one. A year that
    the calendar does not know goes by the days of the week."""
    usual = day.weekday() < _SATURDAY
    if not calendar().covers(day):
        return usual, ""
    status = calendar().reason(day)
    return status.working, status.text if status.working != usual else ""


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


def _session_days(user: User, agency: Agency, week: Period) -> set[date]:
    return set(
        ReceptionSession.objects.visible_to(user)
        .filter(
            agency=agency, on_date__range=(week.start, week.end),
            state__in=[SessionState.PLANNED, SessionState.HELD],
        )
        .values_list("on_date", flat=True)
    )  # fmt: skip


NOBODY_CAME = "Có ca trực nhưng không tiếp lượt nào"
NOT_ON_DUTY = "Tiếp ngoài ca"
Key = tuple[date, UUID]


@dataclass(frozen=True, slots=True)
class Checked:
    """One person on one day: which duty, how many open visits, what stands out."""

    on: date
    user: User
    duties: frozenset[str]
    hosted: bool
    visits: int
    is_over: bool

    @property
    def duty_names(self) -> str:
        return ", ".join(Duty(duty).label for duty in sorted(self.duties))

    @property
    def tone(self) -> str:
        """An empty day is no fault of anybody; receiving outside the roster is worth a look."""
        return "warn" if self.remark == NOT_ON_DUTY else "neutral"

    @property
    def remark(self) -> str:
        received = self.hosted or self.visits
        if received and not self.duties:
            return NOT_ON_DUTY
        if Duty.DESK in self.duties and not received and self.is_over:
            return NOBODY_CAME
        return ""


def checked(user: User, agency: Agency, week: Period, today: date) -> list[Checked]:
    """Đối chiếu: who was on duty against who received, up to today, by day and name.

    Only open visits count: what is kept in the sealed books must not show here (design.md 9).
    """
    first, last = week.start, min(week.end, today)
    if last < first:
        return []
    duties = _duties(user, agency, first, last)
    visits = _received(user, agency, first, last)
    hosted = _hosts(user, agency, first, last)
    keys = {*duties, *visits, *hosted}
    people = {found.pk: found for found in User.objects.filter(pk__in={pk for _, pk in keys})}
    rows = [
        Checked(
            day, people[pk], frozenset(duties.get((day, pk), ())), (day, pk) in hosted,
            visits.get((day, pk), 0), day < today,
        )
        for day, pk in keys
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.on, row.user.sort_key))


def _duties(user: User, agency: Agency, first: date, last: date) -> dict[Key, set[str]]:
    shifts = (
        DutyShift.objects.visible_to(user)
        .filter(agency=agency, starts_at__range=day_span(first, last))
        .values_list("starts_at", "user_id", "duty")
    )
    found: dict[Key, set[str]] = defaultdict(set)
    for starts_at, pk, duty in shifts:
        found[timezone.localdate(starts_at), pk].add(duty)
    return found


def _received(user: User, agency: Agency, first: date, last: date) -> dict[Key, int]:
    found = (
        Visit.objects.visible_to(user)
        .in_force()
        .filter(agency=agency, secrecy=Secrecy.OPEN, arrived_at__range=day_span(first, last))
        .order_by()
        .annotate(day=TruncDate("arrived_at"))
        .values_list("day", "received_by_id")
        .annotate(number=Count("pk"))
    )
    return {(day, pk): number for day, pk, number in found}


def _hosts(user: User, agency: Agency, first: date, last: date) -> set[Key]:
    """Hosts of standing sessions; the days of a head are no duty of the desk."""
    found: Iterable[Key] = (
        ReceptionSession.objects.visible_to(user)
        .filter(
            agency=agency, kind=SessionKind.STANDING, state=SessionState.HELD,
            on_date__range=(first, last),
        )
        .values_list("on_date", "host_id")
    )  # fmt: skip
    return set(found)
