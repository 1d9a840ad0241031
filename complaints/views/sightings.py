"""Vượt cấp: the list, a new sighting of a matter, its page, its result; the panel of a matter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions import sightings as actions
from complaints.coordination_rows import coordination_rows, requests_of
from complaints.enums import SeenAt
from complaints.forms.sightings import (
    CauseForm,
    ResultForm,
    SightingFilter,
    SightingForm,
    VoidForm,
)
from complaints.models import Sighting
from complaints.rights import permissions_in
from complaints.selectors import matters
from complaints.sighting_rows import sightings, sightings_of
from complaints.skipping import cause_of
from complaints.skipping_state import handled_below
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only, ensure_in, sent
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of

_SIZE = 20
_METHODS = ["GET", "HEAD", "POST"]
_CORRECTS, _VOIDS = "dinh_chinh", "bo"


@require_safe
@cases_only
def sighting_list(request: HttpRequest) -> HttpResponse:
    """Vượt cấp: matters seen higher up, newest first, each beside its cause."""
    found = SightingFilter(request.GET, queryset=sightings(request.user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="seen_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} lượt đến cấp trên.",
    )  # fmt: skip
    template = "complaints/sighting_list.html"
    context = {
        "page": page,
        "form": found.form,
        "several_agencies": "co_quan" in found.filters,
        "event_words": found.event_words,
        "may_count": request.user.may(Permission.COORDINATE),
        "tabs": tabs_for(request.user, "hotspots", "sighting_list"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_http_methods(_METHODS)
def sighting_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi lượt vượt cấp of a matter; the cause of today is shown before."""
    user, today = request.user, timezone.localdate()
    matter = get_object_or_404(matters(user), pk=pk)
    ensure_in(user, matter.agency, Permission.COORDINATE, actions.NOT_YOURS)
    asked = request.GET
    initial = {"seen_at": asked.get("noi", ""), "people_count": asked.get("nguoi", "")}
    initial |= {"seen_on": asked["ngay"]} if asked.get("ngay") else {}
    form = SightingForm(sent(request), today=today, initial=initial)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            sighting, is_new = actions.report_sighting(
                matter_id=pk, seen=actions.Seen(**form.cleaned_data), by=user, now=timezone.now()
            )
            _say(request, sighting, is_new)
            return redirect("sighting_detail", pk=sighting.pk)
        status = refused.status
    cause = cause_of(handled_below(matter, SeenAt.PROVINCE), today)
    context = {"matter": matter, "form": form, "cause": cause, "label": cause.cause.label}
    return render(request, "complaints/sighting_new.html", context, status=status)


@require_http_methods(_METHODS)
def sighting_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sighting; its cause is corrected, or it is taken back, with a reason."""
    user, sighting = request.user, _sighting(request, pk)
    may_change = Permission.COORDINATE in permissions_in(user, sighting.agency)
    act = request.POST.get("viec", "") if request.method == "POST" else ""
    posts = sent(request)
    correct = CauseForm(posts if act != _VOIDS else None)
    void = VoidForm(posts if act == _VOIDS else None, prefix="bo")
    form: Any = void if act == _VOIDS else correct
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        change = actions.void_sighting if act == _VOIDS else actions.correct_cause
        with told_beside(form, None) as refused:
            change(sighting_id=pk, **form.cleaned_data, by=user, now=timezone.now())
            messages.success(request, "Đã bỏ lượt ghi nhầm." if act == _VOIDS else "Đã đính chính.")
            return redirect("sighting_detail", pk=pk)
        status = refused.status
    if request.method != "POST":
        ledger.write(by=user, verb=Verb.READ, subject=sighting, now=timezone.now())
    found = requests_of(sighting.matter, user).filter(sighting=sighting)
    context = {
        "sighting": sighting,
        "rows": coordination_rows(found, user, timezone.now()),
        "may_change": may_change and not sighting.void_reason,
        "correct": correct,
        "void": void,
        "form": form,
    }
    return render(request, "complaints/sighting_detail.html", context, status=status)


@require_http_methods(_METHODS)
def sighting_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết quả: heard, told what, returned how; a return is written only as a voluntary one."""
    user, sighting = request.user, _sighting(request, pk)
    ensure_in(user, sighting.agency, Permission.COORDINATE, actions.NOT_YOURS)
    initial = {
        "was_heard": ("co" if sighting.was_heard else "khong") if sighting.told else None,
        "told": sighting.told,
        "return_way": sighting.return_way,
        "returned_on": sighting.returned_on,
        "is_voluntary": bool(sighting.is_voluntary),
        "result": sighting.result,
    }
    form = ResultForm(sent(request), initial=initial)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            actions.note_result(sighting_id=pk, **form.cleaned_data, by=user, now=timezone.now())
            messages.success(request, "Đã ghi kết quả.")
            return redirect("sighting_detail", pk=pk)
        status = refused.status
    context = {"sighting": sighting, "form": form}
    return render(request, "complaints/sighting_result.html", context, status=status)


@require_safe
def matter_skips(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vượt cấp, phối hợp of one matter: a panel of its page, and a page of its own."""
    user = request.user
    matter = get_object_or_404(matters(user), pk=pk)
    template = "complaints/sighting_panel.html"
    context = {
        "matter": matter,
        "sightings": sightings_of(matter, user),
        "rows": coordination_rows(requests_of(matter, user), user, timezone.now()),
        "may_write": Permission.COORDINATE in permissions_in(user, matter.agency),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _say(request: HttpRequest, sighting: Sighting, is_new: bool) -> None:
    if is_new:
        messages.success(request, "Đã ghi lượt đến cấp trên; nguyên nhân ghi theo ngày ấy.")
        return
    messages.info(
        request,
        f"Vụ việc này đã được ghi ở {sighting.get_seen_at_display()} ngày "
        f"{sighting.seen_on:%d/%m/%Y}; mỗi ngày một nơi tính một lượt. Đây là lượt đã ghi.",
    )


def _sighting(request: HttpRequest, pk: UUID) -> Sighting:
    found: Sighting = get_object_or_404(sightings(request.user), pk=pk)
    return found
