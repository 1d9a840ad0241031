"""The form of a withdrawal before acceptance."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from complaints.forms.fields import DayField, TextField
from complaints.models import Petition


class WithdrawForm(forms.Form):
    """Rút đơn. Carries the version that was read: the loser of two hears who came first."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = TextField(
        label="Nội dung rút đơn",
        rows=4,
        required=False,
        help_text="Ai rút, rút toàn bộ hay một phần, đơn hoặc biên bản ngày nào; tự nguyện.",
    )
    withdrawn_on = DayField(label="Ngày rút đơn")

    def __init__(self, *args: Any, petition: Petition, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": petition.version, "withdrawn_on": today}
        super().__init__(*args, **kwargs)
        self.fields["withdrawn_on"].widget.attrs["max"] = today.isoformat()
