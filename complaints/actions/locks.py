"""Locks in one order for every action: matter, then petition, then clock. Nothing can deadlock."""

from uuid import UUID

from agencies.models import User
from complaints.models import Clock, HotSpot, Matter, Petition


def hold_matter(matter_id: UUID) -> None:
    """Locks the matter for whoever has already been let in: before any of its clocks changes."""
    Matter.objects.select_for_update(of=("self",)).only("pk").get(pk=matter_id)


def matter(*, pk: UUID, by: User) -> Matter:
    """The matter as `by` sees it, locked; DoesNotExist for what they may not know."""
    found: Matter = (
        Matter.objects.visible_to(by)
        .select_related("agency")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    return found


def petition(*, pk: UUID, by: User) -> Petition:
    """The petition, after its matter."""
    hold_matter(Petition.objects.visible_to(by).only("matter_id").get(pk=pk).matter_id)
    found: Petition = (
        Petition.objects.visible_to(by)
        .select_related("agency", "matter", "processed_by")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    return found


def clock(*, pk: UUID, by: User) -> Clock:
    """The clock, after its matter and its petition."""
    seen = Clock.objects.visible_to(by).only("matter_id", "petition_id").get(pk=pk)
    hold_matter(seen.matter_id)
    if seen.petition_id:
        Petition.objects.select_for_update(of=("self",)).only("pk").get(pk=seen.petition_id)
    found: Clock = (
        Clock.objects.visible_to(by)
        .select_related("agency", "matter", "petition")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    return found


def hotspot(*, pk: UUID, by: User) -> HotSpot:
    """The flag, after its matter."""
    hold_matter(HotSpot.objects.visible_to(by).only("matter_id").get(pk=pk).matter_id)
    found: HotSpot = (
        HotSpot.objects.visible_to(by)
        .select_related("agency", "matter")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    return found
