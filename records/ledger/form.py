"""The filter of the ledger page."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import Agency, User
from records.enums import Verb
from records.filtering import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_WEEK = timedelta(days=6)
_MOST = timedelta(days=92)
OTHERS = "khac"
_HIDDEN = {Verb.LOOK_UP, Verb.REFUSE}


class LedgerFilter(FilterForm):
    """Bộ lọc sổ vết: a week when no day is told, a quarter of a year at most."""

    loai = forms.ChoiceField(
        label="Hồ sơ",
        required=False,
        choices=[("", "Vụ việc, đơn"), (OTHERS, "Việc khác, tài khoản")],
    )
    nguoi = forms.CharField(label="Người", required=False, max_length=60)
    viec = forms.ChoiceField(
        label="Việc",
        required=False,
        choices=[("", "Tất cả"), *(v for v in Verb.choices if Verb(v[0]) not in _HIDDEN)],
    )
    co_quan = forms.ModelChoiceField(
        Agency.objects.none(), label="Cơ quan", required=False, empty_label="Tất cả"
    )
    tu = forms.DateField(label="Từ ngày", required=False, widget=_DAY)
    den = forms.DateField(label="Đến ngày", required=False, widget=_DAY)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        access = user.access
        if access.prefixes or len(access.own_ids) > 1:
            agencies = Agency.objects.visible_to(user).order_by("sort_key")
            self.fields["co_quan"].queryset = agencies  # type: ignore[attr-defined]
        else:
            del self.fields["co_quan"]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        last = told.get("den") or self.today
        first = told.get("tu") or max(last, date.min + _WEEK) - _WEEK
        if first > last:
            self.add_error("den", "Đến ngày phải bằng hoặc sau từ ngày.")
        elif last - first > _MOST:
            self.add_error("den", "Mỗi lần xem tối đa 92 ngày.")
        return told | {"tu": first, "den": last}

    @property
    def span(self) -> tuple[datetime, datetime]:
        first, last = self.cleaned_data["tu"], self.cleaned_data["den"]
        start = timezone.make_aware(datetime.combine(first, time.min))
        return start, timezone.make_aware(datetime.combine(last, time.max))
