"""What somebody still holds in a unit that they leave (việc đang giữ): counts for the administrator,
a word to those who give it to others. Each app above adds its own; nothing is moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from agencies.models import Agency, DutyShift, User
from agencies.registry import Kind, entries


@dataclass(frozen=True, slots=True)
class Part:
    """What one app does (Kind.HELD_WORK). `counts(user=, agency=)`: (label, number) lines of what
    common pages count. `tell(user=, agency=, first_day=, now=)`: tells who assigns work there that
    the person does none from `first_day` on, where something waits and no other role keeps it."""

    counts: Callable[..., list[tuple[str, int]]]
    tell: Callable[..., None]


def parts() -> list[Part]:
    """Those of all apps above, in the order of their names."""
    return [made() for made in entries(Kind.HELD_WORK).values()]


def held_in(user: User, agency: Agency, now: datetime) -> list[tuple[str, int]]:
    """Lines of what the person holds there; none where there is nothing."""
    shifts = DutyShift.objects.filter(user=user, agency=agency, ends_at__gt=now).count()
    lines = [line for part in parts() for line in part.counts(user=user, agency=agency)]
    return [(label, n) for label, n in [*lines, ("Ca trực sắp tới", shifts)] if n]


def tell(*, user: User, agency: Agency, first_day: date, now: datetime) -> None:
    """Within the change that ends the role or closes the account."""
    for part in parts():
        part.tell(user=user, agency=agency, first_day=first_day, now=now)
