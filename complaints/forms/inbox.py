"""Forms of the inbox of transfers: its filter, taking in, sending back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from complaints.enums import PetitionKind, Receipt
from complaints.forms.fields import DayField, LineField, TextField
from complaints.models import Transfer
from complaints.transfer_rows import late_to_receive
from records.filtering import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ALL = "Tất cả"
_YEAR = timedelta(days=365)


class InboxFilter(django_filters.FilterSet):
    """State of the receipt, kind, lateness, days of sending."""

    tiep_nhan = django_filters.ChoiceFilter(
        label="Tiếp nhận", field_name="receipt", choices=Receipt.choices, empty_label=_ALL
    )
    loai = django_filters.ChoiceFilter(
        label="Loại đơn", field_name="petition__kind", choices=PetitionKind.choices,
        empty_label=_ALL,
    )  # fmt: skip
    tre = django_filters.ChoiceFilter(
        label="Hạn tiếp nhận", method="lateness", empty_label=_ALL,
        choices=[("co", "Quá hạn tiếp nhận")],
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

    def lateness(self, rows: QuerySet[Transfer], name: str, answer: str) -> QuerySet[Transfer]:
        return late_to_receive(rows, timezone.localdate())


class AcceptForm(forms.Form):
    """Tiếp nhận, vào sổ đơn."""

    received_on = DayField(label="Ngày nhận được đơn", help_text="Thời hạn xử lý tính từ ngày này.")
    arrival_number = LineField(label="Số đến", max_length=40, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"received_on": today}
        super().__init__(*args, **kwargs)
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()


class RefuseForm(forms.Form):
    """Không tiếp nhận, trả lại nơi chuyển."""

    reason = TextField(
        label="Lý do không tiếp nhận", rows=3,
        help_text="Nêu rõ cơ quan có thẩm quyền nếu biết. Không ghi tên công dân.",
        error_messages={"required": "Hãy ghi lý do, để nơi chuyển biết phải làm gì tiếp."},
    )  # fmt: skip
    is_wrong_competence = forms.BooleanField(
        label="Không thuộc thẩm quyền của cơ quan nhận", required=False, initial=True
    )


class WrongPeriodForm(FilterForm):
    """Kỳ thống kê, theo ngày chuyển đơn."""

    tu = forms.DateField(label="Chuyển từ ngày", widget=_DAY)
    den = forms.DateField(label="Đến ngày", widget=_DAY)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("tu") and data.get("den") and data["tu"] > data["den"]:
            self.add_error("den", "Ngày cuối kỳ không thể trước ngày đầu kỳ.")
        return data

    def period(self, today: date) -> tuple[date, date]:
        """The asked period; the year up to today when nothing sound was asked."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data["tu"], self.cleaned_data["den"]
        return today - _YEAR, today
