"""The roster of an event: its window on one page, on paper, how it lies on the staff, “Xếp tự động”."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actions.duty import Turn, write_roster
from agencies.duty import receivers, why_no_roster
from agencies.enums import Phase
from agencies.models import Agency, Event
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, Refused
from agencies.roles import Permission
from agencies.windows import phase_of, within
from reception.duty_event import event_roster_of, phases_of
from reception.duty_fill import OpenTurn, propose
from reception.duty_sheet import event_roster_pdf as pdf_of
from reception.forms.duty import MOST_DAYS
from reception.forms.duty_fill import FillForm, first_values
from reception.views.duty_doors import agency_for, event_of, filled_by
from records.actions import ledger
from records.enums import Verb
from records.views.files import download


@require_safe
def event_roster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lịch trực of one agency for the whole window or one phase (`?giai-doan=during`)."""
    event, agency, agencies, phase = _asked(request, pk)
    today = timezone.localdate()
    why_not = why_no_roster(event, today)
    manages = agency in request.user.access.agencies_with(Permission.MANAGE_DUTY)
    context = {
        **_heading(event, agency, agencies, phase, today),
        "roster": event_roster_of(request.user, agency, event, phase=phase),
        "now": timezone.now(),
        "why_not": why_not,
        "manages": manages,
        "may_manage": manages and not why_not,
    }
    return render(request, "reception/duty_event.html", context)


@require_safe
def duty_fairness(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Phân bố ca trực: how the shifts of the window lie on the staff of one agency."""
    event, agency, agencies, phase = _asked(request, pk)
    context = {
        **_heading(event, agency, agencies, phase, timezone.localdate()),
        "roster": event_roster_of(request.user, agency, event, phase=phase),
    }
    return render(request, "reception/duty_fairness.html", context)


@require_safe
def event_roster_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The roster with phone numbers, to be signed, hung up and sent."""
    event, agency, _, phase = _asked(request, pk)
    roster = event_roster_of(request.user, agency, event, phase=phase)
    pdf = pdf_of(roster, on=timezone.localdate())
    ledger.write(
        by=request.user, verb=Verb.PRINT, subject=event, now=timezone.now(),
        details={"what": "event_roster", "agency": agency.code},
    )  # fmt: skip
    name = f"lich-truc-su-kien-{agency.code}-{event.starts_on:%Y-%m-%d}.pdf".lower()
    return download(pdf, "application/pdf", name)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_DUTY)
def duty_fill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xếp tự động: what is asked (`buoc=sua`), the proposal to look at and change (`buoc=xem`), and
    writing it whole (`buoc=ghi`)."""
    event, today = event_of(request.user, pk), timezone.localdate()
    agency = filled_by(request.user, event, request.GET.get("co-quan", ""))
    if why := why_no_roster(event, today):
        raise Refused(why)
    form = FillForm(
        request.POST or None, agency=agency, event=event, today=today,
        initial=_first_fill(request, event, agency, today),
    )  # fmt: skip
    context: dict[str, Any] = {"event": event, "agency": agency, "form": form}
    step = request.POST.get("buoc")
    if not form.is_bound or step == "sua" or not form.is_valid():
        refused = form.is_bound and step != "sua"
        status = 422 if refused else 200
        return render(request, "reception/duty_fill.html", context, status=status)
    return _preview_or_write(request, context, form)


def _preview_or_write(
    request: HttpRequest, context: dict[str, Any], form: FillForm
) -> HttpResponse:
    asked, now = form.asked(), timezone.now()
    turns, sums = propose(asked, user=request.user, now=now)
    refusal = ""
    if request.POST.get("buoc") == "ghi":
        chosen = _chosen(request, turns, {str(one.pk): one for one in asked.people})
        with KeptRefusal() as refused:
            return _written(request, context, form, chosen)
        refusal = refused.sentence
    rows = [(turn, request.POST.get(turn.key, _pk_of(turn))) for turn in turns]
    more = {"asked": asked, "rows": rows, "sums": sums, "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "reception/duty_fill_preview.html", {**context, **more}, status=status)


def _pk_of(turn: OpenTurn) -> str:
    return str(turn.person.pk) if turn.person else ""


def _chosen(request: HttpRequest, turns: list[OpenTurn], people: dict[str, Any]) -> list[Turn]:
    """The turns as the person left them; a turn that somebody filled in the meantime is gone."""
    asked = ((turn, people.get(request.POST.get(turn.key, ""))) for turn in turns)
    return [turn.given(person) for turn, person in asked if person is not None]


def _written(
    request: HttpRequest, context: dict[str, Any], form: FillForm, turns: list[Turn]
) -> HttpResponse:
    if not turns:
        raise Refused("Chưa có ca nào được giao cho ai nên không có gì để ghi.")
    data, asked = form.cleaned_data, form.asked()
    made = write_roster(
        agency=asked.agency, duty=asked.duty, turns=turns, event=context["event"],
        place=data["place"], phone=data["phone"], by=request.user, now=timezone.now(),
    )  # fmt: skip
    messages.success(request, f"Đã ghi {len(made)} ca {asked.duty.label.lower()}.")
    address = reverse("event_roster", args=[context["event"].pk])
    return redirect(f"{address}?co-quan={asked.agency.code}")


def _asked(request: HttpRequest, pk: UUID) -> tuple[Event, Agency, list[Agency], Phase | None]:
    """The event, the agency (`?co-quan=` its code), those to choose from, and the phase."""
    event = event_of(request.user, pk)
    agency, agencies = agency_for(request.user, event, request.GET.get("co-quan", ""))
    code = request.GET.get("giai-doan", "")
    phase = next((one for one in phases_of(event) if one.value == code), None)
    return event, agency, agencies, phase


def _heading(
    event: Event, agency: Agency, agencies: list[Agency], phase: Phase | None, today: date
) -> dict[str, Any]:
    return {
        "event": event,
        "agency": agency,
        "agencies": agencies if len(agencies) > 1 else [],
        "phase": phase,
        "phases": phases_of(event),
        "today": today,
        "today_phase": phase_of(event, today),
    }


def _first_fill(request: HttpRequest, event: Event, agency: Agency, today: date) -> dict[str, Any]:
    """The rest of the window, or of the event itself for what is kept up day and night."""
    values = first_values(request.GET.get("viec", ""))
    code = request.GET.get("giai-doan", "")
    phase = next((one for one in phases_of(event) if one.value == code), None)
    first, last = within(event, phase)
    first = min(max(first, today), last)
    people = receivers(agency, today, values["duty"]).values_list("pk", flat=True)
    return {
        **values,
        "first": first,
        "last": min(last, first + timedelta(days=MOST_DAYS - 1)),
        "people": list(people),
    }
