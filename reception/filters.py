"""Filters of the register. One object serves page, count and, later, print and export."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.event_filter import ByEvent, event_field, phase_field
from agencies.vietnamese import fold
from complaints.enums import PetitionKind, Secrecy
from reception.enums import SessionKind, VisitOrigin, VisitResult
from reception.models import Visit, VisitCorrection, VisitMatter
from reception.spans import day_span
from reception.workflow import GROUP
from records.filtering import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_LINES = (
    ("huy", "Đã hủy số"),
    ("dinh_chinh", "Có đính chính"),
    ("ghi_sau", "Ghi vào sổ sau ngày tiếp"),
    ("kin", "Sổ kín"),
)


class PeriodFilter(django_filters.FilterSet):
    """Visits of a period, by local days."""

    tu = django_filters.DateFilter(label="Từ ngày", method="since", widget=_DAY)
    den = django_filters.DateFilter(label="Đến ngày", method="until", widget=_DAY)

    def since(self, rows: QuerySet[Visit], name: str, day: Any) -> QuerySet[Visit]:
        return rows.filter(arrived_at__gte=day_span(day, day)[0])

    def until(self, rows: QuerySet[Visit], name: str, day: Any) -> QuerySet[Visit]:
        return rows.filter(arrived_at__lte=day_span(day, day)[1])


class VisitFilter(ByEvent, PeriodFilter):
    """Period by local days or of an event, kind of session, kind, result, officer, group, state of the
    line, words."""

    su_kien = event_field()
    ky_sk = phase_field()

    buoi = django_filters.ChoiceFilter(
        label="Loại buổi tiếp",
        field_name="session_kind",
        choices=SessionKind.choices,
        empty_label="Tất cả",
    )
    loai = django_filters.ChoiceFilter(
        label="Phân loại",
        method="of_kind",
        choices=PetitionKind.choices,
        empty_label="Tất cả",
    )
    ket_qua = django_filters.ChoiceFilter(
        label="Kết quả", field_name="result", choices=VisitResult.choices, empty_label="Tất cả"
    )
    nguoi_tiep = django_filters.ChoiceFilter(
        label="Người tiếp", method="received", choices=[("toi", "Tôi")], empty_label="Tất cả"
    )
    doan = django_filters.ChoiceFilter(
        label="Đoàn đông người",
        method="group",
        choices=[("co", "Có"), ("khong", "Không")],
        empty_label="Tất cả",
    )
    dong = django_filters.ChoiceFilter(
        label="Dòng sổ", method="lines", choices=_LINES, empty_label="Tất cả"
    )
    q = django_filters.CharFilter(label="Số, họ tên, nội dung", method="words", max_length=100)

    class Meta:
        model = Visit
        fields: list[str] = []
        form = FilterForm

    def of_kind(self, rows: QuerySet[Visit], name: str, kind: str) -> QuerySet[Visit]:
        """A visit is of every kind that it told of."""
        beside = VisitMatter.objects.filter(visit=OuterRef("pk"), matter__kind=kind)
        return rows.filter(Q(matter__kind=kind) | Exists(beside))

    def received(self, rows: QuerySet[Visit], name: str, answer: str) -> QuerySet[Visit]:
        return rows.filter(received_by=self.request.user)

    def group(self, rows: QuerySet[Visit], name: str, answer: str) -> QuerySet[Visit]:
        is_group = Q(head_count__gte=GROUP)
        return rows.filter(is_group if answer == "co" else ~is_group)

    def lines(self, rows: QuerySet[Visit], name: str, answer: str) -> QuerySet[Visit]:
        if answer == "huy":
            return rows.filter(voided_at__isnull=False)
        if answer == "ghi_sau":
            return rows.exclude(origin=VisitOrigin.DESK)
        if answer == "kin":
            return rows.filter(secrecy__gte=Secrecy.SEALED)
        return rows.filter(Exists(VisitCorrection.objects.filter(visit=OuterRef("pk"))))

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
