"""Quick reports: units × days of an event, sending, one report, its correction, what I still owe."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency, Event, EventUnit, User
from agencies.permissions import needs
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from law.dates import parse_date
from law.errors import LawError
from reports.actions.quick import (
    NOT_OWING,
    Told,
    correct_quick_report,
    latest,
    send_quick_report,
)
from reports.forms_quick import CorrectForm, QuickFilter, QuickForm, events_of
from reports.models import QuickReport
from reports.quick_board import board, owed_now, units_of
from reports.quick_changes import changes
from reports.quick_days import days_until, due_at, nearest_day, refusal
from reports.quick_figures import crowding, figures_of, printed
from reports.tabs import tabs_for

_DAYS = 7


@require_safe
@needs(Permission.READ_REPORT)
def quick_list(request: HttpRequest) -> HttpResponse:
    """Báo cáo nhanh of one event: who sent which day, in time or late, and what is missing."""
    today, now = timezone.localdate(), timezone.now()
    form = QuickFilter(event_named(request.GET), user=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    event = asked.get("su_kien") or _running(request.user, today)
    context: dict[str, Any] = {
        "form": form,
        "event": event,
        "tabs": tabs_for(request.user, "quick_list"),
    }
    if event is not None:
        form.initial = {"su_kien": event.pk}
        context |= _board(request, event, asked.get("den"), now)
    template = "reports/quick_list.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


def event_named(said: QueryDict) -> QueryDict | None:
    """What a filter is bound to; other pages name the event `su-kien` as well."""
    named = said.copy()
    if "su-kien" in named:
        named["su_kien"] = named.pop("su-kien")[-1]
    return named or None


def _board(request: HttpRequest, event: Event, asked: date | None, now: datetime) -> dict[str, Any]:
    newest = nearest_day(event, timezone.localdate(now))
    last = min(max(asked or newest, event.window_from), newest)
    days = days_until(event, last, _DAYS)
    link = f"{reverse('quick_list')}?su_kien={event.pk}&den="
    earlier = days[0] > event.window_from
    later = min(date.fromordinal(last.toordinal() + _DAYS), newest)
    return {
        "days": days,
        "last": last,
        "rows": board(event, units_of(event, request.user), days, request.user, now),
        "earlier_url": f"{link}{date.fromordinal(days[0].toordinal() - 1)}" if earlier else "",
        "later_url": f"{link}{later}" if last < newest else "",
        "today": timezone.localdate(now),
    }


def _running(user: User, today: date) -> Event | None:
    """The event whose window holds today, else the latest one."""
    seen = events_of(user, reporting=True)
    return seen.open_on(today).first() or seen.first()  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_QUICK_REPORT)
def quick_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gửi báo cáo nhanh of one day (`ngay`, today unless said): figures counted, texts to write."""
    event, agency, on = _asked(request, pk)
    now = timezone.now()
    if request.method == "POST":
        form = QuickForm(request.POST)
        if not form.is_valid():
            return _new_page(request, event, agency, on, form, status=422)
        key = form.cleaned_data["key"]
        return _send(request, event, agency, on, form, told=form.told(), key=key)
    sent = latest(event, agency, on)
    if sent is not None:
        return redirect("quick_detail", pk=sent.pk)
    why = refusal(event, on, timezone.localdate(now))
    return _new_page(request, event, agency, on, QuickForm(), why=why)


