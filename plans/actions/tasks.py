"""Progress of a task: done, and open again (hoàn thành, mở lại)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from plans.enums import PlanState, TaskState
from plans.models import PlanTask
from records.actions import ledger
from records.enums import Verb


def may_update(task: PlanTask, by: User) -> bool:
    """The issuer's side and the units of a task tell its progress."""
    if not by.may(Permission.UPDATE_TASK):
        return False
    units = [u.agency for u in task.units.all() if u.agency is not None]
    return any(by.access.reaches(a) for a in (task.plan.agency, *units))


def _locked(task_id: UUID, by: User) -> PlanTask:
    task: PlanTask = (
        PlanTask.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("plan__agency")
        .prefetch_related("units__agency")
        .get(pk=task_id)
    )
    if not may_update(task, by):
        raise NotAllowed("Chỉ cơ quan ban hành và đơn vị được giao mới cập nhật nhiệm vụ này.")
    if task.plan.state != PlanState.ACCEPTED:
        raise Refused("Kế hoạch chưa được tiếp nhận nên chưa cập nhật được nhiệm vụ.")
    return task


@transaction.atomic
def mark_task_done(*, task_id: UUID, by: User, now: datetime) -> PlanTask:
    """Marks a task as done. A second click changes nothing."""
    task = _locked(task_id, by)
    if task.state == TaskState.DONE:
        return task
    task.state, task.done_at, task.done_by = TaskState.DONE, now, by
    task.save(update_fields=["state", "done_at", "done_by"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=task, now=now, details={"state": task.state})
    return task


@transaction.atomic
def reopen_task(*, task_id: UUID, by: User, now: datetime) -> PlanTask:
    """Opens a task again; who closed it stays in the ledger."""
    task = _locked(task_id, by)
    if task.state == TaskState.OPEN:
        return task
    task.state, task.done_at, task.done_by = TaskState.OPEN, None, None
    task.save(update_fields=["state", "done_at", "done_by"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=task, now=now, details={"state": task.state})
    return task
