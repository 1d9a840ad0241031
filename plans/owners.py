"""Who looks after a plan: its issuer, or who continues an issuer that ended (kế thừa)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import Agency, Membership, Succession, User
from agencies.refusals import NotAllowed
from agencies.roles import ROLES, Permission
from plans.models import Plan


def managed_ids(by: User, on: date) -> set[UUID]:
    """Agencies whose plans the user looks after: where plans are imported, and those that ended and
    are continued by one of these."""
    held = by.access.agencies_with(Permission.IMPORT_PLAN)
    if not held:
        return set()
    ended = Succession.objects.filter(successor__in=held, predecessor__valid_to__lt=on)
    return {a.pk for a in held} | set(ended.values_list("predecessor_id", flat=True))


def may_manage(plan: Plan, by: User, on: date) -> bool:
    """Whether the user looks after this plan."""
    if plan.agency in by.access.agencies_with(Permission.IMPORT_PLAN):
        return True
    return not plan.agency.exists_on(on) and plan.agency_id in managed_ids(by, on)


def ensure_may_manage(plan: Plan, by: User, on: date) -> None:
    """Raises NotAllowed for whoever does not look after this plan."""
    if not may_manage(plan, by, on):
        raise NotAllowed(
            "Chỉ cơ quan ban hành kế hoạch, hoặc đơn vị kế thừa, mới thay đổi được kế hoạch này."
        )


def people_with(permission: Permission, agencies: Collection[Agency], on: date) -> QuerySet[User]:
    """Active people who hold this right by a role in one of these agencies."""
    roles = [role for role, rights in ROLES.items() if permission in rights.permissions]
    held = Membership.objects.in_force(on).filter(agency__in=agencies, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("sort_key")
