"""Đôn đốc as the list and the case page show it: from whom, about what, until when, answered or late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import UrgeState
from complaints.models import CaseUrge, Petition
from complaints.receivers import links_before
from complaints.rights import permissions_in

IN, OUT = "den", "di"


@dataclass(frozen=True, slots=True)
class UrgeRow:
    """One line. `summary`: what the petition is about, empty for a reader who may not open it."""

    urge: CaseUrge
    summary: str
    is_open_to: bool
    days_late: int
    may_answer: bool
    may_take_back: bool


def urges(user: User, way: str) -> QuerySet[CaseUrge]:
    """Those that came to agencies within reach, or those that agencies within reach have sent."""
    found: QuerySet[CaseUrge] = CaseUrge.objects.visible_to(user)
    ends = ("agency", "scope_path") if way == OUT else ("to_agency", "to_path")
    return _with_ends(found.filter(user.access.scope_q(*ends)))


def urges_about(petition: Petition, user: User) -> QuerySet[CaseUrge]:
    """Of one petition: those about it, and those about the one that was sent here."""
    before = [link.petition_id for link in links_before(petition)]
    found: QuerySet[CaseUrge] = CaseUrge.objects.visible_to(user)
    sent_on = Q(petition__in=before, to_agency=petition.agency_id)
    return _with_ends(found.filter(Q(petition=petition) | sent_on))


def urge_rows(found: Iterable[CaseUrge], user: User, today: date) -> list[UrgeRow]:
    """Lines, with one statement for what of them the reader may open."""
    rows = list(found)
    seen = set(
        Petition.objects.visible_to(user)
        .filter(pk__in={row.petition_id for row in rows})
        .values_list("pk", flat=True)
    )
    urging = {agency.pk for agency in user.access.agencies_with(Permission.URGE_CASE)}
    return [_row(urge, user, seen, urging, today) for urge in rows]


def _row(urge: CaseUrge, user: User, seen: set[UUID], urging: set[UUID], today: date) -> UrgeRow:
    waits = urge.state == UrgeState.WAITING
    late = waits and urge.answer_due_on < today
    return UrgeRow(
        urge=urge,
        summary="" if urge.secrecy and urge.petition_id not in seen else urge.petition.summary,
        is_open_to=urge.petition_id in seen,
        days_late=(today - urge.answer_due_on).days if late else 0,
        may_answer=waits and Permission.PROCESS_PETITION in permissions_in(user, urge.to_agency),
        may_take_back=waits and urge.agency_id in urging,
    )


def _with_ends(found: QuerySet[CaseUrge]) -> QuerySet[CaseUrge]:
    return found.select_related("agency", "to_agency", "petition", "urged_by").defer(
        "petition__content", "petition__outcome_note", "petition__resolution"
    )
