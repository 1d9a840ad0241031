"""Windows that are open, and whom they concern (khoảng thời gian đang theo dõi)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from agencies.enums import EventKind
from agencies.models import Agency, Event, User

# Before these, petitions about candidates and personnel cannot wait: what they say bears on who is
# elected (the sample plan of Lạng Sơn 2021, part I).
ABOUT_PEOPLE = frozenset({EventKind.ELECTION, EventKind.CONGRESS})
_AFTER_SLASH = "0"  # "/" + 1, as in agencies.visibility


def open_events(user: User, day: date) -> list[Event]:
    """Events the user sees whose window holds the day and that nobody closed; one statement."""
    seen = Event.objects.visible_to(user).open_on(day).select_related("agency")
    return list(seen.order_by("starts_on", "id"))


def concerns(event: Event, agency: Agency) -> bool:
    """True for the agency whose event it is and everybody below; an event of all concerns all."""
    return not event.scope_path or agency.path.startswith(event.scope_path)


def scope_of(events: Iterable[Event], path: str = "scope_path") -> Q:
    """Condition on rows that carry `path`: those of agencies that one of these events concerns."""
    condition = Q(pk__in=[])
    for event in events:
        if not event.scope_path:
            return Q()
        below = event.scope_path[:-1] + _AFTER_SLASH
        condition |= Q(**{f"{path}__gte": event.scope_path, f"{path}__lt": below})
    return condition


def about_people(events: Iterable[Event]) -> list[Event]:
    """Those at which people are chosen (bầu cử, đại hội)."""
    return [event for event in events if event.kind in ABOUT_PEOPLE]
