"""Forms of the exchange of data: which cases go out, which report comes in."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency, User
from agencies.refusals import Refused
from law.periods import FREE, parse_period
from reports.all_kinds import kind_of
from reports.enums import ReportKind
from reports.exchange.exporting import period_begun
from reports.exchange.rights import exchanging, units_below
from reports.period_choices import choices, first_whole


def _named(today: date) -> list[tuple[str, str]]:
    """Periods of a report with a name of their own: months, quarters, years; no free days."""
    offered = choices(kind_of(ReportKind.STATUTORY), today)
    return [(code, label) for code, label in offered if FREE not in code]


class CaseExportForm(forms.Form):
    """Kết xuất vụ việc: the tree of which agency, which period."""

    agency = forms.ModelChoiceField(
        label="Cơ quan", queryset=Agency.objects.none(), empty_label=None,
        help_text="Gồm cả đơn vị cấp dưới.",
    )  # fmt: skip
    period = forms.CharField(
        label="Kỳ",
        max_length=30,
        help_text="Mã kỳ như 2026-6T, 2026-T03 hoặc 2026-03-01..2026-03-31.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, prefix="vu-viec", **kwargs)
        self.today = today
        own = [agency.pk for agency in exchanging(user)]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=own).order_by("sort_key")
        self.fields["period"].initial = first_whole(_named(today), today)
        self.fields["key"].initial = uuid.uuid4

    def clean_period(self) -> str:
        try:
            return period_begun(self.cleaned_data["period"], self.today).code
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from None


class ReportImportForm(forms.Form):
    """Nhập báo cáo của đơn vị: the file, and what it does not tell itself."""

    agency = forms.ModelChoiceField(
        label="Đơn vị", queryset=Agency.objects.none(), required=False,
        empty_label="Theo tệp",
    )  # fmt: skip
    period = forms.ChoiceField(label="Kỳ báo cáo", required=False)
    file = forms.FileField(
        label="Tệp",
        help_text="so-lieu.json, hoặc bảng tính .xlsx theo mẫu; tối đa 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".json,.xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp báo cáo của đơn vị.",
            "empty": "Tệp trống, không có nội dung.",
        },
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, prefix="bao-cao", **kwargs)
        self.fields["agency"].queryset = units_below(user, today)
        over = [(code, label) for code, label in _named(today) if parse_period(code).end < today]
        self.fields["period"].choices = [("", "Theo tệp"), *over]
