"""Flags as their list and the panel of the home page show them. No name of a citizen, no rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

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


def rows_of(found: Sequence[HotSpot], today: date) -> list[HotRow]:
    """Lines of a page with what is left to do: one statement for the page, so that neither order nor
    count of the list pays for it."""
    left = (
        HotMeasure.objects.unscoped("flags of a page that were let through")
        .filter(hotspot__in=found, done_on=None)
        .order_by()
    )
    late = Count("pk", filter=Q(due_on__lt=today))
    counted = left.values("hotspot").annotate(n=Count("pk"), late=late)
    work = {row["hotspot"]: (row["n"], row["late"]) for row in counted}
    return [_row(spot, today, *work.get(spot.pk, (0, 0))) for spot in found]


def _row(spot: HotSpot, today: date, open_measures: int, late_measures: int) -> HotRow:
    left = (spot.review_on - today).days if spot.review_on else None
    owner = spot.owner.full_name if spot.owner else ""
    return HotRow(spot, owner, left, open_measures, late_measures)


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
