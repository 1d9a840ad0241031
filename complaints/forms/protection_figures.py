"""Which days to count."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.forms.fields import DayField

_DAY = {"required": "Hãy ghi ngày.", "invalid": "Hãy ghi ngày như 18/11/2026."}


class DaysForm(forms.Form):
    """Từ ngày, đến ngày; both counted."""

    tu = DayField(label="Từ ngày", error_messages=_DAY)
    den = DayField(label="Đến ngày", error_messages=_DAY)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first and last and last < first:
            self.add_error("den", "Ngày cuối không thể trước ngày đầu.")
        return cleaned
