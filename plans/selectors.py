"""Rows and counts for the pages of plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from agencies.enums import Level
from agencies.models import Agency, User
from plans.enums import PlanState, TaskState
from plans.models import Plan, PlanTask
from plans.parser.words import key


@dataclass
class UnitTasks:
    """A unit as the plan names it, with the tasks in which it leads or cooperates."""

    key: str
    name: str
    agency: object | None = None
    leads: list[PlanTask] = field(default_factory=list)
    cooperates: list[PlanTask] = field(default_factory=list)


@dataclass(frozen=True)
class SectionTasks:
    """Tasks under one heading of the document."""

    title: str
    tasks: list[PlanTask]


def plans_with_counts(user: User) -> QuerySet[Plan]:
    """Plans this user may see, newest first, with their tasks counted."""
    return (
        Plan.objects.visible_to(user)
        .select_related("agency")
        .defer("paragraphs", "other", "legal_bases", "recipients")
        .annotate(
            task_count=Count("tasks"),
            done_count=Count("tasks", filter=Q(tasks__state=TaskState.DONE)),
        )
        .order_by("-created_at", "-id")
    )


def plan_detail(user: User, pk: UUID) -> Plan | None:
    """One plan with its tasks and their units, if this user may see it."""
    return (
        Plan.objects.visible_to(user)
        .select_related("agency", "source", "accepted_by")
        .prefetch_related("tasks__units__agency", "tasks__done_by")
        .filter(pk=pk)
        .first()
    )


def tasks_of(plan: Plan) -> list[PlanTask]:
    """Tasks in the order of the document, each with its source paragraph and its plan at hand."""
    tasks = list(plan.tasks.all())
    for task in tasks:
        task.plan = plan
        task.source_text = source_of(task)  # type: ignore[attr-defined]
        # Of the places where a task stands on the page, one bears its anchor.
        task.anchor = next((key(u.name) for u in task.units.all()), "")  # type: ignore[attr-defined]
    return tasks


def source_of(task: PlanTask) -> str:
    """The paragraph of the document that a task comes from."""
    paragraphs = task.plan.paragraphs
    return str(paragraphs[task.paragraph]) if task.paragraph < len(paragraphs) else task.text


def tasks_by_unit(tasks: list[PlanTask]) -> list[UnitTasks]:
    """Every task under each unit that must do it; units in the order of the document."""
    found: dict[str, UnitTasks] = {}
    for task in tasks:
        for unit in task.units.all():
            group = found.setdefault(
                key(unit.name), UnitTasks(key(unit.name), unit.name, unit.agency)
            )
            (group.leads if unit.role == "lead" else group.cooperates).append(task)
    return sorted(found.values(), key=lambda g: not g.leads)


def tasks_by_section(tasks: list[PlanTask]) -> list[SectionTasks]:
    """Tasks under the headings of the document."""
    return [SectionTasks(title, list(g)) for title, g in groupby(tasks, lambda t: t.section)]


def my_open_tasks(user: User) -> QuerySet[PlanTask]:
    """Open tasks of accepted plans that the user's agencies or their rooms lead, dated ones first."""
    homes = [m.agency_id for m in user.access.memberships]
    rooms = Q(parent__in=homes, level=Level.UNIT)
    own = Agency.objects.filter(Q(pk__in=homes) | rooms).values("pk")
    return (
        PlanTask.objects.visible_to(user)
        .filter(plan__state=PlanState.ACCEPTED)
        .open()
        .led_by(own)
        .select_related("plan__agency")
        .defer("plan__paragraphs", "plan__other", "plan__legal_bases")
        .order_by("due_on", "plan__created_at", "order")
    )
