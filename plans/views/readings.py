"""Xác nhận đã đọc: what I am asked to read, one text, my signature, the reminder of the issuer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plans.actions import readings as actions
from plans.actions.activities import may_record
from plans.readings import requests_with_counts, signatures_of
from plans.tabs import tabs_for
from records.paging import page_of

_SIZE = 20
_VIEWS = (("", "Chờ tôi xác nhận"), ("da", "Tôi đã xác nhận"), ("co-quan", "Của cơ quan"))


@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """What waits for my signature; what I signed; what offices within reach asked for."""
    asked = request.GET.get("xem", "")
    asked = asked if asked in dict(_VIEWS) else ""
    rows = requests_with_counts(request.user)
    if asked == "":
        rows = rows.filter(asks_me=True, i_signed_at=None)
    elif asked == "da":
        rows = rows.filter(i_signed_at__isnull=False)
    page = page_of(
        rows,
        by="until",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda n: f"Có {n} văn bản.",
        rising=asked == "",
    )
    context = {
        "page": page,
        "views": [
            {"code": code, "label": label, "active": code == asked} for code, label in _VIEWS
        ],
        "today": timezone.localdate(),
        "tabs": tabs_for(request.user, "reading_list"),
    }
    return render(request, "plans/reading_list.html", context)


@require_safe
def reading_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The text with the button to sign; the issuer sees who has signed and who has not yet."""
    reading = get_object_or_404(requests_with_counts(request.user), pk=pk)
    issues = may_record(request.user, reading.activity.agency)
    context = {
        "reading": reading,
        "activity": reading.activity,
        "issues": issues,
        "signatures": signatures_of(reading) if issues else [],
        "left": reading.asked_count - reading.signed_count,
        "today": timezone.localdate(),
    }
    return render(request, "plans/reading_detail.html", context)


@require_POST
def reading_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tôi đã đọc."""
    get_object_or_404(requests_with_counts(request.user), pk=pk)
    actions.sign_reading(request_id=pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã ghi xác nhận đã đọc của bạn.")
    return redirect("reading_list")


@require_POST
def reading_remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nhắc những người chưa xác nhận."""
    get_object_or_404(requests_with_counts(request.user), pk=pk)
    told = actions.remind_readers(request_id=pk, by=request.user, now=timezone.now())
    said = f"Đã nhắc {told} người." if told else "Hôm nay đã nhắc mọi người chưa xác nhận."
    messages.success(request, said)
    return redirect("reading_detail", pk=pk)
