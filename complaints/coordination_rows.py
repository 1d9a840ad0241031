"""Yêu cầu phối hợp as lists and pages show them: both ends, what is late, what the reader may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import CoordinationState
from complaints.models import CoordinationRequest, Matter

IN, OUT = "den", "di"
_ASKED, _ACCEPTED = CoordinationState.ASKED, CoordinationState.ACCEPTED


@dataclass(frozen=True, slots=True)
class CoordinationRow:
    """One request. `late`: what is overdue, in words, "" when nothing is; `sees_matter`: whether the
    reader may open the matter; the receiver of another agency reads the subject alone."""

    request: CoordinationRequest
    late: str
    sees_matter: bool
    may_accept: bool
    may_answer: bool
    may_take_back: bool


def requests(user: User, way: str) -> QuerySet[CoordinationRequest]:
    """Those that came to agencies within reach, or that agencies within reach have sent."""
    ends = ("agency", "scope_path") if way == OUT else ("to_agency", "to_path")
    found: QuerySet[CoordinationRequest] = CoordinationRequest.objects.visible_to(user)
    return _with_ends(found.filter(user.access.scope_q(*ends)))


def requests_of(matter: Matter, user: User) -> QuerySet[CoordinationRequest]:
    """Of one matter, newest first."""
    found = CoordinationRequest.objects.visible_to(user).filter(matter=matter)
    return _with_ends(found.order_by("-asked_at", "-id"))


def all_requests(user: User) -> QuerySet[CoordinationRequest]:
    """Everything within reach of either end."""
    return _with_ends(CoordinationRequest.objects.visible_to(user))


def late_on(rows: QuerySet[CoordinationRequest], now: datetime) -> QuerySet[CoordinationRequest]:
    """Not taken in, or not answered, by the hour asked for."""
    return rows.filter(Q(state=_ASKED, accept_by__lt=now) | Q(state=_ACCEPTED, answer_by__lt=now))


def coordination_rows(
    found: Iterable[CoordinationRequest], user: User, now: datetime
) -> list[CoordinationRow]:
    """Lines, with one statement for which of their matters the reader may open."""
    rows = list(found)
    matters = {row.matter_id for row in rows}
    seen = set(Matter.objects.visible_to(user).filter(pk__in=matters).values_list("pk", flat=True))
    mine = {agency.pk for agency in user.access.agencies_with(Permission.COORDINATE)}
    return [_row(request, seen, mine, now) for request in rows]


def _row(
    request: CoordinationRequest, seen: set[UUID], mine: set[UUID], now: datetime
) -> CoordinationRow:
    receives = request.to_agency_id in mine
    asked, accepted = request.state == _ASKED, request.state == _ACCEPTED
    return CoordinationRow(
        request=request,
        late=_late(request, now),
        sees_matter=request.matter_id in seen,
        may_accept=receives and asked,
        may_answer=receives and (asked or accepted),
        may_take_back=request.agency_id in mine and (asked or accepted),
    )


def _late(request: CoordinationRequest, now: datetime) -> str:
    if request.state == _ASKED and request.accept_by < now:
        return "quá hạn tiếp nhận"
    if request.state == _ACCEPTED and request.answer_by < now:
        return "quá hạn trả lời"
    return ""


def _with_ends(found: QuerySet[CoordinationRequest]) -> QuerySet[CoordinationRequest]:
    return found.select_related("agency", "to_agency", "asked_by", "sighting")
