"""Where a record belongs and who may know it, decided before the first row (ADR 0008)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.models import Agency, Membership, User
from agencies.roles import Role
from complaints.enums import PetitionKind, Secrecy

_ENTITLED = (Role.CUSTODIAN, Role.HEAD, Role.HANDLER, Role.INSPECTOR)


@dataclass(frozen=True, slots=True)
class Place:
    """Nơi vào sổ: the registering agency, the secrecy, who is told and who is kept out."""

    agency: Agency
    secrecy: Secrecy
    grants: tuple[User, ...] = ()
    exclusions: tuple[User, ...] = ()


def place_for(
    *,
    agency: Agency,
    kind: PetitionKind,
    keep_sealed: bool = False,
    accused_agency: Agency | None = None,
    excluded_users: Iterable[User] = (),
    by: User,
    today: date,
) -> Place:
    """The place of what `agency` receives (Luật Tố cáo 2018, art. 8, 12, 56).

    Against the receiving agency itself: registered at the body that oversees it.
    """
    denounced = kind == PetitionKind.DENUNCIATION
    named = tuple(excluded_users)
    if not (denounced or keep_sealed or named):
        return Place(agency, Secrecy.OPEN)
    if not (named or (denounced and accused_agency)):
        return Place(agency, Secrecy.SEALED, _without((by, *_custodians(agency, today)), ()))
    home = agency
    if denounced and accused_agency is not None and accused_agency.pk == agency.pk:
        home = overseer_of(agency, today)
    heads = _people(accused_agency, (Role.HEAD,), today) if accused_agency else []
    exclusions = _without((*named, *heads), ())
    entitled = (by, *_people(home, _ENTITLED, today), *_custodians(home, today))
    return Place(home, Secrecy.RESTRICTED, _without(entitled, exclusions), exclusions)


def entitled_in(agency: Agency, on: date) -> list[User]:
    """Whoever may know what is kept from others at `agency`: those who process and decide, custodians."""
    return _people(agency, _ENTITLED, on)


def overseer_of(agency: Agency, on: date) -> Agency:
    """Who takes what concerns `agency` itself: the body that oversees it or its superior, else the
    superior. The top, overseen by nobody, keeps it among those granted."""
    superiors = [agency.pk, agency.parent_id] if agency.parent_id else [agency.pk]
    overseers = Agency.objects.in_force(on).filter(oversees__in=superiors).exclude(pk=agency.pk)
    # The one that oversees the agency itself before the one that oversees its superior.
    found = sorted(overseers, key=lambda a: (superiors.index(a.oversees_id), a.code))
    if found:
        return found[0]
    return agency.parent or agency


def _people(agency: Agency, roles: tuple[Role, ...], on: date) -> list[User]:
    memberships = (
        Membership.objects.in_force(on)
        .filter(agency=agency, role__in=roles, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_key", "user_id")
    )
    return [membership.user for membership in memberships]


def _custodians(agency: Agency, on: date) -> list[User]:
    """Who keeps the sealed register of `agency`: its own custodians, else those of its overseer."""
    own = _people(agency, (Role.CUSTODIAN,), on)
    return own or _people(overseer_of(agency, on), (Role.CUSTODIAN,), on)


def _without(users: Iterable[User], excluded: Iterable[User]) -> tuple[User, ...]:
    """Each once, in order, less the excluded."""
    out = {user.pk for user in excluded}
    return tuple({user.pk: user for user in users if user.pk not in out}.values())
