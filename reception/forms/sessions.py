"""The form of a session."""

from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency, User
from reception import workflow
from reception.actions.sessions import usual_place
from reception.enums import SessionKind, SessionMode
from reception.forms.fields import LineField
from reception.selectors import hosts


class SessionForm(forms.Form):
    """Lập buổi tiếp."""

    kind = forms.ChoiceField(
        label="Loại buổi tiếp", choices=SessionKind.choices, initial=SessionKind.PERIODIC
    )
    mode = forms.ChoiceField(label="Hình thức", choices=SessionMode.choices)
    on_date = forms.DateField(
        label="Ngày tiếp", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    host = forms.ModelChoiceField(
        label="Người chủ trì", queryset=User.objects.none(), empty_label="Chọn…"
    )
    delegated = forms.BooleanField(label="Tiếp thay theo ủy quyền của Thủ trưởng", required=False)
    place = LineField(label="Địa điểm", max_length=200)

    def __init__(self, *args: Any, agency: Agency, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts(agency, today)
        self.initial.setdefault("on_date", today)
        self.initial.setdefault("place", usual_place(agency))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"kind", "mode", "on_date"} <= cleaned.keys():
            for objection in workflow.session_objections(
                is_standing=cleaned["kind"] == SessionKind.STANDING,
                delegated=cleaned.get("delegated", False),
                is_online=cleaned["mode"] == SessionMode.ONLINE,
                on_date=cleaned["on_date"],
            ):
                self.add_error(objection.field, objection.sentence)
        return cleaned
