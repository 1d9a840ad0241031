"""Petitions about candidates and personnel come first while people are being chosen (nhân sự, ứng cử).

In the window of an election or a congress they stand in a group of their own on top of work and
lists (ADR 0022); the big list keeps its order, so that its price stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from agencies.models import Event, User
from agencies.roles import Permission
from agencies.windows_open import about_people, open_events, scope_of
from complaints.enums import PetitionState
from complaints.models import Petition, Substitution
from complaints.subjects import ABOUT_PERSONNEL
from complaints.work import Group, cases, lines_of, mine

BADGE = "Nhân sự, ứng cử"
MOST = 20
_RUNNING = [PetitionState.RECEIVED, PetitionState.ACCEPTED]


def choosing_now(user: User, today: date) -> list[Event]:
    """Elections and congresses whose window is open for this user; one statement."""
    return about_people(open_events(user, today))


def choosing_among(events: Iterable[Event], today: date) -> list[Event]:
    """The same of events that are read already."""
    return about_people(
        event
        for event in events
        if event.closed_at is None and event.window_from <= today <= event.window_to
    )


def about_personnel(rows: QuerySet[Petition], events: Iterable[Event]) -> QuerySet[Petition]:
    """Running petitions about personnel of the agencies that these events concern."""
    return rows.filter(scope_of(events), subject_code__in=ABOUT_PERSONNEL, state__in=_RUNNING)


def personnel_group(
    user: User, today: date, stood_in: list[Substitution], events: list[Event], most: int = MOST
) -> Group | None:
    """Those a person holds, and for who decides all of the agency; None when there are none."""
    if not events:
        return None
    decides = [agency.pk for agency in user.access.agencies_with(Permission.DECIDE_CASE)]
    theirs = mine(user, stood_in) | Q(agency__in=decides) if decides else mine(user, stood_in)
    rows = about_personnel(cases(user).filter(theirs), events)
    found = list(rows.order_by("next_due_on", "id")[: most + 1])
    if not found:
        return None
    absent = {s.absent_id: s.absent.full_name for s in stood_in}
    lines = lines_of(found[:most], user, today, absent, badge=BADGE)
    hint = f"Ưu tiên trong thời gian theo dõi “{events[0].name}”"
    return Group("nhan-su-ung-cu", BADGE, lines, len(found) > most, hint=hint)


def without(groups: list[Group], first: Group | None) -> list[Group]:
    """The groups of a short panel, less what stands in the first one already."""
    if first is None:
        return groups
    shown = {line.id for line in first.lines}
    return [replace(g, lines=[line for line in g.lines if line.id not in shown]) for g in groups]
