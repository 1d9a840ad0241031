"""Roll-up of the quick reports of a day for the level above: page, PDF, urging who is missing."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.models import Agency, Event
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, Refused
from agencies.roles import Permission
from records.actions import ledger
from records.enums import Verb
from records.views.files import download
from reports.actions.quick_reminders import urge_unit
from reports.quick_days import nearest_day, refusal
from reports.quick_document import rollup_pdf
from reports.quick_rollup import RollUp, roll_up
from reports.tabs import tabs_for
from reports.views.quick import day_asked, uuid_in, with_links


@require_safe
@needs(Permission.READ_REPORT)
def quick_rollup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tổng hợp báo cáo nhanh of a day (`ngay`): sums, texts by unit, who is missing."""
    event, on = _asked(request, pk)
    found = roll_up(event, on, request.user, timezone.now())
    context = {
        "event": event,
        "found": found,
        "sums": _sums(found),
        "before": _beside(event, on, -1),
        "after": _beside(event, on, 1),
        "why": refusal(event, on, timezone.localdate()),
        "may_urge": request.user.may(Permission.SEE_OVERVIEW),
        "tabs": tabs_for(request.user, "quick_list"),
    }
    return render(request, "reports/quick_rollup.html", context)


@require_safe
@needs(Permission.READ_REPORT)
def quick_rollup_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The roll-up as BÁO CÁO of the own agency; drawn when asked, kept by nobody."""
    event, on = _asked(request, pk)
    now = timezone.now()
    home = request.user.access.home_agency()
    content = rollup_pdf(home, roll_up(event, on, request.user, now), timezone.localdate(now))
    details = {"bao_cao_nhanh": on.isoformat()}
    ledger.write(by=request.user, verb=Verb.EXPORT, subject=event, now=now, details=details)
    return download(content, "application/pdf", f"tong-hop-bao-cao-nhanh-{on:%Y%m%d}.pdf")


@require_POST
@needs(Permission.SEE_OVERVIEW)
def quick_urge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đôn đốc one unit about the report of a day."""
    event, on = _asked(request, pk)
    units = Agency.objects.visible_to(request.user).filter(event_units__event=event)
    unit = get_object_or_404(units, pk=uuid_in(request.POST.get("don_vi", "")))
    with KeptRefusal(tell=partial(messages.warning, request)):
        told = urge_unit(event=event, agency=unit, on=on, by=request.user, now=timezone.now())
        messages.success(request, f"Đã đôn đốc {unit.short_name}: báo cho {told} người.")
    return redirect(f"{reverse('quick_rollup', args=[event.pk])}?ngay={on}")


def _asked(request: HttpRequest, pk: UUID) -> tuple[Event, date]:
    """The event in sight and the day of it that is asked for."""
    event: Event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    if event.report_at is None:
        raise Refused("Sự kiện này không yêu cầu báo cáo nhanh hằng ngày.")
    said = request.POST if request.method == "POST" else request.GET
    return event, day_asked(said) or nearest_day(event, timezone.localdate())


def _beside(event: Event, on: date, step: int) -> date | None:
    day = date.fromordinal(on.toordinal() + step)
    return day if event.window_from <= day <= nearest_day(event, timezone.localdate()) else None


def _sums(found: RollUp) -> list[dict[str, Any]]:
    """Each total with the list behind it, and the number of each unit with its own list."""
    base, days = reverse("figure_rows"), f"{found.on}..{found.on}"
    sent = found.sent
    return [
        {
            **row,
            "url": f"{base}?so={row['name']}&ky={days}&su_kien={found.event.pk}"
            if row["value"]
            else "",
            "cells": [
                (
                    unit,
                    with_links([{"name": row["name"], "value": value}], unit.agency, found.on)[0],
                )
                for unit, value in zip(sent, row["values"], strict=True)
            ],
        }
        for row in found.sums
    ]
