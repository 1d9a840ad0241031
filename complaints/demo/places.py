"""Where invented petitions arrive: the reception board and communes most, departments some."""

from collections import defaultdict
from dataclasses import dataclass, field

from agencies.enums import Level
from agencies.models import Agency, Membership, User
from agencies.roles import ROLES, Permission, Role
from agencies.units.people import COMMUNES, DEPARTMENTS

_WEIGHTS = {
    Level.RECEPTION_BOARD: 400,
    Level.COMMUNE: 30,
    Level.DEPARTMENT: 25,
}
_BUSY = {code for code, *_ in (*COMMUNES, *DEPARTMENTS)} | {"LS-SKHCN"}


@dataclass(frozen=True, slots=True)
class Desk:
    """An agency that receives: who is at its desk, who processes, who decides, from where people
    come, how many."""

    agency: Agency
    officer: User
    handler: User
    head: User
    homes: tuple[Agency, ...] = field(repr=False, compare=False)
    weight: int

    def commune_code(self, place: str) -> str:
        """The code of one of the homes, told by its place: "xã Hữu Lũng"."""
        return next((home.commune_code for home in self.homes if home.name.endswith(place)), "")


def desks(*, staffed_only: bool = False) -> list[Desk]:
    """Desks in the order of codes. Where nobody has an account the board's officers stand in, so
    that volumes reach every unit; `staffed_only` leaves those out."""
    officers, handlers = _holders(Permission.LOG_VISIT), _holders(Permission.PROCESS_PETITION)
    heads = _holders(Permission.DECIDE_CASE)
    agencies = Agency.objects.filter(level__in=_WEIGHTS, valid_to__isnull=True)
    agencies = agencies.select_related("parent").order_by("code")
    board = next(a for a in agencies if a.level == Level.RECEPTION_BOARD)
    communes: dict[object, list[Agency]] = defaultdict(list)
    for agency in agencies:
        if agency.level == Level.COMMUNE:
            communes[agency.parent_id].append(agency)
    return [
        Desk(
            agency,
            officers.get(agency.pk, officers[board.pk]),
            handlers.get(agency.pk, handlers[board.pk]),
            heads.get(agency.pk, heads[board.pk]),
            (agency,) if agency.level == Level.COMMUNE else tuple(communes[agency.parent_id]),
            _WEIGHTS[Level(agency.level)] * (3 if agency.code in _BUSY else 1),
        )
        for agency in agencies
        if communes[agency.parent_id]
        and not (staffed_only and not (agency.pk in officers and agency.pk in handlers))
    ]


def desk_of(agency: Agency) -> Desk:
    """The desk of one agency with accounts, whatever its level; where nobody handles, the head does."""
    people = {
        permission: _holders(permission)[agency.pk]
        for permission in (
            Permission.REGISTER_PETITION, Permission.PROCESS_PETITION, Permission.DECIDE_CASE,
        )
    }  # fmt: skip
    return Desk(agency, *people.values(), (agency,), 0)


def _holders(permission: Permission) -> dict[object, User]:
    """The first holder of a right in each agency: officers and handlers before heads."""
    roles = [role for role, rights in ROLES.items() if permission in rights.permissions]
    held = Membership.objects.filter(role__in=roles).select_related("user", "agency")
    ranks = {role.value: rank for rank, role in enumerate(Role)}
    found: dict[object, User] = {}
    for membership in sorted(held, key=lambda m: (ranks[m.role], m.user.username)):
        found.setdefault(membership.agency_id, membership.user)
    return found
