"""Visits as the search finds them (Kind.SEARCH_ROWS): open ones, by number, day, place and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from agencies.registry import Kind, register
from complaints.enums import Secrecy
from reception.models import (
    ReceptionSchedule,
    ReceptionSession,
    Registration,
    SessionConclusion,
    Visit,
)
from records.models import SearchRow
from records.search_sources import SearchSource
from records.search_words import day_key, index_text, place_key


def register_searched() -> None:
    """Fills the door of the search."""
    register(Kind.SEARCH_ROWS, "visit", visits)
    for model in (Visit, Registration, SessionConclusion):
        register(Kind.SEARCH_SUBJECT, _name(model), _open_rows(model))
    for model in (ReceptionSession, ReceptionSchedule):
        register(Kind.SEARCH_SUBJECT, _name(model), model.objects.all)


def _name(model: Any) -> str:
    return str(model._meta.model_name)


def _open_rows(model: Any) -> Callable[[], QuerySet[Any]]:
    return lambda: model.objects.filter(secrecy=Secrecy.OPEN)


def visits() -> SearchSource:
    return SearchSource(
        kind="visit",
        label="Lượt tiếp",
        page="visit_detail",
        seen=Visit.objects.visible_to,
        searchable=lambda: Visit.objects.filter(
            secrecy=Secrecy.OPEN, matter__secrecy=Secrecy.OPEN
        ).select_related("matter"),
        rows=lambda found: map(row_for_visit, found),
        locks=("self", "matter"),
    )


def row_for_visit(visit: Visit) -> SearchRow:
    """A void visit keeps its row: its number stays in the register, and is looked for."""
    matter = visit.matter
    words = visit_text(
        number=visit.register_number,
        day=day_key(visit.arrived_on),
        visitor=visit.visitor_label,
        title=matter.title,
        address=visit.address,
        locality=matter.locality,
        content=f"{visit.content} {visit.request}",
    )
    return SearchRow(
        agency_id=visit.agency_id,
        scope_path=visit.scope_path,
        subject_kind="visit",
        subject_id=visit.pk,
        matter=visit.matter_id,
        label=visit_label(visit.register_number, matter.title),
        text=words,
        on_date=visit.arrived_on,
    )


def visit_label(number: str, title: str) -> str:
    return f"Lượt tiếp số {number}: {title}"[:200]


def visit_text(
    *, number: str, day: str, visitor: str, title: str, address: str, locality: str, content: str
) -> str:
    """Words and keys of a visit; the demonstration in volume writes the same."""
    places = dict.fromkeys(place_key(place) for place in (address, locality) if place)
    texts = (number, day, visitor, title, address, locality, content)
    return index_text(texts, [key for key in places if key])
