"""“Vì sao ngày này?”: one duty with its law, its days and its events; and a change of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import law_book, workflow
from complaints.actions import clocks as actions
from complaints.clock_page import page_of_clock
from complaints.enums import ClockEventKind
from complaints.forms.others import ClockEventForm
from complaints.models import Clock, ClockEvent
from complaints.rights import permissions_in
from complaints.views.doors import ensure_in, sent
from complaints.workflow import Fact
from records.actions.once import once

_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ vụ việc được thay đổi thời hạn."


@require_safe
def clock_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vì sao ngày này? The whole count, day by day, under the article that says so."""
    clock = _clock(request, pk)
    context = {
        "clock": clock,
        "why": page_of_clock(clock, timezone.localdate()),
        "events": list(clock.events.select_related("entered_by")),
        "steps": _steps(clock, request.user),
    }
    return render(request, "complaints/clock_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def clock_event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tạm đình chỉ, tiếp tục, gia hạn; a refusal is the sentence of the law."""
    clock = _clock(request, pk)
    ensure_in(request.user, clock.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    steps = _steps(clock, request.user)
    form = ClockEventForm(
        sent(request),
        kind=_asked_kind(request, steps),
        today=timezone.localdate(),
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            event = _changed(request, clock, form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = refused.status
        else:
            messages.success(request, f"Đã ghi: {str(event).lower()}. Thời hạn được tính lại.")
            return redirect("clock_detail", pk=clock.pk)
    context = {
        "clock": clock,
        "why": page_of_clock(clock, timezone.localdate()),
        "form": form,
        "steps": steps,
    }
    return render(request, "complaints/clock_event.html", context, status=status)


def _clock(request: HttpRequest, pk: UUID) -> Clock:
    seen = Clock.objects.visible_to(request.user).select_related("agency", "matter", "petition")
    found: Clock = get_object_or_404(seen.prefetch_related("events"), pk=pk)
    return found


def _changed(request: HttpRequest, clock: Clock, data: dict[str, Any]) -> ClockEvent:
    user, now = request.user, timezone.now()
    told = {name: data[name] for name in ("happened_on", "ground", "document")}
    who = {"clock_id": clock.pk, "by": user, "now": now}

    def make() -> ClockEvent:
        if data["kind"] == ClockEventKind.PAUSE:
            return actions.pause_clock(**told, **who)
        if data["kind"] == ClockEventKind.RESUME:
            return actions.resume_clock(**told, **who)
        return actions.extend_clock(**told, **who, signer=data["signer"], days=data["days"] or 0)

    return once(
        key=data["key"],
        by=user,
        now=now,
        make=make,
        fetch=lambda pk: ClockEvent.objects.get(pk=pk, clock=clock),
    )


def _steps(clock: Clock, user: User) -> list[dict[str, Any]]:
    """Each change: open, or the sentence why not."""
    facts = actions.facts_of(clock) | {Fact.SIGNER}
    permissions, state = permissions_in(user, clock.agency), actions.state_of(clock)
    found = []
    for kind, step in workflow.CLOCK_STEPS.items():
        why = workflow.refusal(step, state=state, permissions=permissions, facts=facts)
        if why is None and kind == ClockEventKind.EXTEND:
            why = _no_extension(clock)
        found.append({"kind": kind.value, "label": step.label, "why": why, "basis": step.basis})
    return found


def _no_extension(clock: Clock) -> str | None:
    if law_book.version_of(clock).extension is None:
        return "Pháp luật không cho gia hạn thời hạn này."
    return None


def _asked_kind(request: HttpRequest, steps: list[dict[str, Any]]) -> str:
    """The change named in the address, else the first that is open."""
    open_kinds = [step["kind"] for step in steps if step["why"] is None]
    asked = request.GET.get("loai", "")
    if asked in open_kinds:
        return asked
    return str(open_kinds[0]) if open_kinds else ""
