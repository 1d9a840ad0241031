"""Forms of a matter seen higher up: the report, its result, a correction, taking it back."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from agencies.event_filter import ByEvent, event_field, phase_field
from complaints.enums import ReturnWay, SeenAt, SkipCause
from complaints.filters import ByAgency
from complaints.forms.fields import AnswerField, DayField, LineField, TextField
from complaints.models import Sighting
from records.filtering import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ALL = "Tất cả"
_NO_NAMES = "Không ghi tên công dân."


class SightingForm(forms.Form):
    """Ghi lượt vượt cấp."""

    seen_at = forms.ChoiceField(label="Nơi công dân đến", choices=SeenAt.choices)
    place = LineField(
        label="Địa điểm", max_length=200, required=False,
        help_text="Ghi thêm khi cần, ví dụ tên cơ quan của Trung ương.",
    )  # fmt: skip
    seen_on = DayField(label="Ngày đến")
    people_count = forms.IntegerField(label="Số người đến", min_value=1, max_value=100_000)
    reported_by = LineField(
        label="Cơ quan báo tin", max_length=200,
        help_text=f"Tên cơ quan, số văn bản hoặc “báo qua điện thoại”. {_NO_NAMES}",
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen_on": today, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["seen_on"].widget.attrs["max"] = today.isoformat()


class ResultForm(forms.Form):
    """Kết quả: được tiếp, giải thích gì, trở về thế nào."""

    was_heard = AnswerField(label="Công dân đã được tiếp, nghe trình bày")
    told = TextField(
        label="Đã giải thích, hướng dẫn những gì", rows=4, required=False, help_text=_NO_NAMES
    )
    return_way = forms.ChoiceField(label="Việc trở về", choices=ReturnWay.choices)
    returned_on = DayField(label="Ngày trở về", required=False)
    is_voluntary = forms.BooleanField(
        label="Công dân trở về tự nguyện", required=False,
        help_text="Chỉ ghi việc trở về khi công dân tự nguyện. Ở lại là quyền của công dân.",
    )  # fmt: skip
    result = TextField(
        label="Kết quả, việc cơ quan có thẩm quyền sẽ làm tiếp", rows=3, required=False,
        help_text=_NO_NAMES,
    )  # fmt: skip


class CauseForm(forms.Form):
    """Đính chính nguyên nhân."""

    cause = forms.ChoiceField(label="Nguyên nhân đúng", choices=SkipCause.choices)
    reason = LineField(
        label="Lý do đính chính", max_length=150, help_text=f"Nêu số, ngày văn bản. {_NO_NAMES}"
    )


class VoidForm(forms.Form):
    """Bỏ lượt ghi nhầm."""

    reason = LineField(label="Lý do bỏ lượt ghi nhầm", max_length=200, help_text=_NO_NAMES)


class SightingFilter(ByEvent, ByAgency):
    """Place, cause, return, agency, days or event."""

    noi = django_filters.ChoiceFilter(
        label="Nơi đến", field_name="seen_at", choices=SeenAt.choices, empty_label=_ALL
    )
    nguyen_nhan = django_filters.ChoiceFilter(
        label="Nguyên nhân", field_name="cause", choices=SkipCause.choices, empty_label=_ALL
    )
    tro_ve = django_filters.ChoiceFilter(
        label="Việc trở về", field_name="return_way", choices=ReturnWay.choices, empty_label=_ALL
    )
    tu = django_filters.DateFilter(
        label="Đến từ ngày", field_name="seen_on", lookup_expr="gte", widget=_DAY
    )
    den = django_filters.DateFilter(
        label="Đến ngày", field_name="seen_on", lookup_expr="lte", widget=_DAY
    )
    su_kien = event_field()
    ky_sk = phase_field()
    chung = django_filters.ChoiceFilter(
        label="Phạm vi", method="only_counted", empty_label=_ALL,
        choices=[("co", "Vụ việc được tính vào số liệu chung")],
    )  # fmt: skip

    class Meta:
        model = Sighting
        fields: list[str] = []
        form = FilterForm

    def only_counted(self, rows: QuerySet[Any], name: str, answer: str) -> QuerySet[Any]:
        """The rows behind the numbers of the counts page."""
        counted: QuerySet[Any] = rows.counted().standing()
        return counted
