"""Forms of the emergency paper register."""

import uuid
from typing import Any

from django import forms

from agencies.models import Agency, User
from reception.forms.fields import LineField
from reception.sheets import MOST_AT_ONCE, kept_series
from records.enums import Book

_USUAL = 10


class PaperPrintForm(forms.Form):
    """In tờ mới: which series, how many."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    series = forms.ChoiceField(label="Sổ")
    count = forms.IntegerField(
        label="Số tờ",
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=_USUAL,
        error_messages={
            "min_value": f"Mỗi lần in từ 1 đến {MOST_AT_ONCE} tờ.",
            "max_value": f"Mỗi lần in từ 1 đến {MOST_AT_ONCE} tờ.",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self._series = {f"{a.pk}:{book.value}": (a, book) for a, book in kept_series(user)}
        self.fields["series"].choices = [
            (name, f"{_BOOK[book]}, {agency.name}") for name, (agency, book) in self._series.items()
        ]

    def chosen(self) -> tuple[Agency, Book]:
        """Agency and book of the series."""
        return self._series[self.cleaned_data["series"]]


_BOOK = {Book.VISITS: "Sổ thường", Book.SEALED_VISITS: "Sổ kín"}


class PaperVoidForm(forms.Form):
    """Hủy một tờ."""

    reason = LineField(
        label="Lý do hủy",
        max_length=300,
        help_text="Ví dụ: in lệch, viết hỏng, bị ướt. Không ghi tên người, nội dung vụ việc.",
        error_messages={"required": "Hãy ghi lý do hủy tờ sổ giấy."},
    )
