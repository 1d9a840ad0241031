"""The duty roster: its week, shifts written and removed, swaps, the sheet to hang up, my panel."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.actions import duty as actions
from agencies.duty import shifts_to_come, swaps_waiting_for, why_no_roster
from agencies.enums import Duty
from agencies.models import DutyShift, DutySwap, Event, User
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, NotAllowed, Refused, told_beside
from agencies.roles import Permission
from law.calendar import ONE_DAY
from law.errors import LawError
from law.periods import Period, parse_period, week_of
from reception.duty import checked, roster_of
from reception.duty_sheet import roster_pdf
from reception.forms.duty import ShiftsForm, SwapForm
from reception.tabs import tabs_for
from reception.views.duty_doors import event_of, events_of, first_of, roster_agency
from records.actions import ledger
from records.enums import Verb
from records.views.files import download

_NEXT = 5
_SATURDAY = 5


@require_safe
def duty_roster(request: HttpRequest) -> HttpResponse:
    """Lịch trực of a week (`?tuan=2026-W47`), its gaps, and who really received."""
    user, agency = request.user, roster_agency(request.user)
    today = timezone.localdate()
    week, refusal = _week(request.GET.get("tuan", ""), today)
    context = {
        "agency": agency,
        "roster": roster_of(user, agency, week),
        "checked": checked(user, agency, week, today),
        "before": _beside(week, -7),
        "after": _beside(week, 7),
        "today": today,
        "now": timezone.now(),
        "refusal": refusal,
        "may_manage": agency in user.access.agencies_with(Permission.MANAGE_DUTY),
        "events": events_of(user, agency, week.start).filter(window_from__lte=week.end),
        "tabs": tabs_for(user, "duty", "duty_roster"),
    }
    return render(request, "reception/duty_roster.html", context)


@require_safe
def duty_print(request: HttpRequest) -> HttpResponse:
    """The roster of a week as a document to sign and hang up."""
    user, agency = request.user, roster_agency(request.user)
    today = timezone.localdate()
    week, _ = _week(request.GET.get("tuan", ""), today)
    pdf = roster_pdf(roster_of(user, agency, week), agency=agency, on=today)
    ledger.write(
        by=user, verb=Verb.PRINT, subject=agency, now=timezone.now(),
        details={"what": "duty_roster", "week": week.code},
    )  # fmt: skip
    name = f"lich-truc-{agency.code}-{week.code}.pdf".lower()
    return download(pdf, "application/pdf", name)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_DUTY)
def duty_new(request: HttpRequest) -> HttpResponse:
    """Phân công trực nhiều ngày một lần."""
    user, today = request.user, timezone.localdate()
    agency = user.access.agencies_with(Permission.MANAGE_DUTY)[0]
    form = ShiftsForm(
        request.POST or None, agency=agency, today=today,
        events=events_of(user, agency, today), initial=_first_days(request, today),
    )  # fmt: skip
    if form.is_valid():
        data = form.cleaned_data
        with told_beside(form, None):
            made = actions.write_shifts(
                agency=agency, user=data["user"], duty=Duty(data["duty"]), hours=form.hours(),
                note=data["note"], event=data["event"], place=data["place"], phone=data["phone"],
                by=user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, f"Đã phân công {data['user']} trực {len(made)} ngày.")
            if data["event"]:
                return redirect("event_roster", data["event"].pk)
            return redirect(_roster_url(week_of(data["first"])))
    status = 422 if form.is_bound else 200
    context = {"form": form, "agency": agency}
    return render(request, "reception/duty_new.html", context, status=status)


def _first_days(request: HttpRequest, today: date) -> dict[str, Any]:
    """The week that was looked at, or the day that has a gap, on whichever roster it was seen."""
    event = _event_asked(request, today)
    try:
        first = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return {**_first_week(request, today), **event}
    # A gap is filled as it stands: also when the day is a holiday of the event.
    gap = {"first": first, "last": first, "weekdays": list(range(7)), "days_off": bool(event)}
    return {**gap, "duty": request.GET.get("viec", Duty.DESK), **event}


def _event_asked(request: HttpRequest, today: date) -> dict[str, Event]:
    """The event the shifts are for (`?su-kien=`); one that is over is refused with its reason."""
    try:
        event = event_of(request.user, UUID(request.GET.get("su-kien", "")))
    except ValueError:
        return {}
    if why := why_no_roster(event, today):
        raise Refused(why)
    return {"event": event}


def _first_week(request: HttpRequest, today: date) -> dict[str, Any]:
    week, _ = _week(request.GET.get("tuan", ""), today)
    first = max(week.start, today)
    if first.weekday() >= _SATURDAY:
        first = week_of(first).end + ONE_DAY
    return {"first": first, "last": week_of(first).end}


@require_POST
@needs(Permission.MANAGE_DUTY)
def duty_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xóa ca trực chưa đến."""
    shift = _shift(request.user, pk)
    week = week_of(timezone.localdate(shift.starts_at))
    with KeptRefusal(tell=partial(messages.warning, request)):
        actions.remove_shift(shift_id=pk, by=request.user, now=timezone.now())
        messages.success(request, f"Đã xóa ca trực của {shift.user}.")
    if shift.event_id and "su-kien" in request.POST:
        return redirect("event_roster", shift.event_id)
    return redirect(_roster_url(week))


