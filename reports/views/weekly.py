"""Weekly reports: the list, one report, the button."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from records.models import StoredFile
from records.paging import page_of
from reports.actions.weekly import pdf_of
from reports.catalogue import DEADLINES, DUTY, HOTSPOTS, PETITIONS, RECEPTION, TASKS
from reports.figures import Figure
from reports.forms import MakeReportForm, ReportFilterForm
from reports.jobs import ask_weekly_report
from reports.models import Report
from reports.tabs import tabs_for

PAGE = 30
IN_PANEL = 4
SECTIONS = [
    ("Tiếp công dân", RECEPTION),
    ("Tiếp nhận, xử lý, giải quyết đơn", PETITIONS),
    ("Thời hạn", DEADLINES),
    ("Điểm nóng", HOTSPOTS),
    ("Lịch trực, nhiệm vụ kế hoạch", [*DUTY, *TASKS]),
]


@require_safe
@needs(Permission.READ_REPORT)
def report_list(request: HttpRequest) -> HttpResponse:
    """Danh sách báo cáo in reach, newest first, each with its PDF."""
    form = ReportFilterForm(request.GET or None, user=request.user, today=timezone.localdate())
    rows = Report.objects.visible_to(request.user).select_related("agency", "made_by")
    asked = form.cleaned_data if form.is_valid() else {}
    if asked.get("agency"):
        rows = rows.filter(agency=asked["agency"])
    if asked.get("period"):
        rows = rows.filter(period=asked["period"])
    page = page_of(
        rows, by="ends_on", asked=request.GET, size=PAGE, count_text=lambda n: f"Có {n} báo cáo."
    )
    template = "reports/report_list.html"
    context = {
        "form": form,
        "page": page,
        "rows": _with_files(page.rows),
        "may_make": request.user.may(Permission.MAKE_REPORT),
        "tabs": tabs_for(request.user, "report_list"),
        "is_filtered": any(asked.values()),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_safe
@needs(Permission.MAKE_REPORT)
def panel_reports(request: HttpRequest) -> HttpResponse:
    """Báo cáo tuần mới nhất of the own agency."""
    home = request.user.access.home_agency()
    newest = Report.objects.visible_to(request.user).filter(agency=home)
    rows = newest.select_related("agency").order_by("-ends_on", "-version")[:IN_PANEL]
    template = "reports/panel_reports.html"
    context = {"rows": _with_files(list(rows))}
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _with_files(reports: list[Report]) -> list[dict[str, Any]]:
    """Reports with the file of each; one statement."""
    kept = StoredFile.objects.filter(
        parent_kind=Report._meta.model_name, parent_id__in=[report.pk for report in reports]
    )
    files = {stored.parent_id: stored for stored in kept}
    return [{"report": report, "file": files.get(report.pk)} for report in reports]


@require_safe
@needs(Permission.READ_REPORT)
def report_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một báo cáo: frozen figures beside those of the week before, each opening its list."""
    found = Report.objects.visible_to(request.user).select_related("agency", "made_by")
    report = get_object_or_404(found, pk=pk)
    versions = Report.objects.visible_to(request.user).filter(
        kind=report.kind, agency=report.agency, period=report.period
    )
    values = report.figures["values"]
    sections = [_section(report, title, figures, values) for title, figures in SECTIONS]
    context = {
        "report": report,
        "sections": sections,
        "file": pdf_of(report),
        "versions": versions.order_by("-version"),
        "figures": report.figures,
    }
    return render(request, "reports/report_detail.html", context)


def _section(
    report: Report, title: str, figures: list[Figure], values: dict[str, list[int]]
) -> dict[str, Any]:
    """Lines of what happened in either week, and the names of what did not."""
    frozen = [figure for figure in figures if figure.name in values]
    happened = [figure for figure in frozen if any(values[figure.name])]
    return {
        "title": title,
        "rows": [_line(report, figure, *values[figure.name]) for figure in happened],
        "nothing": [figure.label.lower() for figure in frozen if figure not in happened],
    }


def _line(report: Report, figure: Figure, now: int, before: int) -> dict[str, Any]:
    asked = f"so={figure.name}&don_vi={report.agency_id}&ky={report.period}"
    return {
        "label": figure.label,
        "unit": figure.unit,
        "now": now,
        "before": before,
        "change": now - before,
        "url": f"{reverse('figure_rows')}?{asked}" if now else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MAKE_REPORT)
def report_make(request: HttpRequest) -> HttpResponse:
    """Lập báo cáo tuần now: asks for the job and goes to its progress."""
    today = timezone.localdate()
    form = MakeReportForm(request.POST or None, user=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        job = ask_weekly_report(
            agency=form.cleaned_data["agency"],
            period=form.cleaned_data["period"],
            by=request.user,
            now=timezone.now(),
            again=True,
        )
        messages.success(request, "Đã nhận yêu cầu lập báo cáo tuần.")
        return redirect("job_detail", pk=job.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/report_make.html", {"form": form}, status=status)
