"""The end of the day: its sums, closing it, opening it again."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from law.dates import vn_day
from reception.actions.room import close_day, reopen_day
from reception.closing import day_sum
from reception.forms.room import DayForm

PAGE = "reception/day_summary.html"


@require_safe
@needs(Permission.COUNT_ROOM)
def day_summary(request: HttpRequest) -> HttpResponse:
    """Tổng hợp cuối ngày of one day (`?ngay=`), to read on the screen or on paper."""
    on, refusal = _asked_day(request.GET.get("ngay", ""))
    return _page(request, on, refusal=refusal)


@require_POST
@needs(Permission.RUN_ROOM)
def day_close(request: HttpRequest) -> HttpResponse:
    """Chốt ngày tiếp."""
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, timezone.localdate(), form=form)
    on = form.cleaned_data["on_date"]
    with told_beside(form, None):
        close_day(
            agency=request.user.access.agencies_with(Permission.RUN_ROOM)[0],
            on_date=on, note=form.cleaned_data["note"], by=request.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, f"Đã chốt ngày tiếp {on:%d/%m/%Y}.")
        return redirect(f"{reverse('day_summary')}?ngay={on.isoformat()}")
    return _page(request, on, form=form)


@require_POST
@needs(Permission.RUN_ROOM)
def day_reopen(request: HttpRequest) -> HttpResponse:
    """Mở lại ngày tiếp hôm nay."""
    agency = request.user.access.agencies_with(Permission.RUN_ROOM)[0]
    reopen_day(agency=agency, by=request.user, now=timezone.now())
    messages.success(request, "Đã mở lại ngày tiếp.")
    return redirect("room")


def _asked_day(text: str) -> tuple[date, str]:
    """The day asked for, today without one; a day that is none is said in a sentence."""
    today = timezone.localdate()
    if not text:
        return today, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return today, "Ngày không hợp lệ nên trang này đang xem ngày hôm nay."


def _page(
    request: HttpRequest, on: date, *, form: DayForm | None = None, refusal: str = ""
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    agency = _agency(user)
    found = day_sum(user, agency, on)
    runs = agency in user.access.agencies_with(Permission.RUN_ROOM)
    context: dict[str, Any] = {
        "agency": agency,
        "on": on,
        "day_name": vn_day(on),
        "sum": found,
        "form": form or DayForm(initial={"on_date": on.isoformat()}),
        "may_close": runs and not found.closed and on <= today,
        "may_reopen": runs and found.closed is not None and on == today,
        "refusal": refusal,
    }
    return render(request, PAGE, context, status=422 if form and form.errors else 200)


def _agency(user: User) -> Agency:
    return user.access.agencies_with(Permission.COUNT_ROOM)[0]
