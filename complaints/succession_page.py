"""Page of an ended unit for heads: what came to them, and what waits for a decision (ADR 0034)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Agency, User
from agencies.roles import Permission
from complaints.models import Matter, Petition
from complaints.succession import open_matters


def units_passed_on(*, user: User) -> QuerySet[Agency]:
    """Ended units within reach, and those that agencies within reach continue."""
    seen = Agency.objects.visible_to(user).values("pk")
    if not user.may(Permission.ASSIGN_WORK):
        return Agency.objects.none()
    return Agency.objects.filter(
        Q(pk__in=seen) | Q(successions__successor__in=seen), ending__isnull=False
    ).distinct()


def may_choose(user: User, unit: Agency) -> bool:
    return user.may(Permission.ASSIGN_WORK) and user.access.reaches(unit)


def waiting(user: User, unit: Agency, words: dict[str, str]) -> QuerySet[Matter]:
    """Open matters still with the unit, narrowed by closed choices and by words of the place."""
    found: QuerySet[Any] = Matter.objects.visible_to(user).filter(
        pk__in=open_matters(unit.pk).values("pk")
    )
    if words.get("linh_vuc"):
        found = found.filter(field=words["linh_vuc"])
    if words.get("dia_ban"):
        found = found.filter(locality__icontains=words["dia_ban"])
    return found.order_by("opened_on", "pk")


def received(user: User, unit: Agency) -> QuerySet[Petition]:
    """Petitions that bear a number of the unit's book, newest first."""
    found: QuerySet[Any] = Petition.objects.visible_to(user).filter(book_agency=unit)
    return found.select_related("agency", "holder", "matter").order_by("-received_on", "-pk")
