"""Forms of the work lists: whom to give cases, who does whose work, which cases to measure."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import User
from complaints.enums import PetitionKind
from complaints.forms.fields import DayField, LineField
from records.filtering import FilterForm

_REQUIRED = {"required": "Không để trống ô này."}
_CHOOSE = {
    "required": "Hãy chọn một người.",
    "invalid_choice": "Hãy chọn một người trong danh sách.",
}
MONTHS = (("3", "3 tháng"), ("6", "6 tháng"), ("12", "12 tháng"))


class PersonField(forms.ModelChoiceField):
    """A colleague by name and title."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.full_name} ({obj.title})" if obj.title else obj.full_name


def _among(people: Sequence[User]) -> QuerySet[User]:
    return User.objects.filter(pk__in=[p.pk for p in people]).order_by("sort_key", "id")


class AssignForm(forms.Form):
    """Giao cho ai, vì sao."""

    to_user = PersonField(
        label="Giao cho", queryset=User.objects.none(), empty_label="Chọn…", error_messages=_CHOOSE
    )
    reason = LineField(label="Lý do, lời nhắn", max_length=200, required=False)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_user"].queryset = _among(people)  # type: ignore[attr-defined]
        if len(people) == 1:
            self.fields["to_user"].initial = people[0]


class SubstitutionForm(forms.Form):
    """Ai vắng, ai làm thay, từ ngày nào đến ngày nào."""

    absent = PersonField(
        label="Người vắng", queryset=User.objects.none(), empty_label="Chọn…",
        error_messages=_CHOOSE,
    )  # fmt: skip
    substitute = PersonField(
        label="Người làm thay", queryset=User.objects.none(), empty_label="Chọn…",
        error_messages=_CHOOSE,
    )  # fmt: skip
    from_on = DayField(label="Từ ngày", error_messages=_REQUIRED)
    to_on = DayField(label="Đến hết ngày", error_messages=_REQUIRED)
    reason = LineField(label="Lý do vắng", max_length=200, error_messages=_REQUIRED)

    def __init__(
        self, *args: Any, absentees: Sequence[User], people: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = _among(absentees)  # type: ignore[attr-defined]
        self.fields["substitute"].queryset = _among(people)  # type: ignore[attr-defined]


class StageTimesForm(FilterForm):
    """Đơn loại nào, nhận trong bao lâu."""

    loai = forms.ChoiceField(
        label="Loại đơn", required=False, choices=[("", "Tất cả"), *PetitionKind.choices]
    )
    thang = forms.ChoiceField(label="Đơn nhận trong", required=False, choices=MONTHS)
