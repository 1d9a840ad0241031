"""Who may not know certain matters on a day: the excluded and whoever does their work (loại trừ)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from agencies.models import Membership
from complaints.inheritance import StandsIn, kept_out
from complaints.models import MatterExclusion, Substitution


def people_kept_out(matters: Iterable[UUID], on: date) -> frozenset[UUID]:
    """Ids of users kept out of one of these matters on the day `on`; two statements at most."""
    excluded = set(
        MatterExclusion.objects.filter(matter__in=list(matters)).values_list("user_id", flat=True)
    )
    if not excluded:
        return frozenset()
    standing = Substitution.objects.filter(
        absent__in=excluded, ended_at=None, from_on__lte=on, to_on__gte=on
    )
    roles = Membership.objects.in_force(on).filter(stands_in_for__in=excluded)
    told = (
        standing.order_by()
        .values_list("absent_id", "substitute_id", "from_on", "to_on")
        .union(roles.values_list("stands_in_for_id", "user_id", "valid_from", "valid_to"))
    )
    return kept_out(excluded, [StandsIn(*row) for row in told], on)
