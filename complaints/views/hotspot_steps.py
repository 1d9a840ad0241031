"""Steps on a flag: raised, decided by a second person, kept, closed. One frame for all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import hotspot_keeping as keeping
from complaints.actions import hotspots as actions
from complaints.actions.hotspot_steps import facts_of
from complaints.enums import HotLevel, HotState
from complaints.forms.hotspots import ConfirmForm, LevelForm, OwnerForm, ReviewForm
from complaints.forms.others import CloseForm, RaiseForm
from complaints.hot_people import may_answer
from complaints.models import HotSpot
from complaints.rights import permissions_in
from complaints.selectors import matters
from complaints.views.doors import ensure_in, sent
from complaints.workflow import Fact, Transition

METHODS = ["GET", "HEAD", "POST"]
_NOT_YOURS = "Vai trò của bạn ở cơ quan này không làm việc này với cờ điểm nóng."
# What the form itself brings is no reason to hide it.
_FROM_FORM = frozenset({Fact.NOTE, Fact.RESOLUTION})
Act = Callable[[dict[str, Any]], object]


@require_http_methods(METHODS)
def hotspot_raise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đề xuất theo dõi một vụ việc; the facts known are shown before."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    sentence = "Vai trò của bạn ở cơ quan này không có quyền đề xuất điểm nóng."
    ensure_in(request.user, matter.agency, Permission.FLAG_HOTSPOT, sentence)
    form, status = RaiseForm(sent(request)), 200
    if form.is_bound:
        told = form.cleaned_data if form.is_valid() else None
        status = 422

        def act(data: dict[str, Any]) -> HotSpot:
            return actions.raise_hotspot(
                matter_id=matter.pk, level=HotLevel(data["level"]), note=data["note"],
                by=request.user, now=timezone.now(),
            )  # fmt: skip

        if told is not None and (status := tried(form, act)) == 0:
            messages.success(request, "Đã ghi đề xuất; người có thẩm quyền được báo.")
            return redirect("matter_detail", pk=matter.pk)
    context = {"matter": matter, "reasons": actions.reasons_of(matter), "form": form}
    return render(request, "complaints/hotspot_raise.html", context, status=status)


@require_http_methods(METHODS)
def hotspot_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xác nhận hoặc không xác nhận, by somebody who did not propose it."""
    spot = spot_seen(request, pk)
    allow(request, spot, workflow.CONFIRM)
    now = timezone.now()
    people = may_answer(spot, timezone.localdate(now))
    form = ConfirmForm(sent(request), people=people, now=now, initial=_usual(spot, people, request))

    def act(data: dict[str, Any]) -> HotSpot:
        if data["decision"] != "co":
            return actions.reject_hotspot(
                hotspot_id=spot.pk, note=data["note"], by=request.user, now=now
            )
        return actions.confirm_hotspot(
            hotspot_id=spot.pk, note=data["note"], level=HotLevel(data["level"]),
            owner=data["owner"], review_on=data["review_on"], by=request.user, now=now,
        )  # fmt: skip

    said = "Đã ghi quyết định về cờ điểm nóng."
    return run(
        request, spot, workflow.CONFIRM, form, act, said, template="complaints/hotspot_decide.html"
    )


def _usual(spot: HotSpot, people: list[Any], request: HttpRequest) -> dict[str, Any]:
    mine = next((user.pk for user in people if user.pk == request.user.pk), "")
    days = keeping.USUAL_DAYS[HotLevel(spot.level)]
    return {
        "level": spot.level,
        "owner": mine,
        "review_on": timezone.localdate() + timedelta(days=days),
    }


