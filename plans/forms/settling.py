"""Forms of the list of matters to be settled before an event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from agencies.models import Event, User
from complaints.forms.fields import DayField, LineField, TextField
from complaints.models import Matter
from plans.actions.settling import NOT_FOUND, SettleTold
from plans.enums import SettleState
from plans.settling import matter_named


class SettleForm(forms.Form):
    """Phương án: how, who answers for it, by when."""

    way = TextField(
        label="Phương án giải quyết",
        rows=3,
        max_length=4000,
        error_messages={"required": "Hãy ghi phương án giải quyết."},
        help_text="Việc cơ quan sẽ làm: đối thoại, xác minh, trả lời, thi hành quyết định.",
    )
    in_charge = LineField(
        label="Cơ quan, lãnh đạo phụ trách",
        max_length=200,
        error_messages={"required": "Hãy ghi cơ quan, lãnh đạo phụ trách."},
    )
    due_on = DayField(
        label="Hạn giải quyết",
        error_messages={"required": "Hãy ghi hạn giải quyết.", "invalid": "Ngày không hợp lệ."},
    )

    def __init__(self, *args: Any, event: Event, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": max(today, event.starts_on)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["due_on"].widget.attrs["max"] = event.window_to.isoformat()

    def told(self) -> SettleTold:
        data = self.cleaned_data
        return SettleTold(data["way"], data["in_charge"], data["due_on"])


class NewSettleForm(SettleForm):
    """Đưa một vụ việc vào danh sách: named by the address of its page or the number of its petition."""

    matter = LineField(
        label="Vụ việc",
        max_length=300,
        error_messages={"required": "Hãy chỉ rõ vụ việc."},
        help_text="Dán địa chỉ trang vụ việc, hoặc ghi số đơn như 12/2026.",
    )

    def __init__(self, *args: Any, user: User, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self._user, self._event = user, event

    def clean_matter(self) -> Matter:
        found = matter_named(self.cleaned_data["matter"], self._user, self._event)
        if found is None:
            raise forms.ValidationError(NOT_FOUND)
        return found


class SettleStepForm(forms.Form):
    """Khép lại hoặc mở lại một dòng của danh sách."""

    state = forms.ChoiceField(choices=SettleState.choices)
    result = TextField(label="Kết quả", required=False, rows=2, max_length=4000)
