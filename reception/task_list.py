"""Việc theo kết luận tiếp công dân: the lines of the list and of the home panel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from agencies.models import User
from complaints.law_book import state_on
from law.enums import State
from reception.actions.conclusion_tasks import may_finish
from reception.models import ConclusionTask, SessionConclusion
from records.documents import number_for


def tasks(user: User) -> QuerySet[ConclusionTask]:
    """Tasks that bind and that this user may see, with what a line shows."""
    return (
        ConclusionTask.objects.visible_to(user)
        .issued()
        .select_related("agency__parent", "conclusion__document", "conclusion__agency")
    )


def own_agencies(user: User) -> set[UUID]:
    """The agencies in which this user works."""
    return {membership.agency_id for membership in user.access.memberships}


@dataclass(frozen=True, slots=True)
class Pending:
    """How many tasks are open and late: those to be done by the own agencies, those given by them."""

    mine: int
    mine_late: int
    given: int
    given_late: int


def open_tasks_of(user: User) -> QuerySet[ConclusionTask]:
    """What the own agencies still have to do, or have given to others, the nearest first."""
    own = own_agencies(user)
    ours = Q(agency__in=own) | Q(conclusion__agency__in=own)
    return tasks(user).open().filter(ours).order_by("due_on", "id")


def pending(user: User, today: date) -> Pending:
    """The figures over these tasks; each opens its rows in the list."""
    own = own_agencies(user)
    mine, given, late = Q(agency__in=own), Q(conclusion__agency__in=own), Q(due_on__lt=today)
    counted = open_tasks_of(user).aggregate(
        mine=Count("pk", filter=mine),
        mine_late=Count("pk", filter=mine & late),
        given=Count("pk", filter=given),
        given_late=Count("pk", filter=given & late),
    )
    return Pending(**counted)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as lists print it. The conclusion is a link only for who may open it."""

    task: ConclusionTask
    number: str
    conclusion_seen: bool
    days_left: int
    state: State
    may_finish: bool


def task_lines(found: Iterable[ConclusionTask], user: User, today: date) -> list[TaskLine]:
    """Lines of these tasks in one more statement."""
    rows = list(found)
    conclusions = {row.conclusion_id for row in rows}
    seen = set(
        SessionConclusion.objects.visible_to(user)
        .filter(pk__in=conclusions)
        .values_list("pk", flat=True)
    )
    return [_line(row, user, today, row.conclusion_id in seen) for row in rows]


def _line(row: ConclusionTask, user: User, today: date, conclusion_seen: bool) -> TaskLine:
    return TaskLine(
        task=row,
        number=number_for(row.conclusion.document, user),
        conclusion_seen=conclusion_seen,
        days_left=(row.due_on - (row.done_on or today)).days,
        state=state_on(row.due_on, row.done_on, today),
        may_finish=row.done_on is None and may_finish(user, row.agency),
    )
