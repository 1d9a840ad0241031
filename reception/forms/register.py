"""Forms over the register: correcting a line, voiding one, printing the book."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from agencies.models import User
from reception.actions.book import FORMATS
from reception.book_rows import BookAsked, keeps_register
from reception.correctable import Correctable
from records.enums import Book

_YEARS_BACK = 5
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CorrectionForm(forms.Form):
    """Đính chính: one field, its new text and why. What is typed is judged by the action alone."""

    phan = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    new = forms.CharField(required=False, strip=False)
    reason = forms.CharField(
        label="Lý do đính chính",
        required=False,
        max_length=300,
        help_text="Ví dụ: ghi nhầm địa chỉ, công dân bổ sung khi ký xác nhận.",
    )

    def __init__(self, *args: Any, corrected: Correctable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].label = f"{corrected.label}: nội dung đúng"
        if corrected.choices:
            choices = [(text, text) for text in corrected.choices]
            self.fields["new"].widget = forms.Select(choices=choices)
        elif corrected.lines > 1:
            self.fields["new"].widget = forms.Textarea(attrs={"rows": corrected.lines})
        else:
            self.fields["new"].widget = forms.TextInput(attrs={"maxlength": corrected.longest})


class VoidForm(forms.Form):
    """Hủy số: the reason, kept in the register for ever."""

    reason = forms.CharField(
        label="Lý do hủy số",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi rõ vì sao lượt tiếp này không có, ví dụ: ghi trùng với số 12/2026.",
    )


class RegisterBookForm(forms.Form):
    """In sổ: which book of which agency, which year, some of its days or all, in which form."""

    so = forms.ChoiceField(label="Sổ")
    nam = forms.TypedChoiceField(label="Năm", coerce=int)
    tu = forms.DateField(label="Từ ngày tiếp (bỏ trống: cả năm)", required=False, widget=_DAY)
    den = forms.DateField(label="Đến ngày tiếp", required=False, widget=_DAY)
    dang = forms.ChoiceField(
        label="Dạng tệp", choices=list(FORMATS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {
            f"{book.value}:{agency.pk}": (book, agency)
            for book, agencies in keeps_register(user).items()
            for agency in agencies
        }
        self.fields["so"].choices = [
            (value, f"{book.label} – {agency.name}")
            for value, (book, agency) in self._agencies.items()
        ]
        years = range(today.year, today.year - _YEARS_BACK, -1)
        self.fields["nam"].choices = [(year, f"Năm {year}") for year in years]
        self.initial.setdefault("nam", today.year)
        self.initial.setdefault("dang", "pdf")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("tu"), told.get("den")
        if since and until and until < since:
            self.add_error("den", "Ngày cuối không thể trước ngày đầu.")
        return told

    def asked(self) -> BookAsked:
        """The register asked for; the form is valid."""
        told = self.cleaned_data
        book, agency = self._agencies[told["so"]]
        return BookAsked(agency, Book(book), told["nam"], told["tu"], told["den"])
