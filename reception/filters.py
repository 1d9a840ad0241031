"""Filters of the register. One object serves page, count and, later, print and export."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from agencies.vietnamese import fold
from complaints.enums import Secrecy
from reception.enums import SessionKind, VisitResult
from reception.models import Visit
from reception.spans import day_span
from reception.workflow import GROUP
from records.filtering import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class VisitFilter(django_filters.FilterSet):
    """Period by local days, kind of session, result, group, book, words."""

    tu = django_filters.DateFilter(label="Từ ngày", method="since", widget=_DAY)
    den = django_filters.DateFilter(label="Đến ngày", method="until", widget=_DAY)
    buoi = django_filters.ChoiceFilter(
        label="Loại buổi tiếp",
        field_name="session_kind",
        choices=SessionKind.choices,
        empty_label="Tất cả",
    )
    ket_qua = django_filters.ChoiceFilter(
        label="Kết quả", field_name="result", choices=VisitResult.choices, empty_label="Tất cả"
    )
    doan = django_filters.ChoiceFilter(
        label="Đoàn đông người",
        method="group",
        choices=[("co", "Có"), ("khong", "Không")],
        empty_label="Tất cả",
    )
    q = django_filters.CharFilter(label="Số, họ tên, nội dung", method="words", max_length=100)

    class Meta:
        model = Visit
        fields: list[str] = []
        form = FilterForm

    def since(self, rows: QuerySet[Visit], name: str, day: Any) -> QuerySet[Visit]:
        return rows.filter(arrived_at__gte=day_span(day, day)[0])

    def until(self, rows: QuerySet[Visit], name: str, day: Any) -> QuerySet[Visit]:
        return rows.filter(arrived_at__lte=day_span(day, day)[1])

    def group(self, rows: QuerySet[Visit], name: str, answer: str) -> QuerySet[Visit]:
        is_group = Q(head_count__gte=GROUP)
        return rows.filter(is_group if answer == "co" else ~is_group)

    def words(self, rows: QuerySet[Visit], name: str, asked: str) -> QuerySet[Visit]:
        """A number of the open register (12 or 12/2026), or words of the name or of the title."""
        number, _, year = asked.strip().partition("/")
        if number.isdecimal() and number.isascii() and len(number) < 7:
            rows = rows.filter(number=int(number), secrecy=Secrecy.OPEN)
            return rows.filter(year=int(year)) if year.isdecimal() and len(year) == 4 else rows
        named = Q()
        for word in fold(asked).split(" "):
            named &= Q(person__folded_name__contains=word)
        return rows.filter(named | Q(matter__title__icontains=asked.strip()))
