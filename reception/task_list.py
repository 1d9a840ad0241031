"""Việc theo kết luận tiếp công dân: the lines of the list and of the home panel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

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


def open_tasks_of(user: User) -> QuerySet[ConclusionTask]:
    """What the own agencies still have to do, the nearest first."""
    mine = tasks(user).open().filter(agency__in=own_agencies(user))
    return mine.order_by("due_on", "id")


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
