"""Hot-spot flags: their list, raised, decided by a second person, closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import hotspots as actions
from complaints.enums import HotLevel, HotState
from complaints.filters import HotSpotFilter
from complaints.forms.others import CloseForm, DecideForm, RaiseForm
from complaints.models import HotSpot
from complaints.selectors import hotspots, matters
from complaints.views.doors import cases_only, ensure_in, sent
from records.paging import page_of

_SIZE = 30
_METHODS = ["GET", "HEAD", "POST"]
_NOT_YOURS = "Chỉ thủ trưởng, thanh tra có thẩm quyền với cơ quan này quyết định cờ điểm nóng."


@require_safe
@cases_only
def hotspot_list(request: HttpRequest) -> HttpResponse:
    """Điểm nóng: flags on matters, newest first. No name of a citizen stands here."""
    asked = request.GET.copy()
    found = HotSpotFilter(asked, queryset=hotspots(request.user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="raised_at", asked=asked, size=_SIZE, count_text=lambda n: f"Có {n} cờ điểm nóng."
    )
    template = "complaints/hotspot_list.html"
    context = {
        "page": page,
        "form": found.form,
        "several_agencies": "co_quan" in found.filters,
        "event_words": found.event_words,
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_http_methods(_METHODS)
def hotspot_raise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đề xuất theo dõi một vụ việc; the facts known are shown before."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    sentence = "Vai trò của bạn ở cơ quan này không có quyền đề xuất điểm nóng."
    ensure_in(request.user, matter.agency, Permission.FLAG_HOTSPOT, sentence)

    def act(data: dict[str, Any]) -> HotSpot:
        return actions.raise_hotspot(
            matter_id=matter.pk, level=HotLevel(data["level"]), note=data["note"],
            by=request.user, now=timezone.now(),
        )  # fmt: skip

    context = {"matter": matter, "reasons": actions.reasons_of(matter)}
    form = RaiseForm(sent(request))
    return _decided(request, "complaints/hotspot_raise.html", form, act, context, "Đã ghi đề xuất.")


@require_http_methods(_METHODS)
def hotspot_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xác nhận hoặc không xác nhận, by somebody who did not propose it."""
    spot = _spot(request, pk)
    ensure_in(request.user, spot.agency, workflow.CONFIRM.needs, _NOT_YOURS)

    def act(data: dict[str, Any]) -> HotSpot:
        decide = actions.confirm_hotspot if data["decision"] == "co" else actions.reject_hotspot
        return decide(hotspot_id=spot.pk, note=data["note"], by=request.user, now=timezone.now())

    context = {"spot": spot, "matter": spot.matter, "why_not": _why_not(spot, request)}
    said = "Đã ghi quyết định về cờ điểm nóng."
    return _decided(
        request, "complaints/hotspot_decide.html", DecideForm(sent(request)), act, context, said
    )


@require_http_methods(_METHODS)
def hotspot_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết thúc theo dõi with its result."""
    spot = _spot(request, pk)
    ensure_in(request.user, spot.agency, workflow.CLOSE.needs, _NOT_YOURS)

    def act(data: dict[str, Any]) -> HotSpot:
        return actions.close_hotspot(
            hotspot_id=spot.pk, result=data["result"], by=request.user, now=timezone.now()
        )

    why_not = "" if spot.state == HotState.CONFIRMED else _wrong_state(workflow.CLOSE, spot)
    context = {"spot": spot, "matter": spot.matter, "why_not": why_not}
    said = "Đã kết thúc theo dõi."
    return _decided(
        request, "complaints/hotspot_close.html", CloseForm(sent(request)), act, context, said
    )


def _decided(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], HotSpot],
    context: dict[str, Any],
    said: str,
) -> HttpResponse:
    """Runs `act` on a valid form and goes to the matter; a refusal keeps what was typed."""
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = refused.status
        else:
            messages.success(request, said)
            return redirect("matter_detail", pk=context["matter"].pk)
    return render(request, template, {**context, "form": form}, status=status)


def _spot(request: HttpRequest, pk: UUID) -> HotSpot:
    seen = HotSpot.objects.visible_to(request.user)
    found: HotSpot = get_object_or_404(
        seen.select_related("matter", "agency", "raised_by", "decided_by"), pk=pk
    )
    return found


def _why_not(spot: HotSpot, request: HttpRequest) -> str:
    if spot.state != HotState.PROPOSED:
        return _wrong_state(workflow.CONFIRM, spot)
    if spot.raised_by_id == request.user.pk:
        return workflow.MISSING[workflow.Fact.SECOND_PERSON]
    return ""


def _wrong_state(step: workflow.Transition, spot: HotSpot) -> str:
    return f"Không thể “{step.label}” khi tình trạng là “{spot.get_state_display()}”."
