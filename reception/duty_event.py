"""The roster of an event (lịch trực phục vụ sự kiện): every day of its window with what it needs, what
is missing, and how evenly the shifts lie on the staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from agencies.duty import POSTINGS, staff
from agencies.enums import Duty, Phase
from agencies.models import Agency, DutyShift, Event, EventUnit, User
from agencies.windows import PHASES, day_span_of, phase_of, within
from agencies.windows_open import concerns
from law.dates import vn_weekday
from reception.duty_cells import Cell, cells_of, session_days, shifts_of, working
from reception.duty_fairness import Share, Slot, Span, shares
from reception.duty_needs import MISSING, needs

# As many days as one page, one sheet of paper and one year's half can hold.
MOST_DAYS = 184
COLUMNS: tuple[tuple[str, tuple[Duty, ...]], ...] = (
    ("Trực tiếp công dân", (Duty.DESK,)),
    ("Lãnh đạo trực", (Duty.LEADER,)),
    ("Trực điện thoại", (Duty.PHONE,)),
    ("Tăng cường tại Trụ sở", POSTINGS),
)


@dataclass(frozen=True, slots=True)
class Column:
    """The shifts of one kind on one day. `missing`: the sentence of a gap; empty without one."""

    label: str
    duty: Duty
    cells: tuple[Cell, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day of the window. `why`: the holiday or the swap that makes it a day off or of work."""

    on: date
    phase: Phase
    is_working: bool
    why: str
    has_session: bool
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        return vn_weekday(self.on)

    @property
    def gaps(self) -> int:
        return sum(bool(column.missing) for column in self.columns)


@dataclass(frozen=True, slots=True)
class EventRoster:
    """The roster of one agency for one event, or for one phase of it."""

    event: Event
    agency: Agency
    days: tuple[EventDay, ...]
    is_cut: bool
    people: tuple[Share[User], ...]

    @property
    def gaps(self) -> int:
        return sum(day.gaps for day in self.days)

    @property
    def days_with_gaps(self) -> int:
        return sum(bool(day.gaps) for day in self.days)

    @property
    def cells(self) -> list[Cell]:
        return [cell for day in self.days for column in day.columns for cell in column.cells]

    @property
    def doubles(self) -> int:
        return sum(cell.is_double for cell in self.cells)

    @property
    def on_roster(self) -> list[Share[User]]:
        """People with at least one shift."""
        return [share for share in self.people if share.shifts]


def agencies_of(user: User, event: Event) -> list[Agency]:
    """Agencies whose roster for the event `user` may open: their own, whose event it is, who owes
    its daily report, who wrote shifts for it."""
    mine = {m.agency_id for m in user.access.memberships if concerns(event, m.agency)}
    named = (
        Q(pk__in=mine)
        | Q(pk=event.agency_id)
        | Q(pk__in=EventUnit.objects.filter(event=event).values("agency"))
        | Q(pk__in=DutyShift.objects.filter(event=event).values("agency"))
    )
    found = Agency.objects.visible_to(user).filter(named, path__startswith=event.scope_path)
    return list(found.select_related("parent").order_by("sort_key", "id"))


def roster_days(event: Event, phase: Phase | None) -> tuple[list[date], bool]:
    """Days of the window or of one phase, and whether they are more than one page shows."""
    first, last = within(event, phase)
    number = max((last - first).days + 1, 0)
    days = [first + timedelta(days=n) for n in range(min(number, MOST_DAYS))]
    return days, number > MOST_DAYS


def phases_of(event: Event) -> list[Phase]:
    """The phases that have a day."""
    spans = {phase: day_span_of(event, phase) for phase in PHASES}
    return [phase for phase, (first, last) in spans.items() if first <= last]


def event_roster_of(
    user: User, agency: Agency, event: Event, *, phase: Phase | None = None
) -> EventRoster:
    """The roster as `user` may see it; the same number of statements whatever is on it.

    Every shift of the agency on these days counts, whether it was written for the event or for the
    ordinary week: the place is served by either.
    """
    days, is_cut = roster_days(event, phase)
    if not days:
        return EventRoster(event, agency, (), False, ())
    shifts = shifts_of(user, agency, days[0], days[-1])
    cells = cells_of(shifts)
    with_session = session_days(user, agency, days[0], days[-1])
    return EventRoster(
        event=event,
        agency=agency,
        days=tuple(_day(event, day, cells, day in with_session) for day in days),
        is_cut=is_cut,
        people=tuple(workload(shifts, staff(agency, days[0]))),
    )


def _day(
    event: Event, day: date, cells: dict[tuple[date, str], list[Cell]], has_session: bool
) -> EventDay:
    is_working, why = working(day)
    phase = phase_of(event, day)
    needed = needs(phase=phase, is_working=is_working, has_session=has_session)
    columns = []
    for label, duties in COLUMNS:
        found = tuple(cell for duty in duties for cell in cells.get((day, duty), ()))
        gap = "" if found or duties[0] not in needed else MISSING[duties[0]]
        columns.append(Column(label, duties[0], found, gap))
    return EventDay(day, phase, is_working, why, has_session, tuple(columns))


def workload(shifts: Iterable[DutyShift], everybody: Iterable[User]) -> list[Share[User]]:
    """Who has how many shifts, most first; everybody of the staff, those without any at the end."""
    held: dict[User, list[Slot]] = defaultdict(list)
    for shift in shifts:
        held[shift.user].append(slot_of(shift))
    people = list(dict.fromkeys([*held, *everybody]))
    lines = shares(held, sorted(people, key=lambda user: user.sort_key))
    return sorted(lines, key=lambda line: -line.shifts)


def slot_of(shift: DutyShift) -> Slot:
    """A shift as the reckoning of fairness sees it."""
    is_working, _ = working(timezone.localdate(shift.starts_at))
    return Slot(Span(shift.starts_at, shift.ends_at), is_day_off=not is_working)
