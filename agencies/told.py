"""Who is told of what concerns an agency (người được báo): people by role or right, today."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.roles import ROLES, Permission, Role


def people_of(agency: Agency, *roles: Role, on: date | None = None) -> list[User]:
    """Active people who hold one of these roles in the agency that day; whoever is told of a matter
    must still be asked whether they may see it (`records.actions.notices.give` does)."""
    return _holders([agency], roles, on)


def people_with(permission: Permission, *agencies: Agency, on: date | None = None) -> list[User]:
    """Active people who hold this right by a role in one of the agencies that day."""
    roles = [role for role, rights in ROLES.items() if permission in rights.permissions]
    return _holders(agencies, roles, on)


def _holders(agencies: Collection[Agency], roles: Collection[Role], on: date | None) -> list[User]:
    held = Membership.objects.in_force(on or timezone.localdate()).filter(
        agency__in=agencies, role__in=roles
    )
    found = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(found.order_by("sort_key", "pk"))
