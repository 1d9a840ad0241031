"""Sự kiện: the list, one event with its window, setting and closing it, the units that report."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import event_page
from agencies.actions import calendar as actions
from agencies.enums import EventKind, Level
from agencies.event_rights import may_manage, naming_paths
from agencies.forms.event_list import EventListForm
from agencies.forms.events import EventForm, EventUnitsForm
from agencies.models import Event
from agencies.permissions import ensure, needs
from agencies.refusals import KeptRefusal, NotAllowed, told_beside
from agencies.roles import Permission

_PAST = 40
_NOT_YOURS = "Chỉ cơ quan lập sự kiện mới sửa được sự kiện này."


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """Sự kiện: windows open today, those to come, those that are over."""
    today = timezone.localdate()
    rows = event_page.events_of(request.user)
    form = EventListForm(request.GET or None, today=today)
    rows = form.narrow(rows)
    over = list(event_page.past(rows, today)[: _PAST + 1])
    groups = [
        ("Đang theo dõi", event_page.lines_of(event_page.running(rows, today), today)),
        ("Sắp tới", event_page.lines_of(event_page.coming(rows, today), today)),
        ("Đã qua", event_page.lines_of(over[:_PAST], today)),
    ]
    context = {
        "form": form,
        "groups": groups,
        "count": sum(len(lines) for _, lines in groups),
        "more": len(over) > _PAST,
        "most": _PAST,
        "may_set": request.user.may(Permission.MANAGE_EVENT),
    }
    template = "agencies/event_list.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_safe
def event_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One event: where its window stands today, what each phase asks for, who reports."""
    event, today = _event(request, pk), timezone.localdate()
    mine, is_open = may_manage(request.user, event), event.closed_at is None
    asks = mine or event.report_at is not None
    compared = Event.objects.visible_to(request.user).filter(pk=event.previous_id).first()
    context = {
        "event": event,
        "line": event_page.line_of(event, today),
        "today": today,
        "timeline": event_page.timeline_of(event, today),
        "boxes": event_page.boxes_of(event, request.user, today),
        "lists": event_page.lists_of(event, request.user),
        "units": event_page.units_of(event, request.user),
        "previous": compared,
        "works": event_page.works_on_events(request.user),
        "may_change": mine and is_open,
        "may_name": asks and is_open and bool(naming_paths(request.user, event)),
        "may_close": mine and is_open and today >= event.ends_on,
    }
    return render(request, "agencies/event_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_EVENT)
def event_new(request: HttpRequest) -> HttpResponse:
    """Lập sự kiện."""
    kind = request.GET.get("loai", "")
    initial = {"key": uuid4(), "kind": kind if kind in EventKind.values else None}
    home = request.user.access.home_agency()
    initial["agency"] = home.pk if home else None
    form = EventForm(request.POST or None, user=request.user, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        with told_beside(form, None):
            event = actions.add_event(
                agency=told["agency"], key=told["key"], by=request.user, now=timezone.now(),
                **_told(form),
            )  # fmt: skip
            messages.success(request, "Đã lập sự kiện; các đơn vị bên dưới đã thấy.")
            return redirect("event_detail", pk=event.pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def event_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa sự kiện."""
    event = _event(request, pk)
    ensure(request.user, Permission.MANAGE_EVENT)
    if not may_manage(request.user, event):
        raise NotAllowed(_NOT_YOURS)
    form = EventForm(request.POST or None, user=request.user, event=event)
    if form.is_valid():
        with told_beside(form, None):
            actions.change_event(
                event_id=event.pk, seen=form.cleaned_data["seen"] or None, by=request.user,
                now=timezone.now(), **_told(form),
            )  # fmt: skip
            messages.success(request, "Đã ghi sự kiện.")
            return redirect("event_detail", pk=event.pk)
    return _form_page(request, form, event)


@require_http_methods(["GET", "HEAD", "POST"])
def event_units(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đơn vị báo cáo nhanh: which units owe the report of each day."""
    event = _event(request, pk)
    ensure(request.user, Permission.MANAGE_EVENT)
    if not naming_paths(request.user, event):
        raise NotAllowed(_NOT_YOURS)
    possible = list(actions.unit_choices(event, request.user))
    named = {unit.agency_id for unit in event.units.all()}
    form = EventUnitsForm(
        request.POST if request.method == "POST" else None,
        possible=actions.unit_choices(event, request.user),
    )
    error = ""
    if form.is_bound:
        named = {a.pk for a in possible if str(a.pk) in request.POST.getlist("units")}
        error = "Có đơn vị không thuộc sự kiện này; hãy chọn lại." if not form.is_valid() else ""
    if form.is_bound and not error:
        with KeptRefusal() as refused:
            units = actions.set_event_units(
                event_id=event.pk, agencies=form.chosen(), by=request.user, now=timezone.now()
            )
            messages.success(request, f"Đã ghi {len(units)} đơn vị báo cáo nhanh.")
            return redirect("event_detail", pk=event.pk)
        error = refused.sentence
    by_level = sorted(possible, key=lambda a: (list(Level.values).index(a.level), a.sort_key))
    groups = [
        {"level": Level(level), "agencies": [(a, a.pk in named) for a in found]}
        for level, found in groupby(by_level, key=lambda a: a.level)
    ]
    context = {
        "event": event,
        "groups": groups,
        "named": len(named),
        "error": error,
        "may_change": may_manage(request.user, event),
    }
    status = 422 if error else 200
    return render(request, "agencies/event_units.html", context, status=status)


@require_POST
def event_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đóng sự kiện: after that no unit reports on it any more."""
    event = _event(request, pk)
    actions.close_event(event_id=event.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã đóng sự kiện; không còn nhận báo cáo nhanh của sự kiện này.")
    return redirect("event_detail", pk=event.pk)


@require_safe
def panel_event(request: HttpRequest) -> HttpResponse:
    """Sự kiện đang theo dõi: the windows open today over one's own agency and what is due in them;
    those of units below are a number with its list."""
    today, above = timezone.localdate(), request.user.access.paths_above
    running = list(event_page.running(event_page.events_of(request.user), today))
    own_events = [event for event in running if not event.agency or event.scope_path in above]
    lines = event_page.lines_of(own_events, today)
    own = [membership.agency_id for membership in request.user.access.memberships]
    owing = Event.objects.filter(
        units__agency__in=own, report_at__isnull=False, pk__in=[line.event.pk for line in lines]
    )
    context = {
        "lines": lines,
        "owing": set(owing.values_list("pk", flat=True)) if lines else set(),
        "below": len(running) - len(own_events),
    }
    template = "agencies/panel_event.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _event(request: HttpRequest, pk: UUID) -> Event:
    seen = Event.objects.visible_to(request.user).select_related("agency", "previous", "closed_by")
    found: Event = get_object_or_404(seen, pk=pk)
    return found


def _told(form: EventForm) -> dict[str, Any]:
    told = form.cleaned_data
    return {
        **form.dates(),
        "name": told["name"],
        "kind": EventKind(told["kind"]),
        "report_at": told["report_at"],
        "warn_days": told["warn_days"],
        "previous": told["previous_event"],
        "note": told["note"],
    }


def _form_page(request: HttpRequest, form: EventForm, event: Event | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "event": event}
    return render(request, "agencies/event_form.html", context, status=status)
