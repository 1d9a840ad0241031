"""Fields that know Vietnamese text."""

from typing import Any

from django import forms

from agencies.vietnamese import tidy
from complaints.identity import tidy_lines

LONG_TEXT = 20_000


class LineField(forms.CharField):
    """One line in NFC with single spaces."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines in NFC."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG_TEXT)
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        return tidy_lines(super().to_python(value) or "")


class DayField(forms.DateField):
    """A day typed or picked; the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
