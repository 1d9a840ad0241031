"""Việc của đơn vị: running cases by who holds them. Counts of cases, never a ranking of people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When

from agencies.models import Agency, User
from complaints.enums import PetitionState, WaitsFor
from complaints.handlers import handlers_of
from complaints.models import Petition
from complaints.work import COLUMNS, WEEK

_RUNNING = [PetitionState.RECEIVED, PetitionState.ACCEPTED]


@dataclass(frozen=True, slots=True)
class Held:
    """Running cases of one holder; `holder` None: cases that nobody holds."""

    holder: User | None
    running: int
    overdue: int
    due_soon: int
    waiting: int

    @property
    def key(self) -> str:
        return str(self.holder.pk) if self.holder else "chua-giao"


def running(user: User, agency: Agency) -> QuerySet[Petition]:
    """Cases of `agency` that run and that this user may see."""
    found: QuerySet[Petition] = Petition.objects.visible_to(user).filter(
        agency=agency, state__in=_RUNNING
    )
    return found


def by_holder(user: User, agency: Agency, today: date) -> list[Held]:
    """One row a person, in Vietnamese order of names; what nobody holds comes first."""
    counted = (
        running(user, agency)
        .order_by()
        .values("holder")
        .annotate(
            running=Count("pk"),
            overdue=Count(Case(When(next_due_on__lt=today, then=1))),
            due_soon=Count(
                Case(When(next_due_on__gte=today, next_due_on__lte=today + WEEK, then=1))
            ),
            waiting=Count(Case(When(waits_for__in=[WaitsFor.CITIZEN, WaitsFor.OTHER], then=1))),
        )
    )
    figures: dict[UUID | None, dict[str, int]] = defaultdict(dict)
    for row in counted:
        figures[row.pop("holder")] = row
    people = User.objects.filter(
        Q(pk__in=[pk for pk in figures if pk]) | Q(pk__in=handlers_of(agency, today).values("pk"))
    ).order_by("sort_key", "id")
    nobody = [_held(None, figures[None])] if None in figures else []
    return [*nobody, *(_held(person, figures[person.pk]) for person in people)]


def _held(holder: User | None, figures: dict[str, int]) -> Held:
    names = ("running", "overdue", "due_soon", "waiting")
    return Held(holder, *(figures.get(name, 0) for name in names))


def cases_of(user: User, agency: Agency, holder: str) -> QuerySet[Petition]:
    """Running cases of one holder (an id), of nobody ("chua-giao"), or all, the nearest due first."""
    rows = running(user, agency).select_related("proceeding", "holder").only(*COLUMNS)
    if holder == "chua-giao":
        return rows.filter(holder=None)
    try:
        return rows.filter(holder=UUID(holder)) if holder else rows
    except ValueError:
        return rows.none()
