"""A person accepts what the parser read, or throws it away (duyệt, bỏ bản đọc)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from plans.actions.importing import link
from plans.actions.writing import ensure_approves
from plans.enums import Origin, PlanState, UnitRole
from plans.models import Plan, PlanTask, PlanTaskUnit
from plans.owners import ensure_may_manage
from records.actions import ledger
from records.enums import Verb

CHANGED = (
    "Người khác vừa sửa bản đọc này; nội dung bạn nhập vẫn còn đây. "
    "Hãy đối chiếu với bản mới rồi gửi lại."
)


def draft(plan_id: UUID, by: User, now: datetime, version: int | None = None) -> Plan:
    """The draft, locked. Raises Refused where it is in force, or changed since it was looked at."""
    plan: Plan = (
        Plan.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=plan_id)
    )
    ensure_may_manage(plan, by, timezone.localdate(now))
    if plan.state != PlanState.DRAFT:
        raise Refused("Kế hoạch này đã được tiếp nhận.")
    if version is not None and plan.version != version:
        raise Refused(CHANGED)
    return plan


@transaction.atomic
def accept_plan(
    *,
    plan_id: UUID,
    without: set[UUID],
    by: User,
    now: datetime,
    version: int | None = None,
    rest_to_issuer: bool = False,
) -> Plan:
    """Puts a draft in force; `without` names tasks that the reviewer struck out.

    Its units see it from now on. A task without unit goes to the issuer with `rest_to_issuer`.
    Raises Refused when nothing would be left to do, when a task has nobody to do it, when the plan
    changed since it was looked at, and to whoever wrote the plan here: a second person accepts it.
    """
    plan = draft(plan_id, by, now, version)
    if plan.origin == Origin.WRITTEN:
        ensure_approves(plan, by)
    if not plan.tasks.exclude(pk__in=without).exists():
        raise Refused(
            "Không còn nhiệm vụ nào được chọn; hãy giữ ít nhất một nhiệm vụ hoặc bỏ bản đọc."
        )
    struck, _ = plan.tasks.filter(pk__in=without).delete()
    _ensure_units(plan, rest_to_issuer)
    renumber(plan)
    plan.state, plan.accepted_at, plan.accepted_by = PlanState.ACCEPTED, now, by
    plan.version += 1
    plan.save(update_fields=["state", "accepted_at", "accepted_by", "version"])
    if not plan.reading.get("linked"):
        link(plan)
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now, details={"bo_dong": struck})
    return plan


def _ensure_units(plan: Plan, rest_to_issuer: bool) -> None:
    """Every task has somebody to do it: named, or the issuer."""
    bare = list(plan.tasks.filter(units__isnull=True))
    if bare and not rest_to_issuer:
        raise Refused(
            f"Còn {len(bare)} nhiệm vụ chưa có đơn vị; hãy chọn đơn vị, hoặc đánh dấu giao các "
            "nhiệm vụ ấy cho cơ quan ban hành."
        )
    PlanTaskUnit.objects.bulk_create(
        PlanTaskUnit(
            task=task,
            order=0,
            name=plan.agency.name,
            role=UnitRole.LEAD,
            agency=plan.agency,
            scope_path=plan.agency.path,
        )
        for task in bare
    )


def renumber(plan: Plan) -> None:
    """Tasks in the order of their paragraphs; numbers are free again before they are given anew."""
    tasks = list(plan.tasks.order_by("paragraph", "order"))
    if all(task.order == n for n, task in enumerate(tasks)):
        return
    above = max(task.order for task in tasks) + 1
    for start in (above, 0):
        for n, task in enumerate(tasks, start=start):
            task.order = n
        PlanTask.objects.bulk_update(tasks, ["order"])


@transaction.atomic
def discard_plan(*, plan_id: UUID, by: User, now: datetime) -> None:
    """Removes a draft with its tasks; the ledger keeps that it was there."""
    plan = draft(plan_id, by, now)
    ledger.write(by=by, verb=Verb.REMOVE, subject=plan, now=now)
    plan.delete()
