"""Filters of the lists of petitions and hot spots."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Agency
from agencies.vietnamese import fold
from complaints.enums import Field, HotLevel, HotState, PetitionKind, PetitionState, Secrecy
from complaints.models import HotSpot, Petition
from complaints.selectors import SOON
from records.filtering import FilterForm
from records.models import SearchRow

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ALL = "Tất cả"


def _choice(label: str, field: str, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, field_name=field, choices=choices, empty_label=_ALL
    )


def _agencies(request: Any) -> QuerySet[Agency]:
    return Agency.objects.visible_to(request.user).order_by("sort_key")


class _ByAgency(django_filters.FilterSet):
    """Whoever sees one agency alone is not asked which."""

    co_quan = django_filters.ModelChoiceFilter(
        label="Cơ quan", field_name="agency", queryset=_agencies, empty_label=_ALL
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = self.request.user.access
        if not access.prefixes and len(access.own_ids) < 2:
            del self.filters["co_quan"]


class PetitionFilter(_ByAgency):
    """Kind, state, field, agency, days of receipt, lateness, words."""

    loai = _choice("Loại đơn", "kind", PetitionKind.choices)
    tinh_trang = _choice("Tình trạng", "state", PetitionState.choices)
    linh_vuc = _choice("Lĩnh vực", "field", Field.choices)
    tu = django_filters.DateFilter(
        label="Nhận từ ngày", field_name="received_on", lookup_expr="gte", widget=_DAY
    )
    den = django_filters.DateFilter(
        label="Đến ngày", field_name="received_on", lookup_expr="lte", widget=_DAY
    )
    qua_han = django_filters.ChoiceFilter(
        label="Thời hạn",
        method="lateness",
        choices=[("co", "Quá hạn"), ("sap", "Đến hạn trong 7 ngày")],
        empty_label=_ALL,
    )
    q = django_filters.CharFilter(label="Số đơn, họ tên, nội dung", method="words", max_length=100)

    class Meta:
        model = Petition
        fields: list[str] = []
        form = FilterForm

    def lateness(self, rows: QuerySet[Petition], name: str, answer: str) -> QuerySet[Petition]:
        today = timezone.localdate()
        if answer == "co":
            return rows.filter(next_due_on__lt=today)
        return rows.filter(next_due_on__gte=today, next_due_on__lte=today + SOON)

    def words(self, rows: QuerySet[Petition], name: str, asked: str) -> QuerySet[Petition]:
        """A number of the open register (12 or 12/2026), or words without accents. What is sealed
        has no search row: it is found by its alias or by words of its own summary."""
        number, _, year = asked.strip().partition("/")
        if number.isdecimal() and number.isascii() and len(number) < 7:
            rows = rows.filter(number=int(number), secrecy=Secrecy.OPEN)
            return rows.filter(year=int(year)) if year.isdecimal() and len(year) == 4 else rows
        found = SearchRow.objects.visible_to(self.request.user).filter(subject_kind="petition")
        for word in fold(asked).split(" "):
            found = found.filter(text__contains=word)
        sealed = Q(petitioner_label__icontains=asked) | Q(summary__icontains=asked)
        return rows.filter(
            Q(pk__in=found.values("subject_id")) | Q(secrecy__gt=Secrecy.OPEN) & sealed
        )


class HotSpotFilter(_ByAgency):
    """Level, state, agency."""

    muc = _choice("Mức", "level", HotLevel.choices)
    tinh_trang = _choice("Tình trạng", "state", HotState.choices)

    class Meta:
        model = HotSpot
        fields: list[str] = []
        form = FilterForm
