"""Forms of coordination between agencies: a request, its answer, the liaisons."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from complaints.coordination_rows import late_on
from complaints.enums import CoordinationKind, CoordinationState
from complaints.forms.fields import AnswerField, DayField, LineField, MomentField, TextField
from complaints.models import CoordinationRequest
from records.filtering import FilterForm

_NO_NAMES = "Không ghi tên công dân."
_ALL = "Tất cả"


class AgencyChoice(forms.ModelChoiceField):
    """Agencies by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class PersonChoice(forms.ModelChoiceField):
    """Colleagues by name and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}, {obj.title}" if obj.title else str(obj.full_name)


class CoordinationForm(forms.Form):
    """Yêu cầu phối hợp."""

    kind = forms.ChoiceField(label="Nội dung phối hợp", choices=CoordinationKind.choices)
    to_agency = AgencyChoice(label="Cơ quan được yêu cầu", queryset=Agency.objects.none())
    subject = LineField(
        label="Về việc", max_length=300,
        help_text=f"Nơi nhận chỉ đọc dòng này nếu không được xem vụ việc. {_NO_NAMES}",
    )  # fmt: skip
    asked = TextField(
        label="Đề nghị làm gì", rows=4,
        help_text=f"Việc, địa điểm, số cán bộ cần cử, người liên hệ của cơ quan bạn. {_NO_NAMES}",
    )  # fmt: skip
    accept_by = MomentField(label="Tiếp nhận trước")
    answer_by = MomentField(label="Trả lời trước")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_agency"].queryset = agencies


class SealedCoordinationForm(CoordinationForm):
    """The same about a sealed matter: its subject is the house's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["subject"]


class CoordinationAnswerForm(forms.Form):
    """Trả lời yêu cầu phối hợp."""

    is_done = AnswerField(label="Cơ quan bạn thực hiện yêu cầu này")
    staff_count = forms.IntegerField(
        label="Số cán bộ được cử", min_value=0, max_value=1000, required=False
    )
    answer = TextField(
        label="Việc đã làm, kết quả; hoặc lý do không tiếp nhận", rows=4, help_text=_NO_NAMES
    )


class CoordinationFilter(django_filters.FilterSet):
    """State, kind, lateness."""

    tinh_trang = django_filters.ChoiceFilter(
        label="Tình trạng", field_name="state", choices=CoordinationState.choices,
        empty_label=_ALL,
    )  # fmt: skip
    noi_dung = django_filters.ChoiceFilter(
        label="Nội dung", field_name="kind", choices=CoordinationKind.choices, empty_label=_ALL
    )
    tre = django_filters.ChoiceFilter(
        label="Thời hạn", method="lateness", choices=[("co", "Quá hạn")], empty_label=_ALL
    )

    class Meta:
        model = CoordinationRequest
        fields: list[str] = []
        form = FilterForm

    def lateness(self, rows: QuerySet[Any], name: str, answer: str) -> QuerySet[Any]:
        return late_on(rows, timezone.now())


class LiaisonForm(forms.Form):
    """Cử đầu mối phối hợp."""

    user = PersonChoice(label="Người làm đầu mối", queryset=User.objects.none())
    from_on = DayField(label="Từ ngày")

    def __init__(self, *args: Any, people: QuerySet[User], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"from_on": today}
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class LiaisonEndForm(forms.Form):
    """Thôi làm đầu mối."""

    to_on = DayField(label="Đến hết ngày")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"to_on": today}
        super().__init__(*args, **kwargs)
