"""Tra cứu không có lượt tiếp theo sau: the custodian's eye on recognition at the desk."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from reception.look_ups import FOLLOWED_WITHIN, MOST, unfollowed_look_ups
from records.filtering import FilterForm

_DEFAULT = timedelta(days=30)
_DAY = {"type": "date"}


class PeriodForm(FilterForm):
    """Từ ngày, đến ngày."""

    tu = forms.DateField(label="Từ ngày", widget=forms.DateInput(_DAY, "%Y-%m-%d"))
    den = forms.DateField(label="Đến ngày", widget=forms.DateInput(_DAY, "%Y-%m-%d"))


@require_safe
@needs(Permission.KEEP_SEALED_REGISTER)
def look_up_list(request: HttpRequest) -> HttpResponse:
    """Officers' look-ups after which no visit was saved; without a period, the last thirty days."""
    now, today = timezone.now(), timezone.localdate()
    usual = {"tu": (today - _DEFAULT).isoformat(), "den": today.isoformat()}
    form = PeriodForm(
        {**usual, **{name: request.GET[name] for name in usual if name in request.GET}}
    )
    rows: list[Any] = []
    if form.is_valid():
        days = form.cleaned_data
        found = unfollowed_look_ups(request.user, first=days["tu"], last=days["den"], now=now)
        rows = list(found[: MOST + 1])
    context = {
        "form": form,
        "rows": rows[:MOST],
        "count_text": f"hơn {MOST}" if len(rows) > MOST else str(len(rows)),
        "minutes": FOLLOWED_WITHIN.seconds // 60,
    }
    template = "reception/look_up_list.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)
