"""Ngày tiếp của Thủ trưởng: the own agency by month, those below beside each other."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reception import quotas
from reception.head_days import USUAL_MONTHS, head_days
from reception.tabs import tabs_for
from reception.views.sessions import asked_month


@require_safe
def head_days_page(request: HttpRequest) -> HttpResponse:
    """Định mức and what was held, each number a link to its sessions."""
    today = timezone.localdate()
    first, last = _period(request, today)
    months = quotas.months_between(first, last)
    rows = head_days(request.user, months, today)
    home = request.user.access.home_agency()
    own = next((row for row in rows if row.agency == home), None)
    context = {
        "months": months,
        "first": months[0],
        "last": months[-1],
        "own": own,
        "below": [row for row in rows if row is not own],
        "cut": first < months[0],
        "tabs": tabs_for(request.user, "sessions", "head_days"),
    }
    return render(request, "reception/head_days.html", context)


def _period(request: HttpRequest, today: date) -> tuple[date, date]:
    """From and to as asked (2026-06); the last six months else. Turned round when the wrong way."""
    last = asked_month(request.GET.get("den", ""), today)
    usual = quotas.back(last, USUAL_MONTHS - 1)
    first = asked_month(request.GET.get("tu", ""), usual)
    return min(first, last), max(first, last)
