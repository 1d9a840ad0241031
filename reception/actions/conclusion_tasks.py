"""Việc theo thông báo kết luận: the agency charged says what came of it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.enums import Level
from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.identity import tidy_lines
from reception import conclusions
from reception.models import ConclusionTask
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def finish_task(
    *, task_id: UUID, done_on: date, result: str, by: User, now: datetime
) -> ConclusionTask:
    """The responsible agency writes down what came of a task."""
    task: ConclusionTask = (
        ConclusionTask.objects.visible_to(by)
        .issued()
        .select_related("agency__parent", "conclusion")
        .select_for_update(of=("self",))
        .get(pk=task_id)
    )
    ensure_finishes(by, task.agency)
    if task.done_on is not None:
        raise Refused(f"Việc này đã được ghi hoàn thành ngày {task.done_on:%d/%m/%Y}.")
    result = tidy_lines(result)
    objection = conclusions.done_refusal(
        done_on=done_on,
        concluded_on=task.conclusion.concluded_on,
        today=timezone.localdate(now),
        result=result,
    )
    if objection:
        raise Refused(objection.sentence)
    task.done_on, task.result, task.done_by = done_on, result, by
    task.save(update_fields=["done_on", "result", "done_by"])
    details = {"xong_ngay": done_on.isoformat()}
    ledger.write(by=by, verb=Verb.CHANGE, subject=task, now=now, details=details)
    return task


def may_finish(by: User, agency: Agency) -> bool:
    """True for people of the agency; a room without people of its own answers through its body."""
    answering = {agency}
    if agency.level == Level.UNIT and agency.parent:
        answering.add(agency.parent)
    rights = (Permission.UPDATE_TASK, Permission.PROCESS_PETITION)
    return any(answering & set(by.access.agencies_with(right)) for right in rights)


def ensure_finishes(by: User, agency: Agency) -> None:
    """Raises NotAllowed for anybody but people of the agency charged."""
    if not may_finish(by, agency):
        raise NotAllowed("Chỉ cơ quan được giao việc ghi kết quả thực hiện.")