@require_POST
@needs(Permission.SEND_QUICK_REPORT)
def quick_nothing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Không phát sinh: one click, unless the figures of the day say otherwise."""
    event, agency, on = _asked(request, pk)
    key = uuid_in(request.POST.get("key", ""))
    return _send(request, event, agency, on, QuickForm(), told=None, key=key)


def _send(
    request: HttpRequest, event: Event, agency: Agency, on: date, form: QuickForm, *,
    told: Told | None, key: UUID | None,
) -> HttpResponse:  # fmt: skip
    """Sends what was told, or that there is nothing (`told` None); a refusal keeps the page."""
    try:
        report = send_quick_report(
            event=event, agency=agency, on=on, told=told or Told(), nothing_new=told is None,
            key=key, by=request.user, now=timezone.now(),
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as refused:
        existing = getattr(refused, "report", None)
        return _new_page(
            request, event, agency, on, form, status=refused.status, why=refused.sentence,
            existing=existing,
        )  # fmt: skip
    late = " (gửi muộn)" if report.is_late else ""
    messages.success(request, f"Đã gửi báo cáo nhanh ngày {on:%d/%m/%Y}{late}.")
    return redirect("quick_detail", pk=report.pk)


def uuid_in(text: str) -> UUID | None:
    """The UUID that a form sent; a torn one is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _asked(request: HttpRequest, pk: UUID) -> tuple[Event, Agency, date]:
    """The event in sight, the own unit that owes its reports, and the day."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    said = request.POST if request.method == "POST" else request.GET
    return event, _unit(request.user, event, said), day_asked(said) or timezone.localdate()


def _unit(user: User, event: Event, said: QueryDict) -> Agency:
    """The own unit asked for (`don_vi`), else the first that owes."""
    own = user.access.agencies_with(Permission.SEND_QUICK_REPORT)
    owing = EventUnit.objects.filter(event=event, agency__in=[agency.pk for agency in own])
    ids = set(owing.values_list("agency", flat=True))
    units = [agency for agency in own if agency.pk in ids]
    if not units:
        raise NotAllowed(NOT_OWING.format(agency=own[0].name))
    return next((unit for unit in units if str(unit.pk) == said.get("don_vi")), units[0])


def day_asked(said: QueryDict) -> date | None:
    """The day in an address or a form; a torn one, and one without a day before or after it, is none."""
    try:
        day = parse_date(said.get("ngay", ""))
    except LawError:
        return None
    return day if day is not None and date.min < day < date.max else None


def _new_page(
    request: HttpRequest, event: Event, agency: Agency, on: date, form: QuickForm, *,
    status: int = 200, why: str = "", existing: QuickReport | None = None,
) -> HttpResponse:  # fmt: skip
    now = timezone.now()
    figures = figures_of(agency, on, now)
    takes = not refusal(event, on, timezone.localdate(now))
    context = {
        "event": event,
        "agency": agency,
        "on": on,
        "form": form,
        "why": why,
        "takes": takes,
        "existing": existing,
        "due": due_at(event, on) if takes else None,
        "is_late": takes and now > due_at(event, on),
        "figures": with_links(printed(figures), agency, on),
        "crowding": crowding(figures),
    }
    return render(request, "reports/quick_new.html", context, status=status)


def with_links(rows: list[dict[str, Any]], agency: Agency, on: date) -> list[dict[str, Any]]:
    """Each number with the address of the list behind it."""
    base = reverse("figure_rows")
    tail = f"&ky={on}..{on}&don_vi={agency.pk}"
    return [
        {**row, "url": f"{base}?so={row['name']}{tail}" if row["value"] else ""} for row in rows
    ]


@require_safe
@needs(Permission.READ_REPORT)
def quick_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một báo cáo nhanh: frozen figures with their definitions, texts, what a correction changed."""
    report = _report(request, pk)
    same_day = QuickReport.objects.visible_to(request.user).filter(
        event=report.event, agency=report.agency, on_date=report.on_date
    )
    versions = list(same_day.select_related("sent_by").order_by("version"))
    before = next((v for v in versions if v.version == report.version - 1), None)
    today = timezone.localdate()
    own = request.user.access.agencies_with(Permission.SEND_QUICK_REPORT)
    may_correct = report.agency in own and not refusal(report.event, report.on_date, today)
    context = {
        "report": report,
        "figures": with_links(printed(report.figures), report.agency, report.on_date),
        "note": report.figures.get("note", ""),
        "reason": report.figures.get("reason", ""),
        "changes": changes(before, report) if before else [],
        "versions": versions,
        "newest": versions[-1],
        "first": versions[0],
        "may_correct": may_correct and versions[-1].pk == report.pk,
        "tabs": tabs_for(request.user, "quick_list"),
    }
    return render(request, "reports/quick_detail.html", context)


def _report(request: HttpRequest, pk: UUID) -> QuickReport:
    seen = QuickReport.objects.visible_to(request.user).select_related("event", "agency", "sent_by")
    found: QuickReport = get_object_or_404(seen, pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_QUICK_REPORT)
def quick_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đính chính: texts of the latest version to change, figures counted anew, with the reason."""
    report = _report(request, pk)
    if report.agency not in request.user.access.agencies_with(Permission.SEND_QUICK_REPORT):
        raise NotAllowed("Báo cáo nhanh do người của chính đơn vị đính chính.")
    last = latest(report.event, report.agency, report.on_date) or report
    form = CorrectForm(request.POST or None, initial=_texts(last))
    if request.method == "POST" and form.is_valid():
        try:
            made = correct_quick_report(
                report_id=report.pk, told=form.told(), reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"], by=request.user, now=timezone.now(),
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            existing = getattr(refused, "report", None)
            return _correct_page(request, form, last, refused.sentence, existing, refused.status)
        messages.success(request, f"Đã đính chính báo cáo nhanh (lần {made.version}).")
        return redirect("quick_detail", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    why = refusal(report.event, report.on_date, timezone.localdate())
    return _correct_page(request, form, last, why, None, status)


def _texts(report: QuickReport) -> dict[str, Any]:
    return {
        "happened": report.happened or ("Không phát sinh." if report.nothing_new else ""),
        "done": report.done,
        "proposals": report.proposals,
        "note": report.figures.get("note", ""),
        "version": report.version,
    }


def _correct_page(
    request: HttpRequest, form: CorrectForm, last: QuickReport, why: str,
    existing: QuickReport | None, status: int,
) -> HttpResponse:  # fmt: skip
    now_counted = figures_of(last.agency, last.on_date, timezone.now())
    frozen = {row["name"]: row["value"] for row in last.figures.get("rows", [])}
    rows = with_links(printed(now_counted), last.agency, last.on_date)
    context = {
        "report": last,
        "form": form,
        "why": why,
        "existing": existing,
        "takes": not refusal(last.event, last.on_date, timezone.localdate()),
        "figures": [{**row, "frozen": frozen.get(row["name"], 0)} for row in rows],
    }
    return render(request, "reports/quick_correct.html", context, status=status)


@require_safe
@needs(Permission.SEND_QUICK_REPORT)
def panel_quick(request: HttpRequest) -> HttpResponse:
    """Báo cáo nhanh phải gửi hôm nay of the own units."""
    context = {"owed": owed_now(request.user, timezone.now())}
    template = "reports/panel_quick.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)
