"""Số dư đầu kỳ: what was open before the system counts, and the form to declare it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from law.measures import shipped_measures
from records.wording import amount_plain
from reports.actions.opening import declare_opening
from reports.forms_tables import OpeningForm
from reports.models import OpeningBalance
from reports.tabs import tabs_for

SHOWN = 200


@require_safe
@needs(Permission.READ_REPORT)
def opening_list(request: HttpRequest) -> HttpResponse:
    """Every balance of the agencies in reach."""
    found = OpeningBalance.objects.visible_to(request.user).select_related("agency", "declared_by")
    known = shipped_measures()
    rows = [
        {
            "balance": balance,
            "label": known[balance.measure].label if balance.measure in known else balance.measure,
            "amount": amount_plain(balance.amount),
        }
        for balance in found.order_by("agency__path", "measure")[:SHOWN]
    ]
    context = {
        "rows": rows,
        "may_declare": request.user.may(Permission.MAKE_REPORT),
        "tabs": tabs_for(request.user, "statutory_page"),
    }
    return render(request, "reports/opening_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MAKE_REPORT)
def opening_new(request: HttpRequest) -> HttpResponse:
    """Declares one; what cannot be declared is said beside the field, nothing typed is lost."""
    initial = {"key": uuid.uuid4(), "agency": request.user.access.home_agency()}
    form = OpeningForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_beside(form, "amount"):
            declare_opening(**form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, "Đã khai số dư đầu kỳ.")
            return redirect("opening_list")
    status = 422 if form.is_bound else 200
    context = {"form": form, "tabs": tabs_for(request.user, "statutory_page")}
    return render(request, "reports/opening_new.html", context, status=status)
