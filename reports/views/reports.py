"""Reports of every kind: the list, making one, the newest of the own agency."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from records.models import StoredFile
from records.paging import page_of
from reports.all_kinds import kind_of
from reports.enums import ReportKind
from reports.forms_reports import ListFilter, MakeForm, spec_asked
from reports.jobs import ask_report
from reports.models import Report
from reports.owed import owed_reports
from reports.tabs import tabs_for
from reports.toned import state_words, toned
from reports.views.quick import uuid_in

PAGE = 30
IN_PANEL = 4


@require_safe
@needs(Permission.READ_REPORT)
def report_list(request: HttpRequest) -> HttpResponse:
    """Danh sách báo cáo in sight, the newest period first."""
    form = ListFilter(request.GET or None)
    agency = uuid_in(request.GET.get("agency", ""))
    rows = _filtered(Report.objects.visible_to(request.user), form)
    rows = rows.filter(agency=agency) if agency else rows
    page = page_of(
        rows.select_related("agency", "made_by", "document"),
        by="ends_on", asked=request.GET, size=PAGE, count_text=lambda n: f"Có {n} báo cáo.",
    )  # fmt: skip
    template = "reports/report_list.html"
    context = {
        "form": form,
        "page": page,
        "rows": _with_files(page.rows),
        "may_make": request.user.may(Permission.MAKE_REPORT),
        "tabs": tabs_for(request.user, "report_list"),
        "is_filtered": bool(agency or (form.is_bound and form.asked)),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _filtered(rows: Any, form: ListFilter) -> Any:
    asked = form.asked if form.is_bound else {}
    if kind := asked.get("loai"):
        rows = rows.filter(kind=kind)
    if state := asked.get("tinh_trang"):
        rows = rows.filter(state=state)
    if period := asked.get("period"):
        rows = rows.filter(period=period.strip())
    if unit := asked.get("don_vi"):
        named = Q(name__icontains=unit) | Q(short_name__icontains=unit) | Q(code__iexact=unit)
        rows = rows.filter(agency__in=Agency.objects.filter(named).values("pk"))
    return rows


@require_safe
@needs(Permission.MAKE_REPORT)
def panel_reports(request: HttpRequest) -> HttpResponse:
    """Báo cáo tuần mới nhất of the own agency."""
    home = request.user.access.home_agency()
    newest = Report.objects.visible_to(request.user).filter(agency=home, kind=ReportKind.WEEKLY)
    rows = newest.select_related("agency").order_by("-ends_on", "-version")[:IN_PANEL]
    template = "reports/panel_reports.html"
    context = {"rows": _with_files(list(rows))}
    return render(request, f"{template}#panel" if request.htmx else template, context)


@require_safe
@needs(Permission.MAKE_REPORT)
def panel_owed(request: HttpRequest) -> HttpResponse:
    """Báo cáo phải gửi of the own agencies: due, begun, returned."""
    template = "reports/panel_owed.html"
    context = {"rows": owed_reports(request.user, timezone.localdate())}
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _with_files(reports: list[Report]) -> list[dict[str, Any]]:
    """Reports with the stored file of each; one statement."""
    kept = StoredFile.objects.filter(
        parent_kind=Report._meta.model_name, parent_id__in=[report.pk for report in reports]
    )
    files = {stored.parent_id: stored for stored in kept.order_by("-stored_at")}
    return [
        {
            "report": report,
            "file": files.get(report.pk),
            "on_demand": not kind_of(report.kind).stored,
            "tone": toned(report),
            "state": state_words(report),
        }
        for report in reports
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MAKE_REPORT)
def report_make(request: HttpRequest) -> HttpResponse:
    """Lập báo cáo now: asks for the job and goes to its progress; `loai` names the kind."""
    today, posted = timezone.localdate(), request.method == "POST"
    asked = request.POST.get("kind", "") if posted else request.GET.get("loai", "")
    try:
        spec = spec_asked(asked)
    except Refused:
        spec = spec_asked("")
    given = {name: request.GET[name] for name in ("agency", "period") if name in request.GET}
    form = MakeForm(
        request.POST if posted else None, user=request.user, today=today, spec=spec,
        initial=given or None,
    )  # fmt: skip
    if posted and form.is_valid():
        job = ask_report(
            kind=spec.kind,
            agency=form.cleaned_data["agency"],
            period=form.cleaned_data["period"],
            parameters=form.cleaned_data["parameters"],
            by=request.user,
            now=timezone.now(),
            again=True,
        )
        messages.success(request, f"Đã nhận yêu cầu lập: {spec.label}.")
        return redirect("job_detail", pk=job.pk)
    context = {
        "form": form,
        "spec": spec,
        "kinds": [
            {"label": label, "url": f"?loai={value}", "active": value == spec.kind}
            for value, label in ReportKind.choices
        ],
    }
    return render(request, "reports/report_make.html", context, status=422 if posted else 200)
