"""A fair proposal of who takes which shift (xếp lịch trực), and how evenly shifts lie: pure functions.

It is about the workload of staff alone: how many shifts, how many of them on days off.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Person = TypeVar("Person", bound=Hashable)
_FAR = timedelta(days=9999)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: Span) -> bool:
        """True when nobody can be at both."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift to be given to one person; `is_day_off`: on a day on which the office rests."""

    span: Span
    is_day_off: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """Shifts that somebody has already."""

    shifts: int = 0
    days_off: int = 0


@dataclass(frozen=True, slots=True)
class Share(Generic[Person]):
    """What falls to one person, and how far that is from the mean."""

    person: Person
    shifts: int
    days_off: int
    hours: float
    from_mean: float


def shares(
    held: Mapping[Person, Sequence[Slot]], everybody: Sequence[Person]
) -> list[Share[Person]]:
    """One line a person of `everybody`, who may hold nothing, in that order."""
    mean = sum(len(held.get(one, ())) for one in everybody) / max(len(everybody), 1)
    return [_share(one, held.get(one, ()), mean) for one in everybody]


def _share(person: Person, slots: Sequence[Slot], mean: float) -> Share[Person]:
    whole = sum((slot.span.ends_at - slot.span.starts_at for slot in slots), timedelta())
    return Share(
        person=person,
        shifts=len(slots),
        days_off=sum(slot.is_day_off for slot in slots),
        hours=round(whole / timedelta(hours=1), 1),
        from_mean=round(len(slots) - mean, 1),
    )


def spread(
    slots: Sequence[Slot],
    people: Sequence[Person],
    *,
    taken: Mapping[Person, Collection[Span]] | None = None,
    load: Mapping[Person, Load] | None = None,
) -> list[Person | None]:
    """Who takes each slot; None where nobody is free.

    Nobody is given two slots that meet, nor one that meets a span in `taken`. Days off are spread
    first and evenly among themselves, then the others, so that everybody has as many as everybody
    else, give or take one, as far as `taken` and the `load` before allow. A slot that needs several
    people stands in `slots` as often.
    """
    draft = _Draft(slots, people, taken or {}, load or {})
    for day_off in (True, False):
        draft.give(day_off)
        draft.level(day_off)
    return draft.given


class _Draft(Generic[Person]):
    """The proposal while it grows."""

    def __init__(
        self,
        slots: Sequence[Slot],
        people: Sequence[Person],
        taken: Mapping[Person, Collection[Span]],
        load: Mapping[Person, Load],
    ) -> None:
        self._slots = slots
        self._people = list(dict.fromkeys(people))
        self._taken = taken
        self._load = load
        self._held: dict[Person, list[int]] = {one: [] for one in self._people}
        self.given: list[Person | None] = [None] * len(slots)

    def give(self, day_off: bool) -> None:
        """Each slot of this kind, by time, to whoever has least and has rested longest."""
        for number in self._of_kind(day_off):
            free = [one for one in self._people if self._is_free(one, number)]
            if free:
                self._put(number, min(free, key=lambda one: self._rank(one, number, day_off)))

    def level(self, day_off: bool) -> None:
        """Hands slots on along chains of people until no chain makes the loads more even."""
        while chain := self._chain(day_off):
            for number, to in chain:
                self._put(number, to)

    def _of_kind(self, day_off: bool) -> list[int]:
        found = [n for n, slot in enumerate(self._slots) if slot.is_day_off == day_off]
        return sorted(found, key=lambda n: self._slots[n].span.starts_at)

    def _put(self, number: int, to: Person) -> None:
        before = self.given[number]
        if before is not None:
            self._held[before].remove(number)
        self._held[to].append(number)
        self.given[number] = to

    def _is_free(self, one: Person, number: int) -> bool:
        span = self._slots[number].span
        mine = (self._slots[held].span for held in self._held[one])
        return not any(span.meets(other) for other in (*mine, *self._taken.get(one, ())))

    def _weight(self, one: Person, day_off: bool) -> int:
        """Days off so far, or all shifts so far."""
        before, held = self._load.get(one, Load()), self._held[one]
        if day_off:
            return before.days_off + sum(self._slots[n].is_day_off for n in held)
        return before.shifts + len(held)

    def _rank(self, one: Person, number: int, day_off: bool) -> tuple[int, int, timedelta]:
        return self._weight(one, day_off), self._weight(one, False), -self._rest(one, number)

    def _rest(self, one: Person, number: int) -> timedelta:
        """To the nearest other shift of this proposal."""
        at = self._slots[number].span.starts_at
        gaps = (abs(self._slots[n].span.starts_at - at) for n in self._held[one])
        return min(gaps, default=_FAR)

    def _chain(self, day_off: bool) -> list[tuple[int, Person]]:
        """Hand-overs from somebody with two more than somebody else, the shortest way; [] when there
        is none. Each on the way gets one and gives one, so what is free now stays free."""
        for start in sorted(self._people, key=lambda one: -self._weight(one, day_off)):
            most = self._weight(start, day_off)
            came: dict[Person, tuple[int, Person] | None] = {start: None}
            todo = deque([start])
            while todo:
                one = todo.popleft()
                if self._weight(one, day_off) <= most - 2:
                    return self._way(came, one)
                for number, other in self._offers(one, day_off):
                    if other not in came:
                        came[other] = (number, one)
                        todo.append(other)
        return []

    def _offers(self, one: Person, day_off: bool) -> Iterator[tuple[int, Person]]:
        for number in self._held[one]:
            if self._slots[number].is_day_off == day_off:
                for other in self._people:
                    if other != one and self._is_free(other, number):
                        yield number, other

    @staticmethod
    def _way(
        came: Mapping[Person, tuple[int, Person] | None], last: Person
    ) -> list[tuple[int, Person]]:
        """From the end of the chain back to its start: the receiver's place is free first."""
        way, one = [], last
        while step := came[one]:
            number, giver = step
            way.append((number, one))
            one = giver
        return way
