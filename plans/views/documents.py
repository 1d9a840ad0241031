"""The plan as a document, its number; the report of what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.refusals import NotAllowed
from plans.actions.importing import may_import
from plans.actions.issuing import TEMPLATE, issue_plan, may_issue
from plans.actions.writing import ensure_approves
from plans.document import sheet_of
from plans.document_head import letterhead_of_plan, signer_of
from plans.docx import as_docx
from plans.drawn import Sheet
from plans.enums import Origin, PlanState
from plans.forms.documents import ProposalForm
from plans.implementation import Implementation, implementation_of, report_day
from plans.implementation_paper import head_of_report, report_sheet
from plans.models import Plan, PlanTask
from records import pdf
from records.actions import ledger
from records.documents import lines
from records.enums import Verb
from records.letterhead import Letterhead
from records.media_types import DOCX
from records.models import IssuedDocument
from records.views.files import download

_PDF = "application/pdf"


@require_safe
def plan_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Văn bản kế hoạch: its text as it will be printed, and what is done with it."""
    plan = _plan(request.user, pk)
    tasks = _tasks(plan)
    is_draft = plan.state == PlanState.DRAFT
    written = plan.origin == Origin.WRITTEN
    works = may_import(request.user, plan.agency)
    why_not = _why_not_approve(plan, request.user) if is_draft and written and works else ""
    context = {
        "plan": plan,
        "head": letterhead_of_plan(plan),
        "sheet": sheet_of(plan, tasks),
        "signer_name": signer_of(plan).name,
        "issued": lines(_issued(request.user, plan), request.user),
        "tasks_unknown": _unknown(tasks) if works else [],
        "is_draft": is_draft,
        "may_edit": is_draft and works,
        "may_approve": is_draft and written and works and not why_not,
        "why_not_approve": why_not,
        "may_issue": may_issue(plan, request.user),
        "sees_file": plan.source_id is not None and request.user.access.reaches(plan.agency),
    }
    return render(request, "plans/plan_document.html", context)


@require_safe
def plan_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """PDF of the plan; a draft is marked on every page. ?phu-luc=1 adds who does what."""
    plan = _plan(request.user, pk)
    sheet = sheet_of(plan, _tasks(plan), annexed=bool(request.GET.get("phu-luc")))
    is_draft = plan.state == PlanState.DRAFT
    content = _pdf(sheet, letterhead_of_plan(plan), signer_of(plan).name, preview=is_draft)
    return _download(request, plan, content, _PDF, "ke-hoach.pdf")


@require_safe
def plan_docx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản Word để làm việc."""
    plan = _plan(request.user, pk)
    sheet = sheet_of(plan, _tasks(plan), annexed=bool(request.GET.get("phu-luc")))
    content = as_docx(sheet, letterhead_of_plan(plan), signer_name=signer_of(plan).name)
    return _download(request, plan, content, DOCX, "ke-hoach.docx")


@require_POST
def plan_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lấy số, ban hành."""
    _plan(request.user, pk)
    document = issue_plan(plan_id=pk, by=request.user, now=timezone.now())
    messages.success(request, f"Đã ban hành kế hoạch số {document.full_number}.")
    return redirect("plan_document", pk=pk)


@require_safe
def implementation_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết quả thực hiện đến ngày ?den-ngay=; what its author adds is typed here, kept nowhere."""
    told, wrong = _told(request, pk)
    return _report_page(request, told, ProposalForm(), wrong)


@require_http_methods(["GET", "HEAD", "POST"])
def implementation_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Báo cáo kết quả thực hiện, PDF."""
    return _report_file(request, pk, as_pdf=True)


@require_http_methods(["GET", "HEAD", "POST"])
def implementation_docx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Báo cáo kết quả thực hiện, Word."""
    return _report_file(request, pk, as_pdf=False)


def _report_file(request: HttpRequest, pk: UUID, *, as_pdf: bool) -> HttpResponse:
    told, wrong = _told(request, pk)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not form.is_valid():
        return _report_page(request, told, form, wrong, status=422)
    proposals = form.cleaned_data["proposals"] if form.is_bound else ()
    sheet, head = report_sheet(told, proposals=proposals), head_of_report(told)
    name = f"bao-cao-ket-qua-{told.day:%Y%m%d}"
    if as_pdf:
        return _download(request, told.plan, _pdf(sheet, head, ""), _PDF, f"{name}.pdf")
    content = as_docx(sheet, head, signer_name="")
    return _download(request, told.plan, content, DOCX, f"{name}.docx")


def _report_page(
    request: HttpRequest, told: Implementation, form: ProposalForm, wrong: str, status: int = 200
) -> HttpResponse:
    context = {
        "plan": told.plan,
        "told": told,
        "figures": told.figures,
        "form": form,
        "wrong": wrong,
        "today": timezone.localdate(),
        "is_draft": told.plan.state == PlanState.DRAFT,
    }
    return render(request, "plans/implementation_report.html", context, status=status)


def _told(request: HttpRequest, pk: UUID) -> tuple[Implementation, str]:
    plan = _plan(request.user, pk)
    asked = request.POST.get("den-ngay") or request.GET.get("den-ngay")
    day, wrong = report_day(asked, plan, timezone.localdate())
    return implementation_of(request.user, plan, day), wrong


def _plan(user: User, pk: UUID) -> Plan:
    found = Plan.objects.visible_to(user).select_related(
        "agency__parent", "source", "created_by", "accepted_by"
    )
    plan: Plan = get_object_or_404(found, pk=pk)
    return plan


def _tasks(plan: Plan) -> list[PlanTask]:
    return list(plan.tasks.prefetch_related("units__agency").order_by("order"))


def _issued(user: User, plan: Plan) -> Any:
    kind = plan._meta.model_name
    rows = IssuedDocument.objects.visible_to(user).filter(subject_kind=kind, subject_id=plan.pk)
    return rows.select_related("issued_by").order_by("issued_at")


def _unknown(tasks: list[PlanTask]) -> list[str]:
    """Names of units that no agency bears: nobody has been given their work."""
    names = (u.name for task in tasks for u in task.units.all() if u.agency_id is None)
    return list(dict.fromkeys(names))


def _why_not_approve(plan: Plan, user: User) -> str:
    try:
        ensure_approves(plan, user)
    except NotAllowed as refused:
        return refused.sentence
    return ""


def _pdf(sheet: Sheet, head: Letterhead, signer_name: str, *, preview: bool = False) -> bytes:
    context = {
        "kind": sheet.heading,
        "subject": sheet.subject,
        "span": "",
        "head": head,
        "blocks": sheet.blocks,
        "annex": sheet.annex,
        "signer_name": signer_name,
        "preview": preview,
    }
    return pdf.document(TEMPLATE, context, {})


def _download(
    request: HttpRequest, plan: Plan, content: bytes, content_type: str, name: str
) -> HttpResponse:
    """Each copy is a row of the ledger."""
    ledger.write(by=request.user, verb=Verb.DOWNLOAD, subject=plan, now=timezone.now())
    return download(content, content_type, name)
