"""A unit that a plan names takes part in a task, or says why not (nhận, không nhận phối hợp)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.vietnamese import tidy
from plans.actions.tasks import locked
from plans.enums import Acceptance, PlanState
from plans.models import PlanTaskUnit
from plans.task_parts import own_units
from plans.task_people import managers_of, short_of
from plans.workflow import UNFINISHED
from records.actions import ledger, notices
from records.enums import Verb

NOT_YOURS = "Chỉ người của đơn vị được giao mới trả lời việc nhận nhiệm vụ."
SAY_WHY = "Hãy ghi vì sao đơn vị không nhận."


@transaction.atomic
def answer(*, unit_id: UUID, accept: bool, note: str = "", by: User, now: datetime) -> PlanTaskUnit:
    """The unit takes the task or declines it with the reason; the issuer hears of a refusal.

    The same answer twice changes nothing; another answer replaces the first.
    """
    task_id = PlanTaskUnit.objects.values_list("task", flat=True).get(pk=unit_id)
    task = locked(task_id, by)
    unit = next(u for u in task.units.all() if u.pk == unit_id)
    if unit not in own_units(task, by):
        raise NotAllowed(NOT_YOURS)
    if task.plan.state != PlanState.ACCEPTED or task.state not in UNFINISHED:
        raise Refused("Nhiệm vụ không còn chờ trả lời.")
    if not accept and not tidy(note):
        raise Refused(SAY_WHY)
    said = Acceptance.ACCEPTED if accept else Acceptance.DECLINED
    if (unit.acceptance, unit.answer_note) == (said, tidy(note)[:300]):
        return unit
    unit.acceptance, unit.answer_note = said, tidy(note)[:300]
    unit.answered_at, unit.answered_by = now, by
    unit.save(update_fields=["acceptance", "answer_note", "answered_at", "answered_by"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=task, also=[unit], now=now,
        details={"buoc": "tra_loi", "nhan": accept},
    )  # fmt: skip
    if not accept:
        notices.give(
            users=[u for u in managers_of(task, timezone.localdate(now)) if u.pk != by.pk],
            key=f"nhiem-vu:khong-nhan:{unit.pk}:{now:%Y%m%d%H%M}",
            sentence=f"{unit.name} không nhận nhiệm vụ “{short_of(task)}”.",
            url_name="task_detail", subject_id=task.pk, now=now,
        )  # fmt: skip
    return unit