@require_http_methods(["GET", "HEAD", "POST"])
def duty_swap(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xin đổi ca: only for one's own shift."""
    shift = _shift(request.user, pk)
    if shift.user_id != request.user.pk:
        raise NotAllowed("Chỉ người có ca trực mới xin đổi ca.")
    form = SwapForm(request.POST or None, shift=shift)
    if form.is_valid():
        data = form.cleaned_data
        with told_beside(form, None):
            actions.ask_swap(
                shift_id=pk, asked_of=data["asked_of"], reason=data["reason"], by=request.user,
                now=timezone.now(),
            )  # fmt: skip
            messages.success(request, f"Đã gửi đề nghị đổi ca đến {data['asked_of']}.")
            return redirect(_roster_url(week_of(timezone.localdate(shift.starts_at))))
    status = 422 if form.is_bound else 200
    return render(
        request, "reception/duty_swap.html", {"form": form, "shift": shift}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def duty_swap_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Trả lời đề nghị đổi ca: field `dong_y` is 1 or 0. Who asked sees it and may withdraw."""
    swap, user = _swap(request.user, pk), request.user
    if user.pk not in (swap.asked_by_id, swap.asked_of_id):
        raise NotAllowed("Chỉ hai người liên quan xem được đề nghị đổi ca này.")
    refusal = ""
    if request.method == "POST":
        agree = request.POST.get("dong_y") == "1"
        with KeptRefusal() as refused:
            actions.answer_swap(swap_id=pk, agree=agree, by=user, now=timezone.now())
            messages.success(
                request, "Đã nhận ca trực." if agree else "Đã trả lời không đồng ý đổi ca."
            )
            return redirect(_roster_url(week_of(timezone.localdate(swap.shift.starts_at))))
        refusal = refused.sentence
    context = {"swap": swap, "refusal": refusal, "is_asked": user.pk == swap.asked_of_id}
    return render(
        request, "reception/duty_swap_answer.html", context, status=422 if refusal else 200
    )


@require_POST
def duty_swap_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rút đề nghị đổi ca."""
    swap = _swap(request.user, pk)
    with KeptRefusal(tell=partial(messages.warning, request)):
        actions.withdraw_swap(swap_id=pk, by=request.user, now=timezone.now())
        messages.success(request, "Đã rút đề nghị đổi ca.")
    return redirect(_roster_url(week_of(timezone.localdate(swap.shift.starts_at))))


@require_safe
def panel_duty(request: HttpRequest) -> HttpResponse:
    """Lịch trực của tôi: the next shifts, and swaps that wait for my answer."""
    roster_agency(request.user)
    now, template = timezone.now(), "reception/panel_duty.html"
    context = {
        "shifts": list(shifts_to_come(request.user, now)[:_NEXT]),
        "swaps": list(swaps_waiting_for(request.user, now)),
        "today": timezone.localdate(now),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _shift(user: User, pk: UUID) -> DutyShift:
    found = DutyShift.objects.visible_to(user).select_related("user", "agency").filter(pk=pk)
    return first_of(found)


def _swap(user: User, pk: UUID) -> DutySwap:
    found = DutySwap.objects.visible_to(user).filter(pk=pk)
    return first_of(found.select_related("shift__agency", "shift__user", "asked_by", "asked_of"))


def _week(code: str, today: date) -> tuple[Period, str]:
    """The week asked for, this one without; what is no week is said in a sentence."""
    if not code:
        return week_of(today), ""
    try:
        period = parse_period(code)
    except (LawError, OverflowError):
        period = None
    if period is None or "-W" not in period.code:
        return week_of(today), f"“{code[:20]}” không phải là tuần nên đang xem tuần này."
    return period, ""


def _beside(week: Period, days: int) -> str:
    """The code of the week before or after."""
    return week_of(date.fromordinal(week.start.toordinal() + days)).code


def _roster_url(week: Period) -> str:
    return f"{reverse('duty_roster')}?tuan={week.code}"
