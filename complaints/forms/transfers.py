"""Forms of petitions sent away: the filter of the list, the answer that came, that it was told."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency
from complaints.enums import Outcome, TransferState
from complaints.forms.fields import DayField, LineField, TextField
from complaints.models import Transfer
from complaints.transfer_rows import late_on
from complaints.workflow import SENT_AWAY
from complaints.wrong_transfers import BACK, SENT, WRONG, measured
from records.filtering import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ALL = "Tất cả"


def _agencies(request: Any) -> QuerySet[Agency]:
    return Agency.objects.visible_to(request.user).order_by("sort_key")


class TransferFilter(django_filters.FilterSet):
    """Outcome, state, lateness, days of sending; `thong_ke`: the list behind a number of the counts."""

    co_quan = django_filters.ModelChoiceFilter(
        label="Cơ quan chuyển", field_name="petition__agency", queryset=_agencies, empty_label=_ALL
    )

    huong = django_filters.ChoiceFilter(
        label="Hướng xử lý", field_name="outcome", empty_label=_ALL,
        choices=[(o.value, o.label) for o in Outcome if o in SENT_AWAY],
    )  # fmt: skip
    tinh_trang = django_filters.ChoiceFilter(
        label="Tình trạng", field_name="state", choices=TransferState.choices, empty_label=_ALL
    )
    tre = django_filters.ChoiceFilter(
        label="Trả lời", method="lateness", empty_label=_ALL,
        choices=[("co", "Quá ngày đề nghị trả lời"), ("bao", "Chưa báo công dân")],
    )  # fmt: skip
    thong_ke = django_filters.ChoiceFilter(
        label="Thống kê", method="measure", empty_label=_ALL,
        choices=[
            (SENT, "Đơn đã chuyển"), (BACK, "Nơi nhận trả lại"), (WRONG, "Trả lại vì sai thẩm quyền"),
        ],
    )  # fmt: skip
    tu = django_filters.DateFilter(
        label="Chuyển từ ngày", field_name="sent_on", lookup_expr="gte", widget=_DAY
    )
    den = django_filters.DateFilter(
        label="Đến ngày", field_name="sent_on", lookup_expr="lte", widget=_DAY
    )

    class Meta:
        model = Transfer
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        access = self.request.user.access
        if not access.prefixes and len(access.own_ids) < 2:
            del self.filters["co_quan"]

    def lateness(self, rows: QuerySet[Transfer], name: str, answer: str) -> QuerySet[Transfer]:
        if answer == "bao":
            return rows.filter(state=TransferState.ANSWERED, told_citizen_on=None)
        return late_on(rows, timezone.localdate())

    def measure(self, rows: QuerySet[Transfer], name: str, answer: str) -> QuerySet[Transfer]:
        return measured(rows, answer)


class AnswerForm(forms.Form):
    """Trả lời của nơi nhận."""

    answered_on = DayField(label="Ngày nhận được trả lời")
    is_returned = forms.BooleanField(
        label="Nơi nhận trả lại đơn vì không thuộc thẩm quyền", required=False
    )
    answer = TextField(label="Nội dung trả lời", rows=4, required=False)
    answer_document = LineField(label="Số, ngày văn bản trả lời", max_length=200, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"answered_on": today}
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].widget.attrs["max"] = today.isoformat()


class ToldForm(forms.Form):
    """Đã báo kết quả cho công dân."""

    told_on = DayField(label="Ngày báo cho công dân")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"told_on": today}
        super().__init__(*args, **kwargs)
        self.fields["told_on"].widget.attrs["max"] = today.isoformat()
