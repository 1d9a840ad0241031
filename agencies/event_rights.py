"""Who manages which event (người lập, sửa, đóng sự kiện)."""

from __future__ import annotations

from agencies.models import Agency, Event, User
from agencies.roles import ROLES, Permission, Reach, Role


def managed_agencies(user: User) -> list[Agency]:
    """Agencies in whose name the user may set events: where the right is held, and for who watches
    over units (Thanh tra tỉnh) the agency for which they watch."""
    found: dict[object, Agency] = {}
    for membership in user.access.memberships:
        rights = ROLES[Role(membership.role)]
        if Permission.MANAGE_EVENT not in rights.permissions:
            continue
        agency = membership.agency
        found[agency.pk] = agency
        if rights.reach is Reach.OVERSEEN and agency.oversees:
            found[agency.oversees.pk] = agency.oversees
    return list(found.values())


def may_manage(user: User, event: Event) -> bool:
    """True for who manages events of the event's own agency; nobody edits one that concerns all."""
    return any(agency.pk == event.agency_id for agency in managed_agencies(user))


def naming_paths(user: User, event: Event) -> list[str]:
    """Trees in which the user names the units that owe the daily report: that of the event, or for
    an event of all those the user manages."""
    managed = managed_agencies(user)
    if event.agency_id is None:
        return [agency.path for agency in managed]
    return [event.scope_path] if any(a.pk == event.agency_id for a in managed) else []