@require_http_methods(METHODS)
def hotspot_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết thúc theo dõi with its result."""
    spot = spot_seen(request, pk)
    allow(request, spot, workflow.CLOSE)

    def act(data: dict[str, Any]) -> HotSpot:
        return actions.close_hotspot(
            hotspot_id=spot.pk, result=data["result"], by=request.user, now=timezone.now()
        )

    said = "Đã kết thúc theo dõi."
    return run(request, spot, workflow.CLOSE, CloseForm(sent(request)), act, said)


@require_http_methods(METHODS)
def hotspot_level(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đổi mức, with the reason."""
    spot = spot_seen(request, pk)
    allow(request, spot, workflow.CHANGE_LEVEL)

    def act(data: dict[str, Any]) -> HotSpot:
        return keeping.change_level(
            hotspot_id=spot.pk, level=HotLevel(data["level"]), note=data["note"], by=request.user,
            now=timezone.now(),
        )  # fmt: skip

    form = LevelForm(sent(request), initial={"level": spot.level})
    return run(request, spot, workflow.CHANGE_LEVEL, form, act, "Đã đổi mức theo dõi.")


@require_http_methods(METHODS)
def hotspot_owner(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Giao người phụ trách."""
    spot = spot_seen(request, pk)
    allow(request, spot, workflow.NAME_OWNER)
    people = may_answer(spot, timezone.localdate())

    def act(data: dict[str, Any]) -> HotSpot:
        return keeping.name_owner(
            hotspot_id=spot.pk, owner=data["owner"], note=data["note"], by=request.user,
            now=timezone.now(),
        )  # fmt: skip

    form = OwnerForm(sent(request), people=people, initial={"owner": spot.owner_id})
    return run(request, spot, workflow.NAME_OWNER, form, act, "Đã giao người phụ trách.")


@require_http_methods(METHODS)
def hotspot_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xem lại: what was seen, and the day of the next look."""
    spot = spot_seen(request, pk)
    allow(request, spot, workflow.REVIEW)

    def act(data: dict[str, Any]) -> HotSpot:
        return keeping.review_hotspot(
            hotspot_id=spot.pk, seen=data["seen"], review_on=data["review_on"], by=request.user,
            now=timezone.now(),
        )  # fmt: skip

    days = keeping.USUAL_DAYS[HotLevel(spot.level)]
    again = timezone.localdate() + timedelta(days=days)
    form = ReviewForm(sent(request), initial={"review_on": again})
    return run(request, spot, workflow.REVIEW, form, act, "Đã ghi lần xem lại.")


def spot_seen(request: HttpRequest, pk: UUID) -> HotSpot:
    """The flag as the reader may see it, or 404."""
    seen = HotSpot.objects.visible_to(request.user)
    found: HotSpot = get_object_or_404(
        seen.select_related(
            "matter__agency", "agency", "raised_by", "decided_by", "owner", "assessment"
        ),
        pk=pk,
    )
    return found


def allow(request: HttpRequest, spot: HotSpot, step: Transition) -> None:
    """403 for who holds no right to this step in the agency of the flag."""
    ensure_in(request.user, spot.agency, step.needs, _NOT_YOURS)


def run(
    request: HttpRequest,
    spot: HotSpot,
    step: Transition,
    form: forms.Form,
    act: Act,
    said: str,
    *,
    template: str = "complaints/hotspot_step.html",
) -> HttpResponse:
    """Runs `act` on a valid form and goes to the flag; a refusal keeps what was typed."""
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid() and (status := tried(form, act)) == 0:
        messages.success(request, said)
        return redirect("hotspot_detail", pk=spot.pk)
    why_not = why_no_step(step, spot, request.user)
    context = {"spot": spot, "matter": spot.matter, "form": form, "step": step, "why_not": why_not}
    return render(request, template, context, status=status)


def tried(form: forms.Form, act: Act) -> int:
    """0 when it is done; else the status of the refusal, its sentence on the form."""
    with told_beside(form, None) as refused:
        act(form.cleaned_data)
    return refused.status


def why_no_step(step: Transition, spot: HotSpot, user: Any) -> str:
    """Why the step is not open to this reader now; empty when it is."""
    permissions = permissions_in(user, spot.agency)
    facts = facts_of(spot, user, permissions) | _FROM_FORM
    reason = workflow.refusal(step, state=spot.state, permissions=permissions, facts=facts)
    if reason and spot.state == HotState.LAPSED:
        return "Đề xuất này đã hết căn cứ; cờ không còn mở."
    return reason or ""
