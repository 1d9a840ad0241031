"""Refused visits for the head: by ground and by matter, never by person (design.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass

import django_filters
from django.db.models import Count, Q, QuerySet

from agencies.models import User
from agencies.roles import Permission
from complaints.selectors import number_for
from reception import refusal_law
from reception.enums import RefusalGround
from reception.filters import PeriodFilter
from reception.models import Visit
from records.filtering import FilterForm


def refused_visits(user: User) -> QuerySet[Visit]:
    """Refused visits this user may see, void lines left out."""
    return (
        Visit.objects.visible_to(user)
        .in_force()
        .filter(refusal__isnull=False)
        .select_related("refusal__reversed_by", "matter", "agency", "received_by")
    )


class RefusalFilter(PeriodFilter):
    """Period by local days, ground, whether it still holds."""

    can_cu = django_filters.ChoiceFilter(
        label="Căn cứ",
        field_name="refusal__ground",
        choices=RefusalGround.choices,
        empty_label="Tất cả",
    )
    tinh_trang = django_filters.ChoiceFilter(
        label="Tình trạng",
        method="standing",
        choices=[("con", "Còn hiệu lực"), ("huy", "Đã hủy")],
        empty_label="Tất cả",
    )

    class Meta:
        model = Visit
        fields: list[str] = []
        form = FilterForm

    def standing(self, rows: QuerySet[Visit], name: str, answer: str) -> QuerySet[Visit]:
        return rows.filter(refusal__reversed_at__isnull=answer == "con")


@dataclass(frozen=True, slots=True)
class GroundCount:
    """How often one ground was used, and how many of these refusals were reversed."""

    ground: RefusalGround
    citation: str
    many: int
    reversed: int


def counts_by_ground(rows: QuerySet[Visit]) -> list[GroundCount]:
    """Of the grounds that were used, in the order of the texts."""
    found = (
        rows.order_by()
        .values("refusal__ground")
        .annotate(
            many=Count("pk"), undone=Count("pk", filter=Q(refusal__reversed_at__isnull=False))
        )
    )
    by_ground = {row["refusal__ground"]: row for row in found}
    return [
        GroundCount(ground, refusal_law.citation(ground), row["many"], row["undone"])
        for ground in RefusalGround
        if (row := by_ground.get(ground.value))
    ]


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One refusal with its number as the reader may know it."""

    visit: Visit
    number: str
    may_reverse: bool


def refused_lines(found: list[Visit], user: User) -> list[RefusedLine]:
    """Lines of the list, without a further statement."""
    own = {agency.pk for agency in user.access.agencies_with(Permission.REVERSE_REFUSAL)}
    return [
        RefusedLine(
            visit=visit,
            number=number_for(visit, user),
            may_reverse=visit.agency_id in own and visit.refusal.reversed_at is None,
        )
        for visit in found
    ]
