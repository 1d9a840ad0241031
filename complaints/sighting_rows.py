"""Lượt vượt cấp as lists and pages show them; whoever sees the matter sees its sightings."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agencies.models import User
from complaints.models import Matter, Sighting


def sightings(user: User) -> QuerySet[Any]:
    """Sightings within reach, with what a line shows."""
    found: QuerySet[Any] = Sighting.objects.visible_to(user)
    return found.select_related("matter", "agency", "event", "made_by")


def sightings_of(matter: Matter, user: User) -> list[Sighting]:
    """Of one matter, newest first; those taken back are not shown."""
    return list(
        Sighting.objects.visible_to(user)
        .standing()
        .filter(matter=matter)
        .order_by("-seen_on", "-id")
    )
