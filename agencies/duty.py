"""Who may be on duty at the desk of an agency, and what a person has before them."""

from datetime import date, datetime

from django.db.models import QuerySet

from agencies.enums import SwapState
from agencies.models import Agency, DutyShift, DutySwap, Membership, User
from agencies.roles import ROLES, Permission, Role

_RECEIVE = [r for r, rights in ROLES.items() if Permission.LOG_VISIT in rights.permissions]


def receivers(agency: Agency, on: date) -> QuerySet[User]:
    """People of an agency who may receive citizens on that day: those of the desk and the head."""
    held = Membership.objects.in_force(on).filter(agency=agency, role__in=[*_RECEIVE, Role.HEAD])
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("sort_key")


def shifts_to_come(user: User, now: datetime) -> QuerySet[DutyShift]:
    """One's own shifts that have not ended, nearest first."""
    return (
        DutyShift.objects.filter(user=user, ends_at__gt=now)
        .select_related("agency")
        .order_by("starts_at", "id")
    )


def swaps_waiting_for(user: User, now: datetime) -> QuerySet[DutySwap]:
    """Swaps that this user is asked to agree to, while the shift is still to come."""
    return (
        DutySwap.objects.visible_to(user)
        .filter(asked_of=user, state=SwapState.ASKED, shift__starts_at__gt=now)
        .select_related("shift__agency", "asked_by")
        .order_by("shift__starts_at", "id")
    )
