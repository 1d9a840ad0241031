"""Who may be on which duty of an agency, and what a person has before them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from agencies.enums import Duty, Phase, SwapState
from agencies.models import Agency, DutyShift, DutySwap, Event, Membership, User
from agencies.roles import ROLES, Permission, Reach, Role
from agencies.windows import phase_of

_RECEIVE = [
    *(role for role, rights in ROLES.items() if Permission.LOG_VISIT in rights.permissions),
    Role.HEAD,
]
# Whoever sees the roster may stand on it; keepers of secrets and of accounts, guards do not.
_STAFF = [role for role, rights in ROLES.items() if rights.reach is not Reach.NONE]
# The reception place is served and led by its own people; a phone or a posting by any colleague.
AT_THE_PLACE = frozenset({Duty.DESK, Duty.LEADER})
POSTINGS = (Duty.PROVINCE, Duty.CENTRAL)


def receivers(agency: Agency, on: date, duty: str = Duty.DESK) -> QuerySet[User]:
    """People of an agency who may be on this duty that day: at the place those of the desk and the
    head, elsewhere everybody of the agency."""
    roles = _RECEIVE if duty in AT_THE_PLACE else _STAFF
    held = Membership.objects.in_force(on).filter(agency=agency, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("sort_key")


def staff(agency: Agency, on: date) -> QuerySet[User]:
    """Everybody of an agency who may be on some duty that day."""
    return receivers(agency, on, Duty.PHONE)


def why_no_roster(event: Event, today: date) -> str:
    """Why nobody writes a roster for this event any more; empty while one may."""
    if event.closed_at is not None:
        return "Sự kiện đã đóng nên không lập lịch trực cho sự kiện này nữa."
    if phase_of(event, today) is Phase.OVER:
        return (
            f"Thời gian theo dõi sự kiện đã hết từ ngày {event.window_to:%d/%m/%Y} nên không lập "
            "lịch trực cho sự kiện đã qua."
        )
    return ""


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


def leaders_beside(shifts: Iterable[DutyShift]) -> dict[object, list[DutyShift]]:
    """For each shift the leaders on call at its agency at these hours, others than its own person;
    one statement for all. They are colleagues of the roster, told to who stands on it."""
    wanted = list(shifts)
    if not wanted:
        return {}
    near = Q(
        agency__in={shift.agency_id for shift in wanted},
        duty=Duty.LEADER,
        starts_at__lt=max(shift.ends_at for shift in wanted),
        ends_at__gt=min(shift.starts_at for shift in wanted),
    )
    leading = DutyShift.objects.filter(near).select_related("user").order_by("starts_at", "id")
    on_call = list(leading)
    return {shift.pk: [one for one in on_call if _is_beside(one, shift)] for shift in wanted}


def _is_beside(leader: DutyShift, shift: DutyShift) -> bool:
    return bool(
        leader.agency_id == shift.agency_id
        and leader.user_id != shift.user_id
        and leader.starts_at < shift.ends_at
        and leader.ends_at > shift.starts_at
    )
