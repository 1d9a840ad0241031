"""The filter over the list of events: kind and year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.enums import EventKind
from agencies.models import Event

_BACK = 6


class EventListForm(forms.Form):
    """Loại sự kiện, năm diễn ra. An answer that is no choice narrows nothing."""

    loai = forms.ChoiceField(
        label="Loại sự kiện", choices=[("", "Mọi loại"), *EventKind.choices], required=False
    )
    nam = forms.ChoiceField(label="Năm", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(str(y), str(y)) for y in range(today.year + 1, today.year - _BACK, -1)]
        self.fields["nam"].choices = [("", "Mọi năm"), *years]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def narrow(self, rows: QuerySet[Event]) -> QuerySet[Event]:
        """The rows asked for."""
        if not self.is_valid():
            return rows
        if kind := self.cleaned_data["loai"]:
            rows = rows.filter(kind=kind)
        if year := self.cleaned_data["nam"]:
            rows = rows.filter(starts_on__year__lte=year, ends_on__year__gte=year)
        return rows
