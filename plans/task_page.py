"""What the page of one task shows: its source, units, history, and the steps open to its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from agencies.models import Event, User
from agencies.roles import Permission
from plans import workflow
from plans.enums import Acceptance, PlanState, TaskState, UpdateKind
from plans.evidence_refs import Shown, shown_to
from plans.forms.task import StepForm
from plans.heartbeat import silence
from plans.models import PlanTask, PlanTaskUnit, TaskUpdate
from plans.selectors import source_of
from plans.task_parts import is_police_task, own_units, situation_of
from plans.task_people import people_for
from plans.workflow import UNFINISHED
from plans.working_days import works_on

_HISTORY = 200
_TONES = {
    TaskState.OPEN: "info",
    TaskState.BLOCKED: "late",
    TaskState.DONE: "ok",
}
# What the page offers as a form; mending has a page of its own.
_ON_PAGE = [step for step in workflow.STEPS if step != UpdateKind.CHANGE]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its answer; `may_answer`: the reader works for it."""

    unit: PlanTaskUnit
    may_answer: bool

    @property
    def waits(self) -> bool:
        return self.unit.acceptance == Acceptance.WAITING and self.unit.agency_id is not None


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """One thing that happened; `shown`: the record it points at, for those who may see it."""

    update: TaskUpdate
    shown: Shown | None


@dataclass
class TaskPage:
    """Everything for the template."""

    task: PlanTask
    source: str
    units: list[UnitLine]
    history: list[UpdateLine]
    forms: list[StepForm]
    events: list[Event]
    silent: int | None
    days_left: int | None
    police: bool
    may_edit: bool
    may_record: bool
    more_history: bool = False
    tone: str = field(default="neutral")

    @property
    def unanswered(self) -> int:
        return sum(line.waits for line in self.units)

    @property
    def lateness(self) -> str:
        """Why the task is late, in a sentence; empty for one that is not."""
        task, left = self.task, self.days_left
        if task.due_on is None or left is None or left >= 0:
            return ""
        due = f"{task.due_on:%d/%m/%Y}"
        if task.state == TaskState.DONE:
            return f"Xong chậm {-left} ngày so với hạn {due}."
        why = f" Đang vướng: {task.blocked_by}." if task.blocked_by else ""
        return f"Quá hạn {-left} ngày: hạn {due}, chưa báo hoàn thành.{why}"


def task_of(user: User, pk: UUID) -> PlanTask | None:
    """One task with its plan and units, if this user may see it."""
    found: PlanTask | None = (
        PlanTask.objects.visible_to(user)
        .select_related("plan__agency", "assignee", "done_by")
        .prefetch_related("units__agency__parent", "units__answered_by")
        .filter(pk=pk)
        .first()
    )
    return found


def page_of_task(
    task: PlanTask, user: User, today: date, bound: StepForm | None = None
) -> TaskPage:
    """The page for this reader; `bound`: the form that was refused, with what was typed."""
    situation = situation_of(task, user, today)
    updates = list(task.updates.select_related("by", "agency", "file")[: _HISTORY + 1])
    shown = shown_to(user, updates)
    mine, police = own_units(task, user), is_police_task(task)
    return TaskPage(
        task=task,
        source=source_of(task),
        units=[UnitLine(u, u in mine and _open(task)) for u in task.units.all()],
        history=[UpdateLine(u, shown.get(u.pk)) for u in updates[:_HISTORY]],
        forms=_forms(task, user, today, workflow.possible(situation), bound),
        events=list(Event.objects.visible_to(user).filter(plans=task.plan_id)),
        silent=silent_days(task, today),
        days_left=_days_left(task, today),
        police=police,
        may_edit=workflow.refusal(UpdateKind.CHANGE, situation) is None,
        may_record=bool(mine) and user.may(Permission.RECORD_ACTIVITY) and not police,
        more_history=len(updates) > _HISTORY,
        tone=_TONES.get(TaskState(task.state), "neutral"),
    )


def form_for(task: PlanTask, step: UpdateKind, user: User, today: date, *sent: Any) -> StepForm:
    """The form of one step; `sent`: what was posted."""
    people = people_for(task, today) if step == UpdateKind.ASSIGN else []
    return StepForm(
        *sent, step=step, version=task.version, today=today, people=people,
        police=is_police_task(task), user=user,
    )  # fmt: skip


def _forms(
    task: PlanTask, user: User, today: date, steps: Iterable[UpdateKind], bound: StepForm | None
) -> list[StepForm]:
    wanted = [step for step in _ON_PAGE if step in steps or (bound and step == bound.step)]
    return [
        bound if bound and step == bound.step else form_for(task, step, user, today)
        for step in wanted
    ]


def silent_days(task: PlanTask, today: date) -> int | None:
    """Days of silence of a task that still goes on."""
    plan = task.plan
    if plan.state != PlanState.ACCEPTED or task.state not in UNFINISHED:
        return None
    since = timezone.localdate(plan.accepted_at)
    return silence(task.kind, task.rhythm, task.last_evidence_on, since, today, works_on)


def _days_left(task: PlanTask, today: date) -> int | None:
    """To the day it was done, or to today; None for a task that is over otherwise."""
    if task.due_on is None or task.state in (TaskState.ENDED, TaskState.DROPPED):
        return None
    return (task.due_on - (timezone.localdate(task.done_at) if task.done_at else today)).days


def _open(task: PlanTask) -> bool:
    return task.plan.state == PlanState.ACCEPTED and task.state in UNFINISHED
