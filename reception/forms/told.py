"""The day on which the citizen was told the result."""

from datetime import date
from typing import Any

from django import forms


class ToldForm(forms.Form):
    """Ghi đã thông báo kết quả."""

    told_on = forms.DateField(
        label="Ngày đã thông báo",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("told_on", today)
