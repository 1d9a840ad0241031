"""Flags as their list and the panel of the home page show them. No name of a citizen, no rank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agencies.models import User
from complaints.enums import HotLevel
from complaints.models import HotMeasure, HotSpot
from complaints.selectors import hotspots

_PANEL = 5


@dataclass(frozen=True, slots=True)
class HotRow:
    """One line: the flag, days until its review (negative: overdue), measures open and late."""

    spot: HotSpot
    owner: str
    days_left: int | None
    open_measures: int
    late_measures: int


@dataclass(frozen=True, slots=True)
class Watched:
    """How many flags are watched at each level, and how many wait to be looked at again."""

    levels: tuple[tuple[HotLevel, int], ...]
    due: int


def with_work(rows: QuerySet[HotSpot], today: date) -> QuerySet[HotSpot]:
    """Rows of a list with what is left to do; counted for the rows of the page alone."""
    return rows.annotate(
        owner_name=F("owner__full_name"),
        open_measures=_measures(Q()),
        late_measures=_measures(Q(due_on__lt=today)),
    )


def _measures(which: Q) -> Any:
    left = HotMeasure.objects.filter(which, hotspot=OuterRef("pk"), done_on=None).order_by()
    number = left.values("hotspot").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def rows_of(found: Iterable[HotSpot], today: date) -> list[HotRow]:
    """Lines of `with_work`, without a further statement."""
    return [_row(spot, today) for spot in found]


def _row(spot: Any, today: date) -> HotRow:
    left = (spot.review_on - today).days if spot.review_on else None
    return HotRow(spot, spot.owner_name or "", left, spot.open_measures, spot.late_measures)


def watched(user: User, today: date) -> Watched:
    """One statement over the flags that are watched within reach."""
    due = Count("pk", filter=Q(review_on__lte=today))
    found = HotSpot.objects.visible_to(user).confirmed().order_by().values("level")
    counted = {row["level"]: row for row in found.annotate(n=Count("pk"), due=due)}
    levels = tuple(
        (level, counted.get(level, {"n": 0})["n"])
        for level in (HotLevel.HOT, HotLevel.WARNING, HotLevel.WATCH)
    )
    return Watched(levels, sum(row["due"] for row in counted.values()))


def proposed(user: User) -> list[HotSpot]:
    """The oldest proposals that wait for a decision; one more than the panel shows."""
    rows = hotspots(user).filter(state="proposed").order_by("raised_at", "id")
    return list(rows[: _PANEL + 1])


def to_review(user: User, today: date) -> list[HotSpot]:
    """Flags whose day of review has come, the longest overdue first; one more than is shown."""
    rows = hotspots(user).confirmed().filter(review_on__lte=today)  # type: ignore[attr-defined]
    return list(rows.order_by("review_on", "id")[: _PANEL + 1])


def shown(found: list[HotSpot]) -> tuple[list[HotSpot], bool]:
    """The rows of a panel, and whether there are more."""
    return found[:_PANEL], len(found) > _PANEL
