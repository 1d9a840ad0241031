"""Who may hold the cases of an agency (người thụ lý): those whose role processes petitions there."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import Agency, Membership, User
from agencies.roles import ROLES, Permission
from complaints.enums import Secrecy
from complaints.kept_out import people_kept_out
from complaints.models import MatterGrant, Petition

_PROCESS = [r for r, rights in ROLES.items() if Permission.PROCESS_PETITION in rights.permissions]


def handlers_of(agency: Agency, on: date) -> QuerySet[User]:
    """People of `agency` who process petitions on that day, in Vietnamese order."""
    held = Membership.objects.in_force(on).filter(agency=agency, role__in=_PROCESS)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.order_by("sort_key", "id")


def offered_for(people: Collection[User], petitions: Collection[Petition], on: date) -> list[User]:
    """Of `people`, those who may know every restricted case among `petitions` on the day `on`: nobody
    is offered what they must not learn of (ADR 0008, 0042)."""
    secret = {p.matter_id for p in petitions if p.secrecy >= Secrecy.RESTRICTED}
    if not secret:
        return list(people)
    told = MatterGrant.objects.filter(matter__in=secret, user__in=people)
    excluded = people_kept_out(secret, on)
    knows: dict[UUID, set[UUID]] = {}
    for user_id, matter_id in told.values_list("user_id", "matter_id"):
        knows.setdefault(user_id, set()).add(matter_id)
    return [u for u in people if u.pk not in excluded and knows.get(u.pk, set()) >= secret]
