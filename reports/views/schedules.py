"""Lịch lập báo cáo: which report is made when and for whom. Settings alone, never a figure."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from reports.actions.scheduling import (
    default_rule,
    remove_schedule,
    rule_of,
    save_schedule,
)
from reports.enums import ReportKind
from reports.forms_schedules import ScheduleForm
from reports.models import ReportSchedule
from reports.schedule_words import rule_words, run_words
from reports.scheduled_units import levels_in_words
from reports.tabs import schedule_tabs, tabs_for


def ensure_watches(user: User) -> None:
    """Raises NotAllowed but for those who keep schedules or make reports."""
    if not (user.may(Permission.SCHEDULE_REPORT) or user.may(Permission.MAKE_REPORT)):
        raise NotAllowed("Vai trò của bạn không có quyền làm việc này.")


@require_safe
def schedule_list(request: HttpRequest) -> HttpResponse:
    """Every schedule that concerns the user: of the own tree, and those of the bodies above."""
    ensure_watches(request.user)
    now = timezone.now()
    found = ReportSchedule.objects.visible_to(request.user).select_related("agency")
    kept = set(ReportSchedule.objects.kept_by(request.user).values_list("pk", flat=True))
    rows = [
        _row(schedule, now, kept) for schedule in found.order_by("scope_path", "kind", "rhythm")
    ]
    has_weekly = ReportSchedule.objects.filter(kind=ReportKind.WEEKLY).exists()
    context = {
        "rows": rows,
        "default": "" if has_weekly else rule_words(default_rule()),
        "may_schedule": request.user.may(Permission.SCHEDULE_REPORT),
        "tabs": tabs_for(request.user, "report_schedule_list"),
        "parts": schedule_tabs("report_schedule_list"),
    }
    return render(request, "reports/schedule_list.html", context)


def _row(schedule: ReportSchedule, now: datetime, kept: set[UUID]) -> dict[str, Any]:
    rule = rule_of(schedule)
    coming = rule.coming(now=now, how_many=1, since=schedule.catch_up_from)
    return {
        "schedule": schedule,
        "when": rule_words(rule),
        "next": run_words(coming[0]) if schedule.is_on and coming else "",
        "is_kept": schedule.pk in kept,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SCHEDULE_REPORT)
def schedule_new(request: HttpRequest) -> HttpResponse:
    """A new schedule; the next runs and the units are shown before it is saved."""
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SCHEDULE_REPORT)
def schedule_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another day, hour or reach, from now on."""
    return _edit(request, _kept(request.user, pk))


@require_POST
@needs(Permission.SCHEDULE_REPORT)
def schedule_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ lịch; what it made stays."""
    remove_schedule(schedule_id=_kept(request.user, pk).pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã bỏ lịch; các báo cáo đã lập vẫn được giữ.")
    return redirect("report_schedule_list")


def _kept(user: User, pk: UUID) -> ReportSchedule:
    found = ReportSchedule.objects.kept_by(user).select_related("agency")
    schedule: ReportSchedule = get_object_or_404(found, pk=pk)
    return schedule


def _edit(request: HttpRequest, schedule: ReportSchedule | None) -> HttpResponse:
    now, status = timezone.now(), 200
    form = ScheduleForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        now=now,
        initial=ScheduleForm.said_by(schedule) if schedule else {},
    )
    if form.is_bound:
        status = 422
        if form.is_valid():
            if "thu" in request.POST:
                status = 200
            elif _is_saved(request, form, schedule, now):
                return redirect("report_schedule_list")
            else:
                status = 409
    context = {"form": form, "schedule": schedule, "preview": _preview(form, now)}
    return render(request, "reports/schedule_edit.html", context, status=status)


def _is_saved(
    request: HttpRequest, form: ScheduleForm, schedule: ReportSchedule | None, now: datetime
) -> bool:
    with told_beside(form, "kind"):
        save_schedule(schedule=schedule, **form.cleaned_data, by=request.user, now=now)
        messages.success(request, "Đã lưu lịch lập báo cáo.")
        return True
    return False


def _preview(form: ScheduleForm, now: datetime) -> dict[str, Any] | None:
    """The next three runs in words and who gets what; None while something is wrong."""
    if not form.is_bound or not form.is_valid():
        return None
    return {
        "when": rule_words(form.rule()),
        "runs": [run_words(run) for run in form.rule().coming(now=now)],
        "units": levels_in_words(form.units(timezone.localdate(now))),
    }
