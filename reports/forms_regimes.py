"""Which table, which unit, which period a regime is previewed with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency, User
from agencies.roles import Permission
from law.form_comparison import FormChange
from records.filtering import FilterForm
from reports.forms import units_of
from reports.regime_preview import last_year


class PreviewForm(FilterForm):
    """Nothing asked: the first table, the own unit, last year."""

    bieu = forms.ChoiceField(label="Biểu", required=False)
    don_vi = forms.ModelChoiceField(
        label="Đơn vị", queryset=Agency.objects.none(), required=False, empty_label=None
    )
    ky = forms.ChoiceField(label="Số liệu của", required=False)

    def __init__(
        self, *args: Any, user: User, today: date, changes: list[FormChange], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        before = last_year(today)
        year = f"{today.year}-N"
        self.fields["bieu"].choices = [
            (change.code, f"{change.code} ({change.word})") for change in changes if change.new
        ]
        if not user.may(Permission.READ_REPORT):
            # Columns alone are compared: neither a unit nor a year is asked for.
            del self.fields["don_vi"], self.fields["ky"]
            return
        self.fields["don_vi"].queryset = units_of(user, today)
        self.fields["ky"].choices = [
            (before.code, f"Năm {today.year - 1}"),
            (year, f"Năm {today.year}"),
        ]
        home = user.access.home_agency()
        self.fields["don_vi"].initial = home.pk if home else None
