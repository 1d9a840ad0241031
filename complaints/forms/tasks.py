"""Forms of the work inside a case."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from agencies.models import User
from complaints.forms.fields import DayField, LineField


class TaskForm(forms.Form):
    """Giao việc trong hồ sơ."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = LineField(
        label="Việc phải làm",
        max_length=300,
        error_messages={"required": "Hãy ghi việc phải làm."},
    )
    assigned_to = forms.ModelChoiceField(
        label="Giao cho",
        queryset=User.objects.none(),
        empty_label="Chọn người làm",
        error_messages={"required": "Hãy chọn người làm."},
    )
    due_on = DayField(label="Hạn", error_messages={"required": "Hãy ghi hạn của việc."})

    def __init__(self, *args: Any, people: Iterable[User], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), "due_on": today}
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = User.objects.filter(
            pk__in=[one.pk for one in people]
        ).order_by("sort_key")
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()


class TaskDoneForm(forms.Form):
    """Ghi việc đã xong, with its proof; or dropped, with a reason."""

    done_on = DayField(label="Ngày xong", error_messages={"required": "Hãy ghi ngày xong."})
    proof = LineField(
        label="Minh chứng",
        max_length=300,
        required=False,
        help_text="Số văn bản, bút lục trong hồ sơ; hoặc đính kèm tệp.",
    )
    file = forms.FileField(
        label="Tệp minh chứng",
        required=False,
        help_text="PDF, PNG, JPG, DOCX, XLSX, TXT, MD, tối đa 20 MB; lưu vào hồ sơ vụ việc.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"done_on": today}
        super().__init__(*args, **kwargs)
        self.fields["done_on"].widget.attrs["max"] = today.isoformat()


class TaskDropForm(forms.Form):
    """Bỏ việc."""

    reason = LineField(
        label="Lý do bỏ việc",
        max_length=300,
        error_messages={"required": "Hãy ghi lý do bỏ việc."},
    )
