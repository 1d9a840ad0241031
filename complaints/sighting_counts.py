"""Vượt cấp theo kỳ: sightings by place and by unit, each beside its cause; with the period before.

Units stand in their own order, never in that of a figure, and a share is shown only from `ENOUGH`
sightings on (design.md section 2). Restricted matters are not counted (section 9). Every number has the
address of its list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Sum
from django.urls import reverse

from agencies.models import Agency, User
from complaints.enums import SeenAt, SkipCause
from complaints.models import Sighting

# Below this many sightings a share says nothing of a unit; “nghiệp vụ”, ADR 0032.
ENOUGH = 3
CAUSES = tuple(SkipCause)
# The causes as headings: all of them are about the level below.
SHORT = {
    SkipCause.LATE: "Quá hạn",
    SkipCause.UNANSWERED: "Còn hạn",
    SkipCause.ANSWERED: "Đã trả lời",
    SkipCause.UNKNOWN: "Chưa có đơn",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One number and its list, under the words of its column."""

    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A place or a unit: its numbers in the order of the causes, their sum, the people, the sum of
    the period before (None without one)."""

    name: str
    cells: tuple[Cell, ...]
    total: Cell
    people: int
    before: int | None

    @property
    def share(self) -> str:
        """Of a hundred sightings, how many while the level below was late; empty below `ENOUGH`."""
        if self.total.number < ENOUGH:
            return ""
        late = self.cells[CAUSES.index(SkipCause.LATE)].number
        return f"{100 * late / self.total.number:.0f}%"


@dataclass(frozen=True, slots=True)
class Days:
    """A period in words with its ends."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SightingCounts:
    """The page: this period, the one before, lines by place and by unit, the sum."""

    days: Days
    before: Days | None
    places: tuple[Line, ...]
    units: tuple[Line, ...]
    total: Line


class _Tally:
    """Sightings of one period, added up by what is asked."""

    def __init__(self, user: User, days: Days | None) -> None:
        self.found: Counter[tuple[str, UUID, str]] = Counter()
        self.people: Counter[tuple[str, UUID, str]] = Counter()
        for row in _rows(user, days) if days else ():
            key = (row["seen_at"], row["agency"], row["cause"])
            self.found[key], self.people[key] = row["number"], row["people"]

    def units(self) -> set[UUID]:
        return {unit for _, unit, _ in self.found}

    def of(self, place: str = "", unit: UUID | None = None, cause: str = "") -> int:
        return _sum(self.found, place, unit, cause)

    def people_of(self, place: str = "", unit: UUID | None = None) -> int:
        return _sum(self.people, place, unit, "")


def sighting_counts(user: User, days: Days, before: Days | None) -> SightingCounts:
    """Two statements for the numbers, one for the units, however many there are."""
    now, then = _Tally(user, days), _Tally(user, before)
    known = now.units() | then.units()
    units = Agency.objects.filter(pk__in=known).order_by("sort_key", "code") if known else ()

    def line(name: str, place: str = "", unit: UUID | None = None) -> Line:
        return Line(
            name,
            tuple(
                Cell(SHORT[cause], now.of(place, unit, cause), _url(days, place, unit, cause))
                for cause in CAUSES
            ),
            Cell("Cộng", now.of(place, unit), _url(days, place, unit)),
            now.people_of(place, unit),
            then.of(place, unit) if before else None,
        )

    return SightingCounts(
        days=days,
        before=before,
        places=tuple(line(place.label, place=place) for place in SeenAt),
        units=tuple(line(unit.name, unit=unit.pk) for unit in units),
        total=line("Cộng"),
    )


def _rows(user: User, days: Days) -> Iterable[dict[str, Any]]:
    seen = Sighting.objects.visible_to(user).counted().standing()
    found: Iterable[dict[str, Any]] = (
        seen.filter(seen_on__range=(days.first, days.last))
        .values("seen_at", "agency", "cause")
        .annotate(number=Count("pk"), people=Sum("people_count"))
        .order_by()
    )
    return found


def _sum(tally: Counter[tuple[str, UUID, str]], place: str, unit: UUID | None, cause: str) -> int:
    return sum(
        number
        for (at, of, why), number in tally.items()
        if (not place or at == place)
        and (unit is None or of == unit)
        and (not cause or why == cause)
    )


def _url(days: Days, place: str = "", unit: UUID | None = None, cause: str = "") -> str:
    asked = {"chung": "co", "tu": days.first.isoformat(), "den": days.last.isoformat()}
    asked |= {"noi": str(place)} if place else {}
    asked |= {"nguyen_nhan": str(cause)} if cause else {}
    asked |= {"co_quan": str(unit)} if unit else {}
    return f"{reverse('sighting_list')}?{urlencode(asked)}"
