"""Giao nhận hồ sơ giấy: given, accepted or refused, and the list of one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.refusals import NotAllowed, told_beside
from complaints.actions.handovers import (
    accept_handover,
    hand_over,
    keeps_paper,
    place_paper,
    refuse_handover,
    waiting_handover,
)
from complaints.actions.parties import may_write
from complaints.forms.people import AnswerForm, HandoverForm, PlaceForm
from complaints.models import PaperHandover, Petition
from complaints.people_page import my_handovers, receivers, waiting_for
from complaints.selectors import number_for
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only, sent
from complaints.views.people import petition_seen
from records.actions.once import once
from records.paging import page_of

_SIZE, _MOST_WAITING = 20, 50
_NOT_YOURS = "Chỉ cán bộ vào sổ, xử lý đơn của cơ quan giữ đơn được giao nhận hồ sơ giấy."


@require_http_methods(["GET", "HEAD", "POST"])
def petition_handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Giao hồ sơ cho đồng nghiệp; the place where it lies is noted on the same page."""
    petition = petition_seen(request, pk)
    if not may_write(request.user, petition):
        raise NotAllowed(_NOT_YOURS)
    receiving = receivers(petition, request.user, timezone.localdate())
    form = HandoverForm(sent(request), receivers=receiving)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            _given(request, petition, form.cleaned_data)
            messages.success(request, "Đã ghi việc giao hồ sơ; chờ người nhận xác nhận.")
            return redirect("petition_detail", pk=petition.pk)
        status = refused.status
    return _handover_page(request, petition, form, PlaceForm(initial=_lies(petition)), status)


@require_POST
def petition_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nơi để hồ sơ giấy."""
    petition = petition_seen(request, pk)
    if not may_write(request.user, petition):
        raise NotAllowed(_NOT_YOURS)
    place, status = PlaceForm(request.POST), 422
    if place.is_valid():
        with told_beside(place, None) as refused:
            place_paper(
                petition_id=petition.pk, **place.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, "Đã ghi nơi để hồ sơ giấy.")
            return redirect("petition_handover", pk=petition.pk)
        status = refused.status
    receiving = receivers(petition, request.user, timezone.localdate())
    return _handover_page(request, petition, HandoverForm(receivers=receiving), place, status)


def _lies(petition: Petition) -> dict[str, str]:
    return {"place": petition.paper_place}


def _handover_page(
    request: HttpRequest, petition: Petition, form: HandoverForm, place: PlaceForm, status: int
) -> HttpResponse:
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "form": form,
        "place_form": place,
        "waiting": waiting_handover(petition),
        "may_move": keeps_paper(request.user, petition),
    }
    return render(request, "complaints/handover_new.html", context, status=status)


def _given(request: HttpRequest, petition: Petition, data: dict[str, Any]) -> PaperHandover:
    user, now = request.user, timezone.now()
    told = {name: value for name, value in data.items() if name != "key"}
    return once(
        key=data["key"], by=user, now=now,
        make=lambda: hand_over(petition_id=petition.pk, **told, by=user, now=now),
        fetch=lambda pk: PaperHandover.objects.visible_to(user).get(pk=pk),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def handover_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nhận hoặc không nhận hồ sơ; the giver may take it back."""
    handover = get_object_or_404(my_or_seen(request), pk=pk)
    if request.user.pk not in (handover.given_to_id, handover.given_by_id):
        raise NotAllowed("Chỉ người giao và người được giao trả lời việc giao hồ sơ này.")
    form = AnswerForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            said = _answered(request, handover, form.cleaned_data)
            messages.success(request, said)
            return redirect("handover_list")
        status = refused.status
    context = {
        "handover": handover,
        "number": number_for(handover.petition, request.user),
        "form": form,
        "is_mine": handover.given_to_id == request.user.pk,
        "is_waiting": handover.received_at is None and not handover.refused_reason,
    }
    return render(request, "complaints/handover_answer.html", context, status=status)


def my_or_seen(request: HttpRequest) -> Any:
    """Handovers of petitions within reach; whose they are is asked next."""
    seen = PaperHandover.objects.visible_to(request.user)
    return seen.select_related("petition__agency", "petition__matter", "given_by", "given_to")


def _answered(request: HttpRequest, handover: PaperHandover, data: dict[str, Any]) -> str:
    who: dict[str, Any] = {"handover_id": handover.pk, "by": request.user, "now": timezone.now()}
    if data["answer"] == "nhan":
        accept_handover(**who)
        return "Đã xác nhận nhận hồ sơ."
    refuse_handover(**who, reason=data["reason"])
    return "Đã ghi việc không nhận hoặc rút lại hồ sơ."


@require_safe
@cases_only
def handover_list(request: HttpRequest) -> HttpResponse:
    """Giao nhận hồ sơ: what waits for me first, then everything I gave or was given."""
    user = request.user
    page = page_of(
        my_handovers(user), by="given_at", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} lần giao nhận.",
    )  # fmt: skip
    waiting = list(waiting_for(user)[:_MOST_WAITING])
    context = {
        "waiting": [(one, number_for(one.petition, user)) for one in waiting],
        "rows": [(one, number_for(one.petition, user)) for one in page.rows],
        "page": page,
        "tabs": tabs_for(user, "cases", "handover_list"),
    }
    return render(request, "complaints/handover_list.html", context)
