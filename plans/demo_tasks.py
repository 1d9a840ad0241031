"""Work on the tasks of the sample plan of Lạng Sơn: each state of a task is there to be looked at."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from agencies.models import User
from plans.actions.changing import set_due
from plans.actions.evidence import add_evidence
from plans.actions.reminding import remind_of_tasks
from plans.actions.tasks import take_step
from plans.enums import EvidenceKind, UpdateKind
from plans.models import PlanTask
from plans.task_people import people_for
from plans.workflow import WITHOUT_END

_ISSUER, _HANDLER, _HEAD, _WATCHES = "LS-SKHCN", "xuly.skhcn", "giamdoc.skhcn", "thanhtra.ls"


def load(*, order: Any, now: datetime) -> None:
    """Steps of the weeks before `now` by the people of the department; nothing in a bulk run."""
    if order.is_bulk:
        return
    people = {u.username: u for u in User.objects.filter(username__in=[_HANDLER, _HEAD, _WATCHES])}
    accepted = PlanTask.objects.accepted().filter(plan__agency__code=_ISSUER)
    rows = accepted.prefetch_related("units__agency__parent")
    tasks = list(rows.order_by("plan__number", "plan__title", "order"))
    going = [task for task in tasks if task.kind in WITHOUT_END]
    ending = [task for task in tasks if task.kind not in WITHOUT_END]
    _give(tasks, people, now)
    for act, task in zip((_finish, _block, _come_due, _be_late), ending, strict=False):
        act(task, people, now)
    for act, task in zip((_show, _fall_silent), going, strict=False):
        act(task, people, now)
    remind_of_tasks(now=now)
    order.say("Đã ghi tiến độ nhiệm vụ của kế hoạch mẫu.")


def _finish(task: PlanTask, people: dict[str, User], now: datetime) -> None:
    by, then = people[_HANDLER], now - timedelta(days=6)
    add_evidence(
        task=task, kind=EvidenceKind.DOCUMENT, document_number="58/SKHCN-VP", by=by, now=then,
        note="Công văn triển khai đến các phòng, đơn vị trực thuộc.",
    )  # fmt: skip
    _step(task, UpdateKind.DONE, by, then, "Đã phổ biến đến toàn thể công chức, viên chức.")


def _block(task: PlanTask, people: dict[str, User], now: datetime) -> None:
    by = people[_HANDLER]
    _step(task, UpdateKind.PROGRESS, by, now - timedelta(days=9), "Đã rà soát 02 đơn còn tồn.")
    _step(task, UpdateKind.BLOCK, by, now - timedelta(days=2), "Chờ ý kiến của Tổ công tác tỉnh.")
    _step(task, UpdateKind.COMMENT, people[_HEAD], now - timedelta(days=1),
          "Văn phòng Sở liên hệ Tổ công tác, báo lại trước thứ Sáu.")  # fmt: skip


def _come_due(task: PlanTask, people: dict[str, User], now: datetime) -> None:
    day = timezone.localdate(now) + timedelta(days=2)
    set_due(task_id=task.pk, due_on=day, by=people[_HANDLER], now=now - timedelta(days=8))


def _give(tasks: list[PlanTask], people: dict[str, User], now: datetime) -> None:
    """To somebody of the office whose room leads, where the unit is an agency of the house."""
    for task in tasks:
        if doers := people_for(task, timezone.localdate(now)):
            take_step(
                task_id=task.pk, step=UpdateKind.ASSIGN, assignee=doers[-1], by=people[_HANDLER],
                now=now - timedelta(days=42),
            )  # fmt: skip
            return


def _be_late(task: PlanTask, people: dict[str, User], now: datetime) -> None:
    today, by = timezone.localdate(now), people[_HANDLER]
    set_due(task_id=task.pk, due_on=today - timedelta(days=3), by=by, now=now - timedelta(days=15))
    _step(task, UpdateKind.URGE, people[_WATCHES], now - timedelta(days=1),
          "Đề nghị báo cáo kết quả trước kỳ họp.")  # fmt: skip


def _show(task: PlanTask, people: dict[str, User], now: datetime) -> None:
    add_evidence(
        task=task, kind=EvidenceKind.DOCUMENT, document_number="12/TB-TTS", by=people[_HANDLER],
        note="Thông báo phân công trực tiếp công dân.", now=now - timedelta(days=4),
    )  # fmt: skip


def _fall_silent(task: PlanTask, people: dict[str, User], now: datetime) -> None:
    add_evidence(
        task=task, kind=EvidenceKind.DOCUMENT, document_number="07/BC-VP", by=people[_HANDLER],
        note="Báo cáo bố trí phòng tiếp công dân.", now=now - timedelta(days=40),
    )  # fmt: skip


def _step(task: PlanTask, step: UpdateKind, by: User, now: datetime, note: str) -> None:
    take_step(task_id=task.pk, step=step, note=note, by=by, now=now)
