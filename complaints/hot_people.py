"""Who may answer for a flag (người phụ trách): somebody with a right in its agency, or in a body that
stands over it, who may see the matter."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from agencies.models import Membership, User
from agencies.roles import ROLES, Permission, Role
from complaints.enums import Secrecy
from complaints.kept_out import people_kept_out
from complaints.models import HotSpot

_ROLES = [role for role, rights in ROLES.items() if Permission.FLAG_HOTSPOT in rights.permissions]
_KNOW_SEALED = {Permission.PROCESS_PETITION, Permission.SEE_OVERVIEW}


def may_answer(spot: HotSpot, today: date) -> list[User]:
    """Those who may be named, the agency's own people first; two statements, up to five for a matter
    with excluded persons. Whoever is named is asked once more whether the matter is within reach."""
    held = Membership.objects.in_force(today).filter(
        Q(agency=spot.agency_id) | Q(role__in=[Role.HEAD, Role.INSPECTOR]),
        role__in=_ROLES,
        user__is_active=True,
    )
    found: dict[object, tuple[bool, str, User]] = {}
    for member in held.select_related("user", "agency__oversees"):
        if _stands_over(member, spot) and _knows(member, spot):
            own = member.agency_id == spot.agency_id
            known = found.get(member.user_id)
            if known is None or (own and known[0]):
                found[member.user_id] = (not own, member.user.sort_key, member.user)
    people = [user for _, _, user in sorted(found.values(), key=lambda row: row[:2])]
    return _told(people, spot, today) if spot.secrecy >= Secrecy.RESTRICTED else people


def is_within_reach(spot: HotSpot, user: User) -> bool:
    """Whether this person sees the flag: asked of the single source."""
    return bool(HotSpot.objects.visible_to(user).filter(pk=spot.pk).exists())


def _stands_over(member: Membership, spot: HotSpot) -> bool:
    if member.agency_id == spot.agency_id:
        return True
    watched = member.agency
    if member.role == Role.INSPECTOR:
        watched = member.agency.oversees or member.agency
    return bool(spot.agency.path.startswith(watched.path))


def _knows(member: Membership, spot: HotSpot) -> bool:
    rights = ROLES[Role(member.role)].permissions
    return spot.secrecy == Secrecy.OPEN or bool(rights & _KNOW_SEALED)


def _told(people: list[User], spot: HotSpot, today: date) -> list[User]:
    granted = set(spot.matter.grants.values_list("user_id", flat=True))
    granted -= people_kept_out([spot.matter_id], today)
    return [user for user in people if user.pk in granted]
