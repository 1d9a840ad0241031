"""Forms of urging: what is asked and by when, the answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from complaints.forms.fields import DayField, LineField, TextField

_USUAL = timedelta(days=10)


class UrgeForm(forms.Form):
    """Đôn đốc giải quyết."""

    content = TextField(
        label="Nội dung đôn đốc", rows=4,
        help_text="Nêu việc phải làm và căn cứ. Không ghi tên công dân.",
    )  # fmt: skip
    document = LineField(label="Số, ngày văn bản đôn đốc", max_length=200, required=False)
    answer_due_on = DayField(label="Đề nghị trả lời trước ngày")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"answer_due_on": today + _USUAL}
        super().__init__(*args, **kwargs)
        self.fields["answer_due_on"].widget.attrs["min"] = today.isoformat()


class UrgeAnswerForm(forms.Form):
    """Trả lời đôn đốc."""

    answered_on = DayField(label="Ngày trả lời")
    answer = TextField(
        label="Nội dung trả lời", rows=4, required=False,
        help_text="Kết quả đã đạt, việc còn lại, thời gian hoàn thành. Không ghi tên công dân.",
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"answered_on": today}
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].widget.attrs["max"] = today.isoformat()
