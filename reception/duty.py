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

from agencies.duty import POSTINGS
from agencies.enums import Duty
from agencies.models import Agency, DutyShift, User
from complaints.enums import Secrecy
from law.dates import vn_weekday
from law.periods import Period
from reception.duty_cells import Cell, cells_of, session_days, shifts_of, working
from reception.duty_needs import MISSING
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession, Visit
from reception.spans import day_span

NO_DESK, NO_LEADER = MISSING[Duty.DESK], MISSING[Duty.LEADER]
_OTHERS = (Duty.PHONE, *POSTINGS)


@dataclass(frozen=True, slots=True)
class RosterDay:
    """A day of the week. `why`: the holiday or the swap that makes it a day off or of work."""

    on: date
    is_working: bool
    why: str
    has_session: bool
    desk: list[Cell]
    leaders: list[Cell]
    others: list[Cell]

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
        cells = ((*day.desk, *day.leaders, *day.others) for day in self.days)
        return sum(cell.is_double for row in cells for cell in row)

    @property
    def has_others(self) -> bool:
        """True in a week in which somebody answers a phone or is posted elsewhere."""
        return any(day.others for day in self.days)


def roster_of(user: User, agency: Agency, week: Period) -> Roster:
    """The roster as `user` may see it; the same number of statements whatever is on it."""
    cells = cells_of(shifts_of(user, agency, week.start, week.end))
    with_session = session_days(user, agency, week.start, week.end)
    days = [week.start + timedelta(days=n) for n in range(7)]
    return Roster(
        week,
        [
            RosterDay(
                day, *working(day), day in with_session, cells[day, Duty.DESK],
                cells[day, Duty.LEADER], [cell for duty in _OTHERS for cell in cells[day, duty]],
            )
            for day in days
        ],
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
