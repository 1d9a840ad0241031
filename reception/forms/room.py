"""Forms of the room."""

from datetime import date
from typing import Any

from django import forms

from agencies.duty import receivers
from agencies.models import Agency, User
from reception.actions.room import MOST_PEOPLE
from reception.forms.fields import LineField


class TicketForm(forms.Form):
    """Phát phiếu chờ: how many people, and a yes or no for priority. Nothing about who or why."""

    head_count = forms.IntegerField(
        label="Số người",
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages={
            "invalid": "Số người phải là số nguyên.",
            "min_value": "Số người ít nhất là 1.",
            "max_value": f"Một phiếu nhiều nhất {MOST_PEOPLE} người.",
            "required": "Nhập số người của phiếu.",
        },
    )
    is_priority = forms.BooleanField(
        label="Ưu tiên",
        required=False,
        help_text="Dấu này tự xóa cuối ngày.",
    )


class HandOverForm(forms.Form):
    """Chuyển người tiếp: to whom."""

    to = forms.ModelChoiceField(
        label="Người tiếp thay", queryset=User.objects.none(), empty_label="Chọn…"
    )

    def __init__(self, *args: Any, agency: Agency, on: date, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        field.queryset = receivers(agency, on).exclude(pk=by.pk)
        field.label_from_instance = lambda user: (
            f"{user.full_name} ({user.title})" if user.title else user.full_name
        )
        field.error_messages["required"] = "Chọn người tiếp thay."


class DayForm(forms.Form):
    """Chốt ngày tiếp."""

    on_date = forms.DateField(widget=forms.HiddenInput)
    note = LineField(label="Ghi chú cuối ngày", max_length=500, required=False)
