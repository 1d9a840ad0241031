"""A plan is over (kết thúc kế hoạch): nothing of it is left hanging."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from plans.actions import ending
from plans.actions.locking import ensure_in_force, locked
from plans.enums import PlanState
from plans.models import Plan, PlanTask
from plans.owners import may_manage
from plans.workflow import WITHOUT_END
from records.actions import ledger
from records.enums import Verb

_NAMED = 5


@transaction.atomic
def close_plan(
    *,
    plan_id: UUID,
    by: User,
    now: datetime,
    dropped: Mapping[UUID, str] | None = None,
    carried: Mapping[UUID, UUID] | None = None,
    version: int | None = None,
) -> Plan:
    """Ends the plan and its tasks without end. Each other task that is not done needs a reason in
    `dropped` or another plan in `carried`; raises Refused naming those that have neither."""
    dropped, carried, today = dropped or {}, carried or {}, timezone.localdate(now)
    plan = locked(plan_id=plan_id, by=by, on=today, version=version)
    ensure_in_force(plan)
    tasks = ending.unfinished(plan)
    _ensure_settled(tasks, dropped, carried)
    to = _receivers(set(carried.values()), plan, by, now)
    counts = {"chuyen": 0, "bo": 0, "ket_thuc": 0}
    for task in tasks:
        task.plan = plan
        if task.pk in carried:
            ending.carry(task, to=to[carried[task.pk]], by=by, now=now)
            counts["chuyen"] += 1
        elif reason := dropped.get(task.pk, "").strip():
            ending.drop(task, reason=reason, by=by, now=now)
            counts["bo"] += 1
        else:
            ending.end(task, note="Kế hoạch kết thúc.", by=by, now=now)
            counts["ket_thuc"] += 1
    plan.state, plan.closed_at, plan.closed_by = PlanState.CLOSED, now, by
    plan.version += 1
    plan.save(update_fields=["state", "closed_at", "closed_by", "version"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now,
                 details={"trang_thai": plan.state, **counts})  # fmt: skip
    return plan


def _ensure_settled(
    tasks: list[PlanTask], dropped: Mapping[UUID, str], carried: Mapping[UUID, UUID]
) -> None:
    """A task with an end needs one of its own; a task without end ends with the plan."""
    left = [
        t for t in tasks
        if t.kind not in WITHOUT_END and t.pk not in carried
        and not dropped.get(t.pk, "").strip()
    ]  # fmt: skip
    if not left:
        return
    names = "; ".join(f"“{_short(task.text)}”" for task in left[:_NAMED])
    more = f" và {len(left) - _NAMED} nhiệm vụ khác" if len(left) > _NAMED else ""
    raise Refused(
        f"Còn {len(left)} nhiệm vụ chưa xong: {names}{more}. Hãy ghi hoàn thành, nêu lý do không "
        "thực hiện nữa, hoặc chuyển sang kế hoạch khác."
    )


def _receivers(ids: set[UUID], plan: Plan, by: User, now: datetime) -> dict[UUID, Plan]:
    """The plans that tasks are carried to, locked: in force, and looked after by the same user."""
    rows = Plan.objects.visible_to(by).select_for_update(of=("self",)).select_related("agency")
    found = {
        p.pk: p
        for p in rows.accepted().filter(pk__in=ids).exclude(pk=plan.pk).order_by("pk")
        if may_manage(p, by, timezone.localdate(now))
    }
    if ids - found.keys():
        raise Refused("Kế hoạch nhận nhiệm vụ phải đang thực hiện và do cơ quan mình ban hành.")
    return found


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
