"""Tôi trực ngày nào: my shifts by month, my phone, the address of my calendar."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.actions.feed import end_feed, new_feed
from agencies.actions.own_phone import set_own_phone
from agencies.duty import swaps_waiting_for
from agencies.models import CalendarFeed
from reception.duty_feed import feed_text, owner_of
from reception.forms.my_duty import PhoneForm
from reception.my_duty import month_asked, my_month
from reception.tabs import tabs_for
from reception.views.duty_doors import roster_agency

TEXT_CALENDAR = "text/calendar; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
def my_duty(request: HttpRequest) -> HttpResponse:
    """My shifts of a month (`?thang=2026-11`); POST keeps the phone by which one is reached."""
    roster_agency(request.user)
    form = PhoneForm(request.POST or None, initial={"phone": request.user.phone})
    if form.is_valid():
        said = form.cleaned_data["phone"]
        set_own_phone(phone=said, by=request.user, now=timezone.now())
        messages.success(
            request, "Đã lưu số điện thoại." if said else "Đã bỏ số điện thoại khỏi lịch trực."
        )
        return redirect("my_duty")
    status = 422 if form.is_bound else 200
    return render(request, "reception/my_duty.html", _page(request, form), status=status)


@require_POST
def duty_feed_new(request: HttpRequest) -> HttpResponse:
    """A new address, shown in this answer and nowhere again; `viec=ngung` ends it without another."""
    roster_agency(request.user)
    now = timezone.now()
    if request.POST.get("viec") == "ngung":
        if end_feed(by=request.user, now=now):
            messages.success(request, "Đã ngừng địa chỉ lịch; điện thoại không đọc được nữa.")
        return redirect("my_duty")
    address = reverse("duty_feed", args=[new_feed(by=request.user, now=now)])
    form = PhoneForm(initial={"phone": request.user.phone})
    context = _page(request, form) | {"address": request.build_absolute_uri(address)}
    return render(request, "reception/my_duty.html", context)


@login_not_required
@require_safe
def duty_feed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The calendar behind a secret address, for a program that cannot sign in. An address that was
    replaced answers as one that never was."""
    now = timezone.now()
    user = owner_of(pk, now)
    if user is None:
        raise Http404
    return HttpResponse(
        feed_text(user, now),
        content_type=TEXT_CALENDAR,
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": 'inline; filename="lich-truc.ics"',
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
        },
    )


def _page(request: HttpRequest, form: PhoneForm) -> dict[str, Any]:
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    return {
        "form": form,
        "mine": my_month(user, month_asked(request.GET.get("thang", ""), today)),
        "swaps": list(swaps_waiting_for(user, now)),
        "feed": CalendarFeed.objects.filter(user=user).first(),
        "address": "",
        "today": today,
        "now": now,
        "tabs": tabs_for(user, "duty", "my_duty"),
    }
