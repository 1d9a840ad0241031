"""Who is asked to read what: the staff of offices, and the requests as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from agencies.enums import Level
from agencies.models import Agency, Membership, User
from agencies.roles import Role
from plans.models import ManagementActivity, ReadingRequest, ReadingSignature


def offices_of(agency: Agency) -> QuerySet[Agency]:
    """The office itself and its rooms (phòng, ban, đơn vị trực thuộc)."""
    rooms = Q(parent=agency, level=Level.UNIT)
    found: QuerySet[Agency] = Agency.objects.filter(Q(pk=agency.pk) | rooms).order_by("path")
    return found


def staff_of(offices: Iterable[Agency], on: date) -> QuerySet[User]:
    """Everybody who works in `offices` that day and opens the product's pages (not the guards)."""
    works = Membership.objects.in_force(on).filter(
        user=OuterRef("pk"), agency__in=[office.pk for office in offices]
    )
    return (
        User.objects.filter(Exists(works.exclude(role=Role.GUARD)), is_active=True)
        .order_by("sort_key", "pk")
    )  # fmt: skip


def requests_with_counts(user: User) -> QuerySet[ReadingRequest]:
    """Requests within reach with how many were asked, how many signed, and when the user did."""
    mine = ReadingSignature.objects.filter(request=OuterRef("pk"), user=user)
    found: QuerySet[ReadingRequest] = (
        ReadingRequest.objects.visible_to(user)
        .filter(activity__void_reason="")
        .select_related("activity__agency", "activity__file")
        .annotate(
            asked_count=Count("signatures"),
            signed_count=Count("signatures", filter=Q(signatures__signed_at__isnull=False)),
            asks_me=Exists(mine),
            i_signed_at=Subquery(mine.values("signed_at")[:1]),
        )
    )
    return found


def sees_file(*, user: User, parent_id: UUID) -> bool:
    """Guard of the file of an activity: its side, and whoever is asked to read it."""
    seen = ManagementActivity.objects.visible_to(user).filter(pk=parent_id)
    return bool(
        seen.exists() or ReadingRequest.objects.visible_to(user).filter(activity=parent_id).exists()
    )


def waiting_for(user: User) -> int:
    """How many texts the user has still to sign: the number on the tab."""
    return ReadingSignature.objects.filter(
        user=user, signed_at=None, request__activity__void_reason=""
    ).count()


def signatures_of(request: ReadingRequest) -> list[ReadingSignature]:
    """Who signed and who has not yet, by name; the latter first."""
    return list(
        request.signatures.select_related("user").order_by(  # type: ignore[attr-defined]
            F("signed_at").asc(nulls_first=True), "user__sort_key", "pk"
        )
    )
