"""What “Xếp tự động” proposes: the open turns of one duty, spread fairly over the people chosen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from agencies.actions.duty import Hours, Turn
from agencies.enums import Duty
from agencies.models import Agency, DutyShift, User
from complaints.models import Substitution
from law.dates import vn_weekday
from reception.duty_cells import working
from reception.duty_event import slot_of
from reception.duty_fairness import Load, Slot, Span, spread
from reception.spans import day_span


@dataclass(frozen=True, slots=True)
class Asked:
    """Which duty, on which days, at which hours, by how many of which people."""

    agency: Agency
    duty: Duty
    people: tuple[User, ...]
    days: tuple[date, ...]
    begins: time
    ends: time
    each: int = 1
    only_gaps: bool = True

    def span(self, day: date) -> Span:
        zone = timezone.get_current_timezone()
        return Span(
            datetime.combine(day, self.begins, tzinfo=zone),
            datetime.combine(day, self.ends, tzinfo=zone),
        )


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A turn to be given. `person` None: nobody chosen is free. `key` names its field."""

    key: str
    on: date
    span: Span
    is_day_off: bool
    why: str
    person: User | None

    @property
    def name(self) -> str:
        return vn_weekday(self.on)

    def given(self, to: User) -> Turn:
        return Turn(to, Hours(self.span.starts_at, self.span.ends_at))


@dataclass(frozen=True, slots=True)
class Sum:
    """What one person would have: turns of this duty before, added now, and on days off."""

    person: User
    before: int
    added: int
    days_off: int

    @property
    def total(self) -> int:
        return self.before + self.added


def propose(asked: Asked, *, user: User, now: datetime) -> tuple[list[OpenTurn], list[Sum]]:
    """The turns that are open and who should take them, as `user` sees the roster.

    Whoever is on another duty, here or elsewhere, or is away with somebody standing in, is left out
    that day. Turns of the same duty that people have already count in the balance.
    """
    if not asked.days:
        return [], []
    on_duty = _on_this_duty(asked, user)
    turns = _open_turns(asked, on_duty, now)
    slots = [Slot(turn.span, turn.is_day_off) for turn in turns]
    load = _loads(on_duty)
    given = spread(slots, [one.pk for one in asked.people], taken=_taken(asked), load=load)
    by_pk = {one.pk: one for one in asked.people}
    filled = [
        OpenTurn(turn.key, turn.on, turn.span, turn.is_day_off, turn.why, by_pk.get(pk))
        for turn, pk in zip(turns, given, strict=True)
    ]
    return filled, sums(asked.people, filled, load)


def sums(
    people: Sequence[User], turns: Iterable[OpenTurn], load: dict[UUID, Load] | None = None
) -> list[Sum]:
    """A line for each person chosen, in their order."""
    added: Counter[UUID] = Counter()
    off: Counter[UUID] = Counter()
    for turn in turns:
        if turn.person is not None:
            added[turn.person.pk] += 1
            off[turn.person.pk] += turn.is_day_off
    before = load or {}
    return [
        Sum(
            one, before.get(one.pk, Load()).shifts, added[one.pk],
            before.get(one.pk, Load()).days_off + off[one.pk],
        )
        for one in people
    ]  # fmt: skip


def _on_this_duty(asked: Asked, user: User) -> list[DutyShift]:
    first, last = asked.days[0], asked.days[-1]
    return list(
        DutyShift.objects.visible_to(user)
        .filter(agency=asked.agency, duty=asked.duty, starts_at__range=day_span(first, last))
        .order_by("starts_at", "id")
    )


def _open_turns(asked: Asked, on_duty: Iterable[DutyShift], now: datetime) -> list[OpenTurn]:
    """Turns that have not begun and, when only gaps are asked for, that nobody has yet."""
    there = Counter(timezone.localdate(shift.starts_at) for shift in on_duty)
    found = []
    for day in asked.days:
        span = asked.span(day)
        is_working, why = working(day)
        wanted = asked.each - (there[day] if asked.only_gaps else 0)
        if span.starts_at <= now:
            continue
        for number in range(wanted):
            key = f"ca-{day:%Y-%m-%d}-{number + 1}"
            found.append(OpenTurn(key, day, span, not is_working, why, None))
    return found


def _loads(on_duty: Iterable[DutyShift]) -> dict[UUID, Load]:
    held: dict[UUID, list[Slot]] = defaultdict(list)
    for shift in on_duty:
        held[shift.user_id].append(slot_of(shift))
    return {
        pk: Load(len(slots), sum(slot.is_day_off for slot in slots)) for pk, slots in held.items()
    }


def _taken(asked: Asked) -> dict[UUID, Collection[Span]]:
    """Hours at which people are on duty, at whichever agency, or away: the fact alone."""
    first, last = day_span(asked.days[0], asked.days[-1])
    people = [one.pk for one in asked.people]
    found: dict[UUID, list[Span]] = defaultdict(list)
    shifts = DutyShift.objects.filter(user__in=people, starts_at__lt=last, ends_at__gt=first)
    for pk, starts_at, ends_at in shifts.values_list("user_id", "starts_at", "ends_at"):
        found[pk].append(Span(starts_at, ends_at))
    away = Substitution.objects.filter(
        absent__in=people, ended_at__isnull=True, from_on__lte=asked.days[-1],
        to_on__gte=asked.days[0],
    )  # fmt: skip
    for pk, from_on, to_on in away.values_list("absent_id", "from_on", "to_on"):
        starts_at, ends_at = day_span(from_on, to_on)
        found[pk].append(Span(starts_at, ends_at + timedelta(microseconds=1)))
    return dict(found)
