"""Các đợt lập báo cáo: how far each is and what could not be made. Units and states, no figure."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from law.periods import parse_period
from records.enums import JobState
from records.paging import page_of
from reports.actions.batches import retry_batch
from reports.batches import ended_at, jobs_of, progress_of, time_left, with_parked
from reports.forms_schedules import BatchUnitsForm
from reports.models import ReportBatch
from reports.schedule_words import left_words, period_words
from reports.tabs import schedule_tabs, tabs_for
from reports.views.schedules import ensure_watches

_PAGE = 30
_UNITS = 50
_IN_PANEL = 5


@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """Every batch within reach, newest first, each with its progress."""
    ensure_watches(request.user)
    page = page_of(
        ReportBatch.objects.visible_to(request.user).select_related("agency"),
        by="asked_at", asked=request.GET, size=_PAGE,
        count_text=lambda n: f"Có {n} đợt lập báo cáo.",
    )  # fmt: skip
    context = {
        "page": page,
        "rows": _rows(page.rows),
        "tabs": tabs_for(request.user, "report_schedule_list"),
        "parts": schedule_tabs("batch_list"),
    }
    return render(request, "reports/batch_list.html", context)


@require_safe
@needs(Permission.SCHEDULE_REPORT)
def panel_batches(request: HttpRequest) -> HttpResponse:
    """Đợt lập báo cáo có việc hỏng: for those who keep the schedules."""
    rows = _rows(list(with_parked(request.user).order_by("-asked_at")[:_IN_PANEL]))
    template = "reports/panel_batches.html"
    return render(request, f"{template}#panel" if request.htmx else template, {"rows": rows})


def _rows(batches: list[ReportBatch]) -> list[dict[str, Any]]:
    progress = progress_of(batches)
    return [
        {"batch": batch, "period": _period(batch), "progress": progress[batch.pk]}
        for batch in batches
    ]


def _period(batch: ReportBatch) -> str:
    return period_words(parse_period(batch.period))


@require_safe
def batch_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One batch: done, running, waiting, parked with reasons, and how long the rest takes."""
    ensure_watches(request.user)
    now = timezone.now()
    found = ReportBatch.objects.visible_to(request.user).select_related("agency", "schedule")
    batch = get_object_or_404(found, pk=pk)
    progress = progress_of([batch])[batch.pk]
    left = time_left(batch, progress, now)
    context = {
        "batch": batch,
        "period": _period(batch),
        "progress": progress,
        "left": left_words(left) if left else "",
        "ended_at": ended_at(batch) if progress.is_over else None,
    }
    if request.htmx and "tien-do" in request.GET:
        return render(request, "reports/batch_detail.html#progress", context)
    context |= _units(request, batch, has_parked=progress.parked > 0)
    return render(request, "reports/batch_detail.html", context)


def _units(request: HttpRequest, batch: ReportBatch, *, has_parked: bool) -> dict[str, Any]:
    """The units listed: those asked for, else the parked ones while there are any."""
    chosen = JobState.FAILED.value if has_parked else ""
    asked = request.GET if "tinh_trang" in request.GET else {"tinh_trang": chosen}
    form = BatchUnitsForm(asked)
    state = form.cleaned_data["tinh_trang"] if form.is_valid() else chosen
    rows = jobs_of(batch).select_related("agency")
    page = page_of(
        rows.filter(state=state) if state else rows,
        by="asked_at", asked=request.GET, size=_UNITS, rising=True,
        count_text=lambda n: f"Có {n} đơn vị.",
    )  # fmt: skip
    return {"form": form, "page": page}


@require_POST
def batch_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Làm lại những báo cáo không thành."""
    ensure_watches(request.user)
    batch = get_object_or_404(ReportBatch.objects.visible_to(request.user), pk=pk)
    again = retry_batch(batch=batch, by=request.user, now=timezone.now())
    if again:
        messages.success(request, f"Đã yêu cầu làm lại {again} báo cáo.")
    else:
        messages.info(request, "Không có báo cáo nào cần làm lại.")
    return redirect("batch_detail", pk=batch.pk)
