"""Filter of the list of plans. One object serves page and counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Agency, Event
from plans.enums import PlanState
from plans.models import Plan
from plans.words_in import holding_words
from records.filtering import FilterForm

_ALL = "Tất cả"
_FIRST_YEAR = 2016
_ORPHANED = "cap-tren"


def _agencies(request: Any) -> QuerySet[Agency]:
    return Agency.objects.visible_to(request.user).order_by("sort_key")


def _events(request: Any) -> QuerySet[Event]:
    return Event.objects.visible_to(request.user)


class PlanFilter(django_filters.FilterSet):
    """State, event, issuer, year, words without accents."""

    tinh_trang = django_filters.ChoiceFilter(
        label="Trạng thái",
        method="in_state",
        choices=[*PlanState.choices, (_ORPHANED, "Kế hoạch cấp trên đã bị thay thế")],
        empty_label=_ALL,
    )
    su_kien = django_filters.ModelChoiceFilter(
        label="Sự kiện", field_name="serves", queryset=_events, empty_label=_ALL
    )
    co_quan = django_filters.ModelChoiceFilter(
        label="Cơ quan ban hành", field_name="agency", queryset=_agencies, empty_label=_ALL
    )
    nam = django_filters.ChoiceFilter(label="Năm", method="of_year", empty_label=_ALL)
    q = django_filters.CharFilter(label="Số, tên kế hoạch", method="words", max_length=100)

    class Meta:
        model = Plan
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today.year + 1, _FIRST_YEAR - 1, -1)
        self.filters["nam"].extra["choices"] = [(str(y), str(y)) for y in years]
        access = self.request.user.access
        if not access.prefixes and len(access.own_ids) < 2:
            del self.filters["co_quan"]

    def in_state(self, rows: QuerySet[Plan], name: str, state: str) -> QuerySet[Plan]:
        """By state; or plans in force that carry out one which was replaced, as far as it is seen."""
        if state != _ORPHANED:
            return rows.filter(state=state)
        above = Plan.objects.visible_to(self.request.user)
        replaced = above.filter(pk=OuterRef("parent"), state=PlanState.REPLACED)
        return rows.filter(Exists(replaced), state=PlanState.ACCEPTED)

    def of_year(self, rows: QuerySet[Plan], name: str, year: str) -> QuerySet[Plan]:
        """By the date of the document as far as it is written; else by the day it was brought in."""
        undated = Q(date_text="", created_at__year=int(year))
        return rows.filter(Q(date_text__startswith=year) | undated)

    def words(self, rows: QuerySet[Plan], name: str, asked: str) -> QuerySet[Plan]:
        return holding_words(rows, asked)
