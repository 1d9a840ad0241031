"""The one door for what happens with a task (nhiệm vụ): progress, evidence, done, blocked, urged."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from plans import workflow
from plans.actions.task_writing import Told, write
from plans.enums import EvidenceKind, UpdateKind
from plans.models import PlanTask, TaskUpdate
from plans.task_parts import is_police_task, situation_of
from plans.task_people import managers_of, people_for, short_of, told_of
from records.actions import notices
from records.enums import NoticeTopic

MOVED = (
    "Nhiệm vụ vừa được người khác cập nhật; hãy xem lại rồi gửi lần nữa, nội dung đã gõ vẫn còn."
)
NOT_YET = "Ngày thực hiện không được sau hôm nay."
NOT_OF_UNIT = "Người này không thuộc đơn vị chủ trì nhiệm vụ."
NO_AGENCY = (
    "Chưa rõ đơn vị chủ trì là cơ quan nào; hãy chọn cơ quan cho đơn vị ấy trước khi giao người."
)


@transaction.atomic
def take_step(
    *,
    task_id: UUID,
    step: UpdateKind,
    by: User,
    now: datetime,
    version: int | None = None,
    note: str = "",
    happened_on: date | None = None,
    **told: Any,
) -> TaskUpdate:
    """Takes one step with a task; `told`: what evidence or assignment needs (task_writing.Told).

    `version`: what the person saw; a step that moves the task is refused when it moved meanwhile.
    Raises NotAllowed, Refused with the sentence that the page shows.
    """
    task, today = locked(task_id, by), timezone.localdate(now)
    situation = situation_of(task, by, today)
    if refused := workflow.refusal(step, situation):
        raise refused
    if version is not None and version != task.version and workflow.STEPS[step].moves:
        raise Refused(MOVED)
    said = Told(note=note, happened_on=happened_on, **told)
    _ensure_told(task, step, said, today)
    update = write(task, step, said, by=by, hand=by, now=now, today=today)
    _tell(task, update, by, today, now)
    return update


def locked(task_id: UUID, by: User) -> PlanTask:
    """The task as its reader may see it, held until the end of the transaction."""
    task: PlanTask = (
        PlanTask.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("plan__agency", "assignee")
        .prefetch_related("units__agency__parent")
        .get(pk=task_id)
    )
    return task


def _ensure_told(task: PlanTask, step: UpdateKind, told: Told, today: date) -> None:
    """What has to be said with the step is said, and can be so."""
    if sentence := workflow.note_missing(step, told.note):
        raise Refused(sentence)
    if told.happened_on and told.happened_on > today:
        raise Refused(NOT_YET)
    if step == UpdateKind.EVIDENCE:
        _ensure_shown(task, told)
    if step == UpdateKind.ASSIGN and told.assignee not in people_for(task, today):
        known = any(u.agency_id for u in task.units.all() if u.role == "lead")
        raise Refused(NOT_OF_UNIT if known else NO_AGENCY)


def _ensure_shown(task: PlanTask, told: Told) -> None:
    kind = told.evidence
    if kind is None:
        raise Refused("Hãy chọn loại minh chứng.")
    if kind not in workflow.evidence_kinds(is_police_task(task)):
        raise Refused(workflow.POLICE)
    _, sentence = workflow.evidence_missing(
        EvidenceKind(kind), document_number=told.document_number, has_file=told.file is not None,
        has_record=told.ref is not None, note=told.note,
    )  # fmt: skip
    if sentence:
        raise Refused(sentence)


_TOPICS = {UpdateKind.ASSIGN: NoticeTopic.ASSIGNED, UpdateKind.URGE: NoticeTopic.URGED}


def _tell(task: PlanTask, update: TaskUpdate, by: User, today: date, now: datetime) -> None:
    """Whoever must know of this step hears of it; nobody is told of what they did themselves."""
    step, text = UpdateKind(update.kind), short_of(task)
    sentence = {
        UpdateKind.ASSIGN: f"Bạn được giao nhiệm vụ “{text}”.",
        UpdateKind.COMMENT: f"Thủ trưởng có ý kiến về nhiệm vụ “{text}”.",
        UpdateKind.URGE: f"Đôn đốc thực hiện nhiệm vụ “{text}”.",
        UpdateKind.REOPEN: f"Nhiệm vụ “{text}” được mở lại.",
        UpdateKind.BLOCK: f"Đơn vị thực hiện báo vướng nhiệm vụ “{text}”.",
    }.get(step)
    if sentence is None:
        return
    to = managers_of(task, today) if step == UpdateKind.BLOCK else told_of(task, today)
    notices.give(
        users=[user for user in to if user.pk != by.pk], key=f"nhiem-vu:{update.pk}",
        sentence=sentence, url_name="task_detail", subject_id=task.pk, now=now,
        topic=_TOPICS.get(step, NoticeTopic.OTHER),
    )  # fmt: skip
