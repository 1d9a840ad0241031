"""What a user may do with the rows of one agency: rights follow the role and its reach."""

from agencies.models import Agency, User
from agencies.refusals import NotAllowed
from agencies.roles import ROLES, Permission, Reach, Role

# Deciding on a petition is the work of the agency that keeps it; those above watch and urge.
_ONLY_AT_HOME = frozenset(
    {
        Permission.PROCESS_PETITION,
        Permission.REGISTER_PETITION,
        Permission.DECIDE_CASE,
        Permission.ASSIGN_WORK,
        Permission.DRAFT_DOCUMENT,
    }
)


def permissions_in(user: User, agency: Agency) -> frozenset[Permission]:
    """Rights of `user` on rows of `agency`; a role elsewhere gives none here."""
    found: set[Permission] = set()
    for membership in user.access.memberships:
        rights = ROLES[Role(membership.role)]
        if membership.agency_id == agency.pk:
            found |= rights.permissions
        elif _reaches_down(rights.reach, membership.agency, agency):
            found |= rights.permissions - _ONLY_AT_HOME
    return frozenset(found)


def _reaches_down(reach: Reach, own: Agency, agency: Agency) -> bool:
    if reach is Reach.BELOW:
        return agency.path.startswith(own.path)
    if reach is Reach.OVERSEEN:
        return agency.path.startswith(own.oversees.path if own.oversees else own.path)
    return False


def ensure_in(user: User, agency: Agency, permission: Permission, sentence: str) -> None:
    """The row is seen, but the step belongs to another role or to the agency that keeps it."""
    if permission not in permissions_in(user, agency):
        raise NotAllowed(sentence)
