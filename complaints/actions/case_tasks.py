"""Việc trong hồ sơ: given with a day, done with its proof, dropped with a reason."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import name_check
from complaints.actions import locks, originals
from complaints.models import CaseTask, Petition
from complaints.rights import permissions_in
from records.actions import ledger
from records.actions.notices import give
from records.enums import NoticeTopic, Verb

_WORKS = frozenset({Permission.PROCESS_PETITION, Permission.DECIDE_CASE})


def works_on(user: User, petition: Petition) -> bool:
    """True for those who work on the cases of the agency that keeps this one."""
    return bool(permissions_in(user, petition.agency) & _WORKS)


@transaction.atomic
def add_task(
    *, petition_id: UUID, text: str, assigned_to: User, due_on: date, by: User, now: datetime
) -> CaseTask:
    """Giao việc: only to somebody who may see the case."""
    petition = locks.petition(pk=petition_id, by=by)
    _ensure_works(by, petition)
    if not text.strip():
        raise Refused("Hãy ghi việc phải làm.")
    if due_on < timezone.localtime(now).date():
        raise Refused("Hạn của việc không thể trước hôm nay.")
    if not Petition.objects.visible_to(assigned_to).filter(pk=petition.pk).exists():
        raise Refused("Người được giao không được xem hồ sơ này.")
    task = CaseTask.objects.create(
        petition=petition,
        text=text.strip()[:300],
        assigned_to=assigned_to,
        due_on=due_on,
        made_by=by,
        made_at=now,
    )
    ledger.write(by=by, verb=Verb.CREATE, subject=task, now=now)
    if assigned_to.pk != by.pk:
        where = "một hồ sơ kín" if petition.secrecy else f"đơn số {petition.register_number}"
        give(
            users=[assigned_to], key=f"case_task:{task.pk.hex}",
            sentence=f"Bạn được giao một việc trong {where}, hạn {due_on:%d/%m/%Y}.",
            url_name="case_task", subject_id=task.pk, now=now, topic=NoticeTopic.ASSIGNED,
        )  # fmt: skip
    return task


@transaction.atomic
def finish_task(
    *,
    task_id: UUID,
    done_on: date,
    proof: str = "",
    file_name: str = "",
    file_content: bytes = b"",
    by: User,
    now: datetime,
) -> CaseTask:
    """Xong việc: the number of a document, or a file that goes into the case, proves it."""
    task = _open_task(task_id, by)
    if done_on > timezone.localtime(now).date():
        raise Refused("Ngày xong không thể ở tương lai.")
    if done_on < timezone.localtime(task.made_at).date():
        raise Refused(f"Ngày xong không thể trước ngày giao việc ({task.made_at:%d/%m/%Y}).")
    if not proof.strip() and not file_content:
        raise Refused("Việc chỉ xong khi có minh chứng: ghi số văn bản, bút lục hoặc đính kèm tệp.")
    matter = task.petition.matter
    if matter.secrecy:
        name_check.ensure_unnamed(matter=matter, texts={"Minh chứng": proof})
    if file_content:
        # Read by whoever works on the case: of a sealed matter what is blacked out already, no original.
        task.proof_file = originals.attach(
            matter=matter, name=file_name, content=file_content, redacted=True, by=by, now=now
        )
    task.proof, task.done_on, task.done_by = proof.strip()[:300], done_on, by
    task.save(update_fields=["proof", "proof_file", "done_on", "done_by"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=task, now=now, details={"viec": "xong"})
    return task


@transaction.atomic
def drop_task(*, task_id: UUID, reason: str, by: User, now: datetime) -> CaseTask:
    """Bỏ việc: it was given by mistake, or is no longer needed."""
    task = _open_task(task_id, by)
    if not reason.strip():
        raise Refused("Hãy ghi lý do bỏ việc.")
    task.dropped_reason = reason.strip()[:300]
    task.save(update_fields=["dropped_reason"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=task, now=now, details={"viec": "bo"})
    return task


def _open_task(task_id: UUID, by: User) -> CaseTask:
    seen = CaseTask.objects.visible_to(by).only("petition_id").get(pk=task_id)
    petition = locks.petition(pk=seen.petition_id, by=by)
    task: CaseTask = CaseTask.objects.select_related("petition__matter").get(pk=task_id)
    if task.assigned_to_id != by.pk:
        _ensure_works(by, petition)
    if not task.is_open:
        raise Refused("Việc này đã xong hoặc đã bỏ; hãy xem lại danh sách.")
    return task


def _ensure_works(by: User, petition: Petition) -> None:
    if not works_on(by, petition):
        raise NotAllowed("Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được giao việc.")
