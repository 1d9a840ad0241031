"""Trao đổi dữ liệu: cases for the national database, reports of units outside the system."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import Refused, told_beside
from agencies.roles import Permission
from records.media_types import XLSX
from records.models import Job, StoredFile
from records.views.files import download
from reports.actions.importing import import_report
from reports.enums import ReportKind, ReportOrigin
from reports.exchange.exporting import ask_export
from reports.exchange.rights import exports_seen
from reports.exchange.template import empty_book
from reports.files.so_lieu import SCHEMA_FILE
from reports.forms_exchange import CaseExportForm, ReportImportForm
from reports.models import Report
from reports.tabs import tabs_for

_SHOWN = 30
_SCHEMAS = {"so-lieu": SCHEMA_FILE, "vu-viec": SCHEMA_FILE.with_name("vu-viec.schema.json")}


@require_safe
@needs(Permission.EXCHANGE_DATA)
def exchange(request: HttpRequest) -> HttpResponse:
    """The two ways, their logs; `mau` gives a schema or the empty workbook of a unit."""
    if asked := request.GET.get("mau", ""):
        return _model(request, asked)
    return _page(request)


def _model(request: HttpRequest, asked: str) -> HttpResponse:
    """so-lieu, vu-viec: the schema; anything else: the empty workbook of `don_vi` and `ky`."""
    if asked in _SCHEMAS:
        path = _SCHEMAS[asked]
        return download(path.read_bytes(), "application/schema+json", path.name)
    form = ReportImportForm(
        {"bao-cao-agency": request.GET.get("don_vi"), "bao-cao-period": request.GET.get("ky")},
        user=request.user,
        today=timezone.localdate(),
    )
    form.fields["file"].required = False
    for name, sentence in (("agency", "Hãy chọn đơn vị."), ("period", "Hãy chọn kỳ báo cáo.")):
        form.fields[name].required = True
        form.fields[name].error_messages["required"] = sentence
    if not form.is_valid():
        return _page(request, imported=form, status=422)
    unit, period = form.cleaned_data["agency"], form.cleaned_data["period"]
    content = empty_book(agency=unit, period=period, today=timezone.localdate())
    return download(content, XLSX, f"mau-bao-cao-{period}-{unit.code}.xlsx")


@require_POST
@needs(Permission.EXCHANGE_DATA)
def exchange_export(request: HttpRequest) -> HttpResponse:
    """Asks for the file and goes to its progress; a double click is one export."""
    form = CaseExportForm(request.POST, user=request.user, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, exported=form, status=422)
    job = ask_export(**form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, "Đã nhận yêu cầu kết xuất vụ việc.")
    return redirect("job_detail", pk=job.pk)


@require_POST
@needs(Permission.EXCHANGE_DATA)
def exchange_import(request: HttpRequest) -> HttpResponse:
    """Brings the file in, or says what is wrong with it and where; the choices stay."""
    form = ReportImportForm(
        request.POST, request.FILES, user=request.user, today=timezone.localdate()
    )
    if not form.is_valid():
        return _page(request, imported=form, status=422)
    given = form.cleaned_data["file"]
    with told_beside(form, "file"):
        if given.size > settings.MAX_UPLOAD_BYTES:
            raise Refused("Tệp lớn hơn 20 MB, không phải báo cáo của một đơn vị.")
        report, is_new = import_report(
            agency=form.cleaned_data["agency"],
            period=form.cleaned_data["period"],
            name=given.name,
            content=given.read(),
            by=request.user,
            now=timezone.now(),
        )
        said = "Đã nhập báo cáo của {}." if is_new else "Tệp này đã nhập rồi: báo cáo của {}."
        messages.success(request, said.format(report.agency.name))
        return redirect("report_detail", pk=report.pk)
    return _page(request, imported=form, status=422)


def _page(
    request: HttpRequest,
    *,
    exported: CaseExportForm | None = None,
    imported: ReportImportForm | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = {"user": request.user, "today": timezone.localdate()}
    came = (
        Report.objects.visible_to(request.user)
        .filter(kind=ReportKind.STATUTORY, origin=ReportOrigin.IMPORTED)
        .select_related("agency", "made_by")
    )
    context = {
        "tabs": tabs_for(request.user, "exchange"),
        "exported": exported or CaseExportForm(**asked),
        "imported": imported or ReportImportForm(**asked),
        "exports": _exports(request.user),
        "reports": came.order_by("-made_at")[:_SHOWN],
    }
    return render(request, "reports/exchange.html", context, status=status)


def _exports(user: Any) -> list[dict[str, Any]]:
    """Who took out what, when, of which period, how much, with which hash."""
    jobs = list(
        exports_seen(user).select_related("agency", "asked_by").order_by("-asked_at")[:_SHOWN]
    )
    kept = StoredFile.objects.filter(
        parent_kind=Job._meta.model_name, parent_id__in=[job.pk for job in jobs]
    )
    files = {stored.parent_id: stored for stored in kept}
    return [
        {
            "job": job,
            "period": job.arguments["period"],
            "cases": job.arguments.get("cases"),
            "sealed": job.arguments.get("sealed"),
            "sha256": job.arguments.get("sha256", ""),
            "file": files.get(job.pk),
        }
        for job in jobs
    ]
