"""A person accepts what the parser read, or throws it away (duyệt, bỏ bản đọc)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import Refused
from plans.actions.importing import ensure_may_import
from plans.enums import PlanState
from plans.models import Plan
from records.actions import ledger
from records.enums import Verb


def _draft(plan_id: UUID, by: User) -> Plan:
    plan: Plan = (
        Plan.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=plan_id)
    )
    ensure_may_import(by, plan.agency)
    if plan.state != PlanState.DRAFT:
        raise Refused("Kế hoạch này đã được tiếp nhận.")
    return plan


@transaction.atomic
def accept_plan(*, plan_id: UUID, without: set[UUID], by: User, now: datetime) -> Plan:
    """Puts a draft in force; `without` names tasks that the reviewer struck out.

    Its units see it from now on. Raises Refused when nothing would be left to do.
    """
    plan = _draft(plan_id, by)
    if not plan.tasks.exclude(pk__in=without).exists():
        raise Refused(
            "Không còn nhiệm vụ nào được chọn; hãy giữ ít nhất một nhiệm vụ hoặc bỏ bản đọc."
        )
    struck, _ = plan.tasks.filter(pk__in=without).delete()
    plan.state, plan.accepted_at, plan.accepted_by = PlanState.ACCEPTED, now, by
    plan.save(update_fields=["state", "accepted_at", "accepted_by"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now, details={"bo_dong": struck})
    return plan


@transaction.atomic
def discard_plan(*, plan_id: UUID, by: User, now: datetime) -> None:
    """Removes a draft with its tasks; the ledger keeps that it was there."""
    plan = _draft(plan_id, by)
    ledger.write(by=by, verb=Verb.VOID, subject=plan, now=now)
    plan.delete()
