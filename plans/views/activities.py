"""Management activities (hoạt động quản lý): their list with 06/QLKNTC, a new one, one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from plans.actions import activities as actions
from plans.actions.readings import ask_to_read
from plans.activity_filter import ActivityFilter
from plans.forms.activities import EditActivityForm, NewActivityForm, VoidForm
from plans.models import ManagementActivity
from plans.tabs import tabs_for
from records.actions.once import once
from records.paging import page_of

_SIZE = 20
_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """What offices did, newest first; the figures of 06/QLKNTC open the rows behind them."""
    rows = ManagementActivity.objects.visible_to(request.user).select_related("agency")
    found = ActivityFilter(request.GET, queryset=rows, request=request)
    page = page_of(
        found.qs if found.is_valid() else rows.none(),
        by="on_date",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda n: f"Có {n} hoạt động.",
    )
    template = "plans/activity_list.html"
    context = {
        "page": page,
        "form": found.form,
        "period": found.period,
        "figures": found.figures(),
        "column": found.column,
        "several_agencies": found.several_agencies,
        "may_record": request.user.may(Permission.RECORD_ACTIVITY),
        "tabs": tabs_for(request.user, "activity_list"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_http_methods(_METHODS)
@needs(Permission.RECORD_ACTIVITY)
def activity_new(request: HttpRequest) -> HttpResponse:
    """Ghi hoạt động; phổ biến, quán triệt may ask its readers to sign."""
    first = {"kind": request.GET.get("loai", ""), "task": request.GET.get("nhiem-vu", "")}
    form = NewActivityForm(
        request.POST or None, request.FILES or None, user=request.user,
        today=timezone.localdate(), initial={name: value for name, value in first.items() if value},
    )  # fmt: skip
    if form.is_valid():
        try:
            activity = _recorded_once(request, form)
        except NotAllowed:
            raise
        except actions.Objections as objections:
            form.add_refusals(objections.by_field)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "Đã ghi hoạt động quản lý.")
            return redirect("activity_detail", pk=activity.pk)
    status = 422 if form.is_bound else 200
    return render(request, "plans/activity_new.html", {"form": form}, status=status)


def _recorded_once(request: HttpRequest, form: NewActivityForm) -> ManagementActivity:
    """A second click finds the activity of the first."""
    made: ManagementActivity = once(
        key=form.cleaned_data["key"],
        by=request.user,
        now=timezone.now(),
        make=lambda: _recorded(request, form),
        fetch=lambda pk: ManagementActivity.objects.visible_to(request.user).get(pk=pk),
    )
    return made


@transaction.atomic
def _recorded(request: HttpRequest, form: NewActivityForm) -> ManagementActivity:
    data, now = form.cleaned_data, timezone.now()
    activity = actions.record_activity(
        agency=data["agency"], told=form.told(), task=data["task"], file=form.attachment(),
        by=request.user, now=now,
    )  # fmt: skip
    if form.asks_readers:
        ask_to_read(
            activity=activity, text=data["text"], until=data["until"], offices=data["offices"],
            by=request.user, now=now,
        )  # fmt: skip
    return activity


@require_safe
def activity_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One activity: its figures, the task it carries out, who has read."""
    return render(request, "plans/activity_detail.html", _page(request, pk, VoidForm()))


@require_http_methods(_METHODS)
@needs(Permission.RECORD_ACTIVITY)
def activity_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bổ sung, sửa: the conclusion of an inspection and what became of it come later."""
    activity = _seen(request, pk)
    if not actions.may_record(request.user, activity.agency):
        raise NotAllowed("Chỉ cơ quan đã ghi hoạt động này mới sửa.")
    form = EditActivityForm(
        request.POST or None, request.FILES or None, activity=activity, user=request.user,
        today=timezone.localdate(),
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.change_activity(
                activity_id=pk, told=form.told(), file=form.attachment(), by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except NotAllowed:
            raise
        except actions.Objections as objections:
            form.add_refusals(objections.by_field)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "Đã lưu hoạt động quản lý.")
            return redirect("activity_detail", pk=pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "activity": activity}
    return render(request, "plans/activity_edit.html", context, status=status)


@require_POST
@needs(Permission.RECORD_ACTIVITY)
def activity_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hủy, with the reason."""
    _seen(request, pk)
    form = VoidForm(request.POST)
    if form.is_valid():
        actions.void_activity(
            activity_id=pk, reason=form.cleaned_data["reason"], by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, "Đã hủy hoạt động; biểu 06/QLKNTC không còn tính hoạt động này.")
        return redirect("activity_detail", pk=pk)
    context = _page(request, pk, form)
    return render(request, "plans/activity_detail.html", context, status=422)


def _page(request: HttpRequest, pk: UUID, void_form: VoidForm) -> dict[str, Any]:
    activity = _seen(request, pk)
    return {
        "activity": activity,
        "reading": getattr(activity, "reading", None),
        "may_change": actions.may_record(request.user, activity.agency)
        and not activity.void_reason,
        "void_form": void_form,
    }


def _seen(request: HttpRequest, pk: UUID) -> ManagementActivity:
    rows = ManagementActivity.objects.visible_to(request.user)
    found: ManagementActivity = get_object_or_404(
        rows.select_related("agency", "task__plan", "file", "recorded_by", "reading"), pk=pk
    )
    return found
