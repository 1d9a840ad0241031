"""The form that takes a register in use."""

from datetime import datetime
from typing import Any

from django import forms

from agencies.models import Agency, User
from agencies.roles import Permission
from reception.actions.stock import years_offered
from reception.stock.reading import COLUMNS
from records.enums import Book


class StockForm(forms.Form):
    """Nhập sổ đang dùng: which book of which year, and the file."""

    agency = forms.ModelChoiceField(
        label="Cơ quan", queryset=Agency.objects.none(), empty_label=None
    )
    book = forms.ChoiceField(label="Sổ", choices=[(book.value, book.label) for book in COLUMNS])
    year = forms.TypedChoiceField(label="Năm của sổ", coerce=int)
    file = forms.FileField(
        label="Tệp sổ",
        help_text="Tệp .xlsx theo mẫu, tối đa 20 MB, 20.000 dòng.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp sổ.",
            "empty": "Tệp trống, không có nội dung để lưu.",
        },
    )

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [agency.pk for agency in user.access.agencies_with(Permission.IMPORT_STOCK)]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=own).order_by("sort_key")
        self.fields["year"].choices = [(str(year), str(year)) for year in years_offered(now)]

    def chosen(self) -> tuple[Agency, Book, int]:
        """Agency, book and year."""
        data = self.cleaned_data
        return data["agency"], Book(data["book"]), data["year"]
