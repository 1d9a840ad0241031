"""Forms that end a matter and take it up again."""

from __future__ import annotations

from django import forms

from complaints.forms.fields import DayField, TextField

_NAMELESS = "Ghi về vụ việc; không ghi tên, không nhận xét về người nào."


class EndMatterForm(forms.Form):
    """Kết thúc vụ việc."""

    ended_on = DayField(
        label="Ngày kết thúc",
        error_messages={"required": "Hãy ghi ngày.", "invalid": "Hãy ghi ngày như 18/11/2026."},
    )
    reason = TextField(
        label="Vì sao vụ việc kết thúc",
        rows=4,
        max_length=2000,
        help_text=f"Kết quả đã đạt, văn bản nào, việc gì không còn phải theo dõi. {_NAMELESS}",
        error_messages={"required": "Hãy ghi vì sao vụ việc kết thúc."},
    )


class ReopenMatterForm(forms.Form):
    """Mở lại vụ việc."""

    reason = TextField(
        label="Vì sao mở lại vụ việc",
        rows=4,
        max_length=2000,
        help_text=_NAMELESS,
        error_messages={"required": "Hãy ghi vì sao mở lại vụ việc."},
    )
