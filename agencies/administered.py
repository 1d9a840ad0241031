"""What an administrator looks after (phạm vi quản trị): her own agency and those below, their accounts."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.querysets import AgencyQuerySet
from agencies.roles import Permission

_NONE = Q(pk__in=[])


def _trees(user: User, path: str) -> Q:
    condition = _NONE
    for agency in user.access.agencies_with(Permission.MANAGE_UNITS):
        condition |= Q(**{f"{path}__startswith": agency.path})
    return condition


def agencies_of(user: User) -> AgencyQuerySet:
    """Agencies in which `user` gives and ends roles."""
    return Agency.objects.filter(_trees(user, "path"))


def roles_of(user: User) -> QuerySet[Membership]:
    """Roles in these agencies, past ones too."""
    return Membership.objects.filter(_trees(user, "agency__path"))


def accounts_of(user: User) -> QuerySet[User]:
    """Accounts that hold a role in one of these agencies today or later, and those that once did and now
    hold none anywhere. Who went on elsewhere is looked after there."""
    standing = Membership.objects.exclude(valid_to__lt=timezone.localdate())
    ours = roles_of(user)
    here = Q(pk__in=ours.filter(pk__in=standing.values("pk")).values("user"))
    nowhere = Q(pk__in=ours.values("user")) & ~Q(pk__in=standing.values("user"))
    return User.objects.filter(here | nowhere)


def looks_after(user: User, agency: Agency) -> bool:
    """True where `user` gives and ends the roles of `agency`."""
    own = user.access.agencies_with(Permission.MANAGE_UNITS)
    return any(agency.path.startswith(one.path) for one in own)
