"""A plan locked for who looks after it: one version, one state."""

from datetime import date
from uuid import UUID

from agencies.models import User
from agencies.refusals import Refused
from plans.enums import PlanState
from plans.models import Plan
from plans.owners import ensure_may_manage


def locked(*, plan_id: UUID, by: User, on: date, version: int | None = None) -> Plan:
    """The plan for a change. Raises Refused when somebody changed it since `version` was shown."""
    plan: Plan = (
        Plan.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=plan_id)
    )
    ensure_may_manage(plan, by, on)
    if version is not None and version != plan.version:
        raise Refused("Kế hoạch vừa được người khác thay đổi; hãy xem lại rồi làm tiếp.")
    return plan


def ensure_in_force(plan: Plan) -> None:
    """Raises Refused for a draft, and for a plan that is over or replaced."""
    if plan.state == PlanState.DRAFT:
        raise Refused("Kế hoạch này còn chờ duyệt; hãy tiếp nhận trước.")
    if plan.state != PlanState.ACCEPTED:
        raise Refused(f"Kế hoạch này {plan.get_state_display().lower()}.")
