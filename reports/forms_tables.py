"""Which statutory table, of whom, of which days; and the form of an opening balance."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency, User
from agencies.roles import Permission
from law.forms import Regime
from law.measures import shipped_measures
from law.periods import Period
from records.filtering import FilterForm
from reports.forms import units_of
from reports.measures.opening import OPENINGS
from reports.statutory_periods import periods_offered


class TableForm(FilterForm):
    """Nothing asked: the first table of the own agency for the period being reported."""

    bieu = forms.ChoiceField(label="Biểu", required=False)
    ky = forms.ChoiceField(label="Kỳ", required=False)
    don_vi = forms.ChoiceField(label="Đơn vị", required=False)

    def __init__(
        self, *, regime: Regime, code: str, period: Period, agency: Agency, user: User, today: date
    ) -> None:
        asked = {"bieu": code, "ky": period.code, "don_vi": str(agency.pk)}
        super().__init__(asked)
        self.fields["bieu"].choices = [
            (f.code, f"{f.code} {_short(f.title)}") for f in regime.forms
        ]
        offered = periods_offered(today)
        known = offered if period in offered else [period, *offered]
        self.fields["ky"].choices = [(each.code, each.label) for each in known]
        units = {str(unit.pk): unit.name for unit in units_of(user, today)}
        units.setdefault(str(agency.pk), agency.name)
        self.fields["don_vi"].choices = list(units.items())


def _short(title: str) -> str:
    """“TỔNG HỢP KẾT QUẢ XỬ LÝ ĐƠN” is “Kết quả xử lý đơn” in a list."""
    text = title.removeprefix("TỔNG HỢP ").lower()
    return text[:1].upper() + text[1:]


class OpeningForm(forms.Form):
    """Số dư đầu kỳ: what, how much, since when, by which document."""

    agency = forms.ModelChoiceField(label="Đơn vị", queryset=Agency.objects.none())
    measure = forms.ChoiceField(label="Số dư của")
    amount = forms.DecimalField(
        label="Số dư",
        max_digits=16,
        decimal_places=2,
        localize=True,
        help_text="Tiền ghi theo triệu đồng, đất theo m²; còn lại là số nguyên.",
    )
    on_date = forms.DateField(
        label="Ngày bắt đầu tính trên hệ thống",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Số dư được cộng vào mọi kỳ báo cáo có chứa ngày này.",
    )
    document = forms.CharField(
        label="Văn bản, biên bản chốt số", max_length=200, help_text="Số, ngày của văn bản."
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [agency.pk for agency in user.access.agencies_with(Permission.MAKE_REPORT)]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=own).order_by("path")
        known = shipped_measures()
        self.fields["measure"].choices = [("", "Chọn"), *((n, known[n].label) for n in OPENINGS)]
