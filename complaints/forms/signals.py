"""Form of the situation of a matter."""

from __future__ import annotations

from django import forms

from complaints.enums import SituationNote
from complaints.forms.fields import DayField, TextField


class SituationForm(forms.Form):
    """Ghi tình hình của vụ việc, from a closed list."""

    note = forms.ChoiceField(
        label="Tình hình",
        choices=SituationNote.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một tình hình.", "invalid_choice": "Hãy chọn lại."},
    )
    happened_on = DayField(
        label="Từ ngày",
        error_messages={"required": "Hãy ghi ngày.", "invalid": "Hãy ghi ngày như 18/11/2026."},
    )
    said = TextField(
        label="Ghi chú",
        rows=2,
        required=False,
        max_length=200,
        help_text="Cơ quan nào, về việc gì, văn bản số mấy. Không ghi tên công dân.",
        error_messages={"max_length": "Ghi chú nhiều nhất 200 ký tự."},
    )
