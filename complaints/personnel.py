"""Petitions about candidates and personnel come first while people are being chosen (nhân sự, ứng cử).

In the window of an election or a congress they stand in a group of their own on top of work and
lists (ADR 0022); the big list keeps its order, so that its price stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from agencies.models import Event, User
from agencies.windows_open import ABOUT_PEOPLE, about_people, scope_of
from complaints.enums import PetitionState
from complaints.models import Petition
from complaints.subjects import ABOUT_PERSONNEL

BADGE = "Nhân sự, ứng cử"
MOST = 20
_RUNNING = [PetitionState.RECEIVED, PetitionState.ACCEPTED]


def while_choosing(rows: QuerySet[Petition], user: User, today: date) -> QuerySet[Petition]:
    """Running petitions about personnel whose agency an election or congress concerns that is open
    today; `during` is its name."""
    concerns = Q(scope_path="") | Q(petition_path__startswith=F("scope_path"))
    events = (
        Event.objects.visible_to(user)
        .open_on(today)
        .filter(kind__in=ABOUT_PEOPLE)
        .annotate(petition_path=ExpressionWrapper(OuterRef("scope_path"), CharField()))
        .filter(concerns)
        .order_by("starts_on", "id")
    )
    named = rows.annotate(during=Subquery(events.values("name")[:1]))
    return named.filter(subject_code__in=ABOUT_PERSONNEL, state__in=_RUNNING, during__isnull=False)


def choosing_among(events: Iterable[Event], today: date) -> list[Event]:
    """Elections and congresses whose window is open, of events that are read already."""
    return about_people(
        event
        for event in events
        if event.closed_at is None and event.window_from <= today <= event.window_to
    )


def about_personnel(rows: QuerySet[Petition], events: Iterable[Event]) -> QuerySet[Petition]:
    """Running petitions about personnel of the agencies that these events concern."""
    return rows.filter(scope_of(events), subject_code__in=ABOUT_PERSONNEL, state__in=_RUNNING)
