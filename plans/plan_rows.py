"""Rows of the list of plans: each with what is left of its tasks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from agencies.models import User
from plans.enums import PlanState, TaskState
from plans.models import Plan, PlanTask
from plans.workflow import UNFINISHED


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """Tasks of one plan. `late` and `blocked` are among the `unfinished`."""

    total: int = 0
    done: int = 0
    unfinished: int = 0
    late: int = 0
    blocked: int = 0


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with its counts. What is unfinished counts only while the plan is in force."""

    plan: Plan
    tasks: TaskCounts

    @property
    def is_running(self) -> bool:
        return self.plan.state == PlanState.ACCEPTED


def plans_of(user: User) -> QuerySet[Plan]:
    """Plans this user may see, without the text of their document."""
    return (
        Plan.objects.visible_to(user)
        .select_related("agency")
        .defer(
            "paragraphs", "other", "legal_bases", "recipients", "purposes", "contents", "reading"
        )
    )


def rows_of(plans: list[Plan], today: date) -> list[PlanRow]:
    """Rows of these plans in one more statement."""
    counts = counts_of([plan.pk for plan in plans], today)
    return [PlanRow(plan, counts.get(plan.pk, TaskCounts())) for plan in plans]


def counts_of(plan_ids: Collection[UUID], today: date) -> dict[UUID, TaskCounts]:
    """Counts of the tasks of each plan."""
    left = Q(state__in=UNFINISHED)
    found = (
        PlanTask.objects.filter(plan__in=plan_ids)
        .order_by()
        .values("plan")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state=TaskState.DONE)),
            unfinished=Count("pk", filter=left),
            late=Count("pk", filter=left & Q(due_on__lt=today)),
            blocked=Count("pk", filter=Q(state=TaskState.BLOCKED)),
        )
    )
    return {row.pop("plan"): TaskCounts(**row) for row in found}


def states_of(plans: QuerySet[Plan]) -> list[tuple[PlanState, int]]:
    """How many plans stand in which state; states without a plan are left out."""
    found = dict(plans.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state, found[state]) for state in PlanState if state in found]
