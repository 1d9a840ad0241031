"""The standing material of an event as its page and its booklet show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q

from agencies.models import Agency, Event, User
from agencies.roles import Permission
from plans.enums import ReadyState
from plans.models import ContactLine, Contingency, ReadyItem


@dataclass(frozen=True, slots=True)
class OfAgency:
    """Rows of one agency, in their order. `may`: the reader changes (or ticks) them."""

    agency: Agency
    rows: list[object]
    may: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Contacts, contingencies and checklist of one event, cut to what the reader may see."""

    event: Event
    contacts: list[OfAgency]
    contingencies: list[OfAgency]
    ready: list[OfAgency]
    ready_count: int
    ready_done: int
    ready_late: int
    ready_missing: int

    @property
    def ready_note(self) -> str:
        return f"trên {self.ready_count} điều kiện" if self.ready_count else "chưa có danh mục"


def standing_of(user: User, event: Event, today: date) -> Standing:
    """Four statements, whatever is written. What always holds is that of one's own chain of bodies."""
    prepares = set(user.access.agencies_with(Permission.MANAGE_EVENT))
    checks = set(user.access.agencies_with(Permission.UPDATE_TASK))
    always = Q(event=None, scope_path__in=user.access.paths_above)
    here = Q(event=event) | always
    contacts = ContactLine.objects.visible_to(user).filter(here).select_related("agency")
    scenarios = Contingency.objects.visible_to(user).filter(here).select_related("agency")
    items = list(
        ReadyItem.objects.visible_to(user)
        .filter(event=event)
        .select_related("agency", "checked_by")
        .order_by("agency__path", "order", "id")
    )
    for item in items:
        item.is_late = item.state != ReadyState.READY and item.due_on < today
    return Standing(
        event=event,
        contacts=_by_agency(contacts.order_by("agency__path", "order", "office", "id"), prepares),
        contingencies=_by_agency(
            scenarios.prefetch_related("steps").order_by("agency__path", "order", "title", "id"),
            prepares,
        ),
        ready=_by_agency(items, checks),
        ready_count=len(items),
        ready_done=sum(item.state == ReadyState.READY for item in items),
        ready_late=sum(item.is_late for item in items),
        ready_missing=sum(item.state == ReadyState.MISSING for item in items),
    )


def _by_agency(rows: Iterable[object], held: set[Agency]) -> list[OfAgency]:
    return [
        OfAgency(agency, list(group), agency in held)
        for agency, group in groupby(rows, key=lambda row: row.agency)  # type: ignore[attr-defined]
    ]
