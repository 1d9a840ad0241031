"""Where a plan hangs (cây kế hoạch): the plan it carries out, the events it serves."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from agencies.models import Event, User
from agencies.refusals import Refused
from plans.actions.locking import locked
from plans.enums import PlanState
from plans.family import ids_above
from plans.models import Plan
from records.actions import ledger
from records.enums import Verb

# Whoever moves a plan in the tree waits for whoever does so now: two moves never close a ring.
_LOCK = 0x706C616E


@transaction.atomic
def link_plan(
    *,
    plan_id: UUID,
    parent_id: UUID | None,
    event_ids: Collection[UUID],
    by: User,
    now: datetime,
    version: int | None = None,
) -> Plan:
    """Says which plan this one carries out and which events it serves.

    Events that the user does not see stay as they are. Raises Refused for a ring of plans.
    """
    hold_tree()
    plan = locked(plan_id=plan_id, by=by, on=timezone.localdate(now), version=version)
    if plan.state in (PlanState.CLOSED, PlanState.REPLACED):
        raise Refused("Kế hoạch này không còn thực hiện; vị trí của nó được giữ nguyên.")
    if parent_id != plan.parent_id:
        plan.parent = _parent(parent_id, plan, by)
    plan.version += 1
    plan.save(update_fields=["parent", "version"])
    seen, had = Event.objects.visible_to(by), plan.serves.count()
    plan.serves.remove(*seen.filter(plans=plan).exclude(pk__in=event_ids))
    plan.serves.add(*seen.filter(pk__in=event_ids))
    events = sorted(str(pk) for pk in event_ids)
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now,
                 details={"cap_tren": str(parent_id or ""), "su_kien": events},
                 before={"events": had}, after={"events": plan.serves.count()})  # fmt: skip
    return plan


def hold_tree() -> None:
    """Until the end of the transaction nobody else moves a plan."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _parent(parent_id: UUID | None, plan: Plan, by: User) -> Plan | None:
    if parent_id is None:
        return None
    parent: Plan | None = Plan.objects.visible_to(by).filter(pk=parent_id).first()
    if parent is None or parent.state == PlanState.DRAFT:
        raise Refused("Không tìm thấy kế hoạch cấp trên này.")
    ensure_no_ring(plan, parent)
    return parent


def ensure_no_ring(plan: Plan, parent: Plan) -> None:
    """Raises Refused when `parent` carries out `plan` itself, directly or through others."""
    if parent.pk == plan.pk:
        raise Refused("Một kế hoạch không thực hiện chính nó.")
    if plan.pk in ids_above(parent.pk):
        raise Refused(
            f"{parent} đang thực hiện chính kế hoạch này; hai kế hoạch không thực hiện lẫn nhau."
        )
