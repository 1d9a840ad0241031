"""A plan is replaced by another (thay thế kế hoạch), and whoever hangs on it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from plans.actions import ending
from plans.actions.closing import close_plan
from plans.actions.locking import ensure_in_force, locked
from plans.actions.tree import ensure_no_ring, hold_tree
from plans.enums import LowerPlan, PlanState
from plans.family import ids_below
from plans.models import Plan, PlanTask, PlanTaskUnit
from plans.owners import may_manage, people_with
from plans.task_people import offices_of
from records.actions import ledger, notices
from records.enums import Verb


@dataclass(frozen=True, slots=True)
class Replacement:
    """By what: a plan kept here, or the number, date and issuer of a document that is not."""

    on: date
    plan_id: UUID | None = None
    document: str = ""


@transaction.atomic
def replace_plan(
    *,
    plan_id: UUID,
    by_what: Replacement,
    by: User,
    now: datetime,
    lower: Mapping[UUID, LowerPlan] | None = None,
    carried: Collection[UUID] = (),
    version: int | None = None,
) -> Plan:
    """Marks a plan as replaced. Its unfinished tasks end, those in `carried` go on in the new plan.

    `lower` says what becomes of the plans under it that the user looks after; the others stay as
    they are and their owners are told. Raises Refused, and then nothing has changed.
    """
    hold_tree()
    today = timezone.localdate(now)
    plan = locked(plan_id=plan_id, by=by, on=today, version=version)
    ensure_in_force(plan)
    _ensure_day(plan, by_what.on, today)
    new = _new_plan(plan, by_what, by)
    below = list(Plan.objects.filter(pk__in=ids_below(plan.pk)).select_related("agency"))
    tasks = ending.unfinished(plan)
    _settle_tasks(plan, tasks, new, set(carried), by, now)
    plan.state, plan.replaced_on, plan.replaced_by = PlanState.REPLACED, by_what.on, new
    plan.replaced_document = "" if new else by_what.document.strip()
    plan.version += 1
    plan.save(update_fields=["state", "replaced_on", "replaced_by", "replaced_document", "version"])
    for lower_id, fate in sorted((lower or {}).items()):
        _settle_lower(lower_id, fate, below, new, by, now)
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now,
                 details={"trang_thai": plan.state, "thay_bang": str(new or plan.replaced_document),
                          "chuyen": len(set(carried))})  # fmt: skip
    _tell_owners(plan, below, tasks, by, now)
    return plan


def _ensure_day(plan: Plan, on: date, today: date) -> None:
    if on > today:
        raise Refused("Ngày thay thế không được sau hôm nay.")
    if plan.date_on and on < plan.date_on:
        raise Refused(f"Ngày thay thế không được trước ngày ban hành ({plan.date_on:%d/%m/%Y}).")


def _new_plan(plan: Plan, by_what: Replacement, by: User) -> Plan | None:
    """The plan that takes the place, locked; None for a document that is not kept here."""
    if (by_what.plan_id is None) == (not by_what.document.strip()):
        raise Refused("Hãy chọn kế hoạch thay thế, hoặc ghi văn bản thay thế, một trong hai.")
    if by_what.plan_id is None:
        return None
    rows = Plan.objects.visible_to(by).select_for_update(of=("self",)).select_related("agency")
    new: Plan | None = rows.accepted().filter(pk=by_what.plan_id).first()
    if new is None or new.pk == plan.pk:
        raise Refused("Kế hoạch thay thế phải là một kế hoạch khác đang thực hiện.")
    ensure_no_ring(plan, new)
    return new


def _settle_tasks(
    plan: Plan, tasks: list[PlanTask], new: Plan | None, carried: set[UUID], by: User, now: datetime
) -> None:
    if carried and (new is None or not may_manage(new, by, timezone.localdate(now))):
        raise Refused("Chỉ chuyển được nhiệm vụ sang kế hoạch đang thực hiện của cơ quan mình.")
    for task in tasks:
        task.plan = plan
        if new is not None and task.pk in carried:
            ending.carry(task, to=new, by=by, now=now)
        else:
            ending.end(task, note="Kế hoạch bị thay thế.", by=by, now=now)


def _settle_lower(
    lower_id: UUID, fate: LowerPlan, below: list[Plan], new: Plan | None, by: User, now: datetime
) -> None:
    """Keeps, moves or ends one plan under the replaced one."""
    if fate == LowerPlan.KEEP:
        return
    if lower_id not in {p.pk for p in below}:
        raise Refused("Không tìm thấy kế hoạch cấp dưới này.")
    lower = locked(plan_id=lower_id, by=by, on=timezone.localdate(now))
    if fate == LowerPlan.END:
        try:
            close_plan(plan_id=lower_id, by=by, now=now)
        except Refused as refused:
            raise Refused(f"{lower}: {refused.sentence}") from refused
        return
    if new is None:
        raise Refused("Không chuyển sang được một văn bản ngoài hệ thống; hãy giữ nguyên.")
    ensure_no_ring(lower, new)
    lower.parent = new
    lower.version += 1
    lower.save(update_fields=["parent", "version"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=lower, now=now,
                 details={"cap_tren": str(new.pk)})  # fmt: skip


def _tell_owners(
    plan: Plan, below: list[Plan], tasks: list[PlanTask], by: User, now: datetime
) -> None:
    """Whoever looks after a plan under it, and whoever still had a task of it."""
    today = timezone.localdate(now)
    by_what = f"bằng {plan.replaced_by or plan.replaced_document}"
    for lower in below:
        if lower.state == PlanState.DRAFT:
            continue
        owners = people_with(Permission.IMPORT_PLAN, [lower.agency], today).exclude(pk=by.pk)
        notices.give(
            users=owners, key=f"plan_replaced:{plan.pk}:{lower.pk}",
            sentence=f"{plan} mà {lower} thực hiện đã bị thay thế {by_what}; hãy xem lại.",
            url_name="plan_detail", subject_id=lower.pk, now=now,
        )  # fmt: skip
    units = Agency.objects.filter(pk__in=_doing(tasks)).select_related("parent")
    offices = [a for a in offices_of(units) if a.pk != plan.agency_id]
    doers = people_with(Permission.UPDATE_TASK, offices, today).exclude(pk=by.pk)
    notices.give(
        users=doers, key=f"plan_replaced:{plan.pk}",
        sentence=f"{plan} giao việc cho đơn vị mình đã bị thay thế {by_what}.",
        url_name="plan_detail", subject_id=plan.pk, now=now,
    )  # fmt: skip


def _doing(tasks: list[PlanTask]) -> set[UUID]:
    """Units with an unfinished task."""
    found = PlanTaskUnit.objects.filter(task__in=[t.pk for t in tasks])
    return set(found.exclude(agency=None).values_list("agency_id", flat=True))
