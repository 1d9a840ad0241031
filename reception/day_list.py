"""The list of the head's day, cut to what its reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agencies.models import User
from agencies.roles import Permission
from complaints.models import Matter
from reception.enums import RegistrationState, SessionKind, SessionState
from reception.heads_day import Urgency, priority_reasons
from reception.models import Invitation, ReceptionSession, Registration, SessionConclusion

OF_THE_HEAD = (SessionKind.PERIODIC, SessionKind.AD_HOC)


def heads_sessions(user: User) -> QuerySet[ReceptionSession]:
    """Sessions held by a head in person, in reach of this user."""
    return (
        ReceptionSession.objects.visible_to(user)
        .filter(kind__in=OF_THE_HEAD)
        .select_related("agency", "host")
    )


def day_list(user: User, session: ReceptionSession) -> QuerySet[Registration]:
    """Lines of one session that this user may see, in their order."""
    return (
        Registration.objects.visible_to(user)
        .filter(session=session)
        .select_related("session__agency", "matter")
        .order_by("order", "secrecy", "registered_at", "id")
    )


def priorities(rows: Sequence[Registration], today: date) -> dict[UUID, tuple[str, ...]]:
    """Why each line should come early; of a line without a matter only its head-count speaks."""
    return {row.pk: priority_reasons(_urgency(row), today) for row in rows}


def _urgency(row: Registration) -> Urgency:
    matter = row.matter
    if matter is None:
        return Urgency(row.head_count, is_hot=False, opened_on=None, due_on=None)
    return Urgency(
        people=max(row.head_count, matter.people_count),
        is_hot=bool(matter.hot_level),
        opened_on=matter.opened_on,
        due_on=matter.next_due_on,
    )


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line as the page and the print show it. `position` counts what the reader sees."""

    position: int
    row: Registration
    invited: Sequence[Invitation]
    reasons: tuple[str, ...]
    conclusion: SessionConclusion | None
    matter_seen: bool


def day_lines(user: User, session: ReceptionSession, today: date) -> list[DayLine]:
    """The whole list in four statements, whatever its length."""
    invited = Prefetch("invitations", Invitation.objects.select_related("agency").order_by("id"))
    rows = list(day_list(user, session).select_related("visit").prefetch_related(invited))
    concluded = {
        c.matter_id: c
        for c in SessionConclusion.objects.visible_to(user)
        .filter(session=session)
        .select_related("document")
    }
    matters = {row.matter_id for row in rows if row.matter_id}
    seen = set(Matter.objects.visible_to(user).filter(pk__in=matters).values_list("pk", flat=True))
    reasons = priorities(rows, today)
    return [
        DayLine(
            position=position,
            row=row,
            invited=list(row.invitations.all()),
            reasons=reasons[row.pk],
            conclusion=concluded.get(row.matter_id),
            matter_seen=row.matter_id in seen,
        )
        for position, row in enumerate(rows, start=1)
    ]


def coming_days(user: User, today: date) -> QuerySet[ReceptionSession]:
    """The next days of the own heads, each with the registrations this user may see."""
    mine = (
        Registration.objects.visible_to(user)
        .filter(session=OuterRef("pk"), state=RegistrationState.REGISTERED)
        .order_by()
        .values("session")
    )
    own = user.access.agencies_with(Permission.PLAN_SESSION)
    return (
        heads_sessions(user)
        .filter(agency__in=own, state=SessionState.PLANNED, on_date__gte=today)
        .annotate(registered=Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0))
        .order_by("on_date", "starts_at", "id")
    )
