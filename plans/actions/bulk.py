"""Many tasks at once (sửa hàng loạt): seen first what changes and what cannot, then done row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from plans import workflow
from plans.actions.changing import NO_DUE, set_due
from plans.actions.tasks import NOT_OF_UNIT, take_step
from plans.enums import UpdateKind
from plans.models import PlanTask
from plans.task_parts import situation_of
from plans.task_people import people_for


class BulkKind(TextChoices):
    """What is done to all the tasks chosen."""

    ASSIGN = "assign", "Giao người thực hiện"
    DUE = "due", "Đặt hạn"
    URGE = "urge", "Đôn đốc"
    DROP = "drop", "Không thực hiện nữa"


_STEPS = {
    BulkKind.ASSIGN: UpdateKind.ASSIGN,
    BulkKind.DUE: UpdateKind.CHANGE,
    BulkKind.URGE: UpdateKind.URGE,
    BulkKind.DROP: UpdateKind.DROP,
}


@dataclass(frozen=True, slots=True)
class Bulk:
    """One change for many tasks."""

    kind: BulkKind
    assignee: User | None = None
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A task, what would change, or why it cannot."""

    task: PlanTask
    change: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """The tasks that changed, and why others did not."""

    done: tuple[PlanTask, ...]
    refused: tuple[tuple[PlanTask, str], ...]


def preview(tasks: Iterable[PlanTask], bulk: Bulk, *, by: User, today: date) -> list[Line]:
    """What `apply` would do; the two ask the same rules."""
    return [Line(t, _change(t, bulk), _why_not(t, bulk, by, today)) for t in tasks]


@transaction.atomic
def apply(*, tasks: Sequence[PlanTask], bulk: Bulk, by: User, now: datetime) -> Applied:
    """Does it to every task that allows it, in the order of their ids so that two at once cannot
    deadlock; the others stay with their sentence."""
    today, done, refused = timezone.localdate(now), [], []
    for task in sorted(tasks, key=lambda t: t.pk):
        why = _why_not(task, bulk, by, today)
        if not why:
            try:
                with transaction.atomic():
                    _one(task.pk, bulk, by, now)
            except Refused as error:
                why = error.sentence
        if why:
            refused.append((task, why))
        else:
            done.append(task)
    return Applied(tuple(done), tuple(refused))


def _one(task_id: UUID, bulk: Bulk, by: User, now: datetime) -> None:
    if bulk.kind == BulkKind.DUE:
        if bulk.due_on is None:
            raise Refused("Hãy ghi hạn mới.")
        set_due(task_id=task_id, due_on=bulk.due_on, by=by, now=now)
        return
    told = {"assignee": bulk.assignee} if bulk.kind == BulkKind.ASSIGN else {}
    take_step(task_id=task_id, step=_STEPS[bulk.kind], note=bulk.note, by=by, now=now, **told)


def _why_not(task: PlanTask, bulk: Bulk, by: User, today: date) -> str:
    refused = workflow.refusal(_STEPS[bulk.kind], situation_of(task, by, today))
    if refused:
        return refused.sentence
    if bulk.kind == BulkKind.ASSIGN and bulk.assignee is not None:
        if task.assignee_id == bulk.assignee.pk:
            return f"Đang do {bulk.assignee} thực hiện."
        if bulk.assignee not in people_for(task, today):
            return NOT_OF_UNIT
    if bulk.kind == BulkKind.DUE:
        if task.kind in workflow.WITHOUT_END:
            return NO_DUE
        if task.due_on == bulk.due_on:
            return "Hạn không đổi."
    return ""


def _change(task: PlanTask, bulk: Bulk) -> str:
    if bulk.kind == BulkKind.ASSIGN:
        return f"Người thực hiện: {task.assignee or 'chưa giao'} → {bulk.assignee}"
    if bulk.kind == BulkKind.DUE and bulk.due_on is not None:
        before = f"{task.due_on:%d/%m/%Y}" if task.due_on else "không ghi"
        return f"Hạn: {before} → {bulk.due_on:%d/%m/%Y}"
    if bulk.kind == BulkKind.DROP:
        return f"{task.get_state_display()} → Không thực hiện nữa"
    return "Gửi thông báo đôn đốc"
