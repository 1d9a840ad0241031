"""One report: its page, its files, and what has changed since it was sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from records.actions import ledger
from records.actions.documents import note_printed
from records.actions.files import ALLOWED
from records.enums import Verb
from records.models import StoredFile
from records.views.files import attachment, download
from reports.actions.making import file_name
from reports.all_kinds import kind_of
from reports.difference import difference
from reports.enums import ReportState
from reports.forms_reports import AnswerForm, OutsideForm, ScanForm
from reports.models import Report
from reports.statutory_page import with_lists
from reports.steps import steps_of
from reports.toned import state_words, toned
from reports.workflow import Offer, Step

SIGNED = "da-ky"
BEYOND_REACH = (
    "Tệp này gồm nội dung vụ việc của đơn vị khác, vai trò của bạn không mở được; hãy xem phần của cơ "
    "quan mình trên trang báo cáo."
)
_JSON = "application/json"
_FILE_LABELS = {"pdf": "PDF", "xlsx": "XLSX", "docx": "DOCX", "json": "so-lieu.json"}


@require_safe
@needs(Permission.READ_REPORT)
def report_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một báo cáo: frozen figures, words, where it stands, what may be done next."""
    return report_answer(request, report_seen(request.user, pk))


def report_answer(
    request: HttpRequest,
    report: Report,
    *,
    answer: AnswerForm | None = None,
    scan: ScanForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a report, also around a form that was refused."""
    spec, user = kind_of(report.kind), request.user
    steps = steps_of(report, user, timezone.localdate())
    stored = _stored(report)
    context = {
        "report": report,
        "spec": spec,
        "state": state_words(report),
        "tone": toned(report),
        "steps": {offer.step.value: offer for offer in steps},
        "open_steps": [offer for offer in steps if offer.is_open],
        "closed_steps": [offer for offer in steps if not offer.is_open],
        "main_step": _main(steps),
        "file": next((file for file in stored if file.name.endswith(".pdf")), None),
        "downloads": _downloads(report, stored)
        if spec.reads_whole(report=report, user=user)
        else [],
        "versions": _versions(user, report),
        "figures": report.figures,
        "is_late": bool(
            report.sent_at and report.due_on and timezone.localdate(report.sent_at) > report.due_on
        ),
        "answer_form": answer or AnswerForm(),
        "outside_form": answer if isinstance(answer, OutsideForm) else OutsideForm(),
        "unsaved": _unsaved(answer, steps),
        "scan_form": scan or ScanForm(),
        "compares": report.is_frozen and bool(report.figures.get("tables")),
        **spec.page(report=report, user=user),
        **spec.part(report=report, user=user, name=request.GET.get("bieu", "")),
    }
    return render(request, spec.template, context, status=status)


def _unsaved(answer: AnswerForm | None, steps: list[Offer]) -> str:
    """What was typed for an answer that somebody else gave meanwhile: its form is gone."""
    if answer is None or any(offer.step is Step.RECEIVE and offer.is_open for offer in steps):
        return ""
    return str(answer.data.get("comment", ""))


def report_seen(user: User, pk: UUID) -> Report:
    """The report, when this user sees it; else 404."""
    found = Report.objects.visible_to(user).select_related(
        "agency__parent", "agency__oversees", "made_by", "approved_by", "signed_by", "sent_by",
        "sent_to", "answered_by", "previous", "document__file", "document__signed_file",
    )  # fmt: skip
    report: Report = get_object_or_404(found, pk=pk)
    return report


def _main(steps: list[Offer]) -> str:
    """The one main action of the page."""
    order = (Step.RECEIVE, Step.SEND, Step.SIGN, Step.APPROVE, Step.EDIT)
    opened = {offer.step for offer in steps if offer.is_open}
    return next((step.value for step in order if step in opened), "")


def _stored(report: Report) -> list[StoredFile]:
    kept = StoredFile.objects.filter(parent_kind=Report._meta.model_name, parent_id=report.pk)
    return list(kept.order_by("stored_at"))


def _downloads(report: Report, stored: list[StoredFile]) -> list[dict[str, Any]]:
    """Forms in which the report is had; those made once are on the shelf already."""
    spec = kind_of(report.kind)
    names = {file.name.rpartition(".")[2] for file in stored}
    return [
        {"form": form, "label": _FILE_LABELS[form]}
        for form in spec.files
        if form not in spec.stored or form in names
    ]


def _versions(user: User, report: Report) -> list[dict[str, Any]]:
    same = Report.objects.visible_to(user).filter(
        kind=report.kind, agency=report.agency, period=report.period
    )
    return [
        {"report": other, "state": state_words(other), "tone": toned(other)}
        for other in same.order_by("-version")
    ]


@require_safe
@needs(Permission.READ_REPORT)
def report_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tải báo cáo in one form (`dang`): what was issued and stored as it is, the rest made now."""
    report, form = report_seen(request.user, pk), request.GET.get("dang", "pdf")
    spec = kind_of(report.kind)
    if not spec.reads_whole(report=report, user=request.user):
        raise NotAllowed(BEYOND_REACH)
    kept = _kept(report, form)
    if kept is not None:
        _note_download(request, report, kept)
        return attachment(kept)
    if form not in spec.files:
        raise Http404
    content = spec.files[form](report)
    details = {"dang": form}
    ledger.write(
        by=request.user, verb=Verb.EXPORT, subject=report, now=timezone.now(), details=details
    )
    return _as_file(content, file_name(report, form), form)


def _kept(report: Report, form: str) -> StoredFile | None:
    """The bytes that lie on the shelf: the issued PDF, its signed copy, a large file made as a job."""
    if report.document is not None and form == SIGNED:
        return report.document.signed_file
    if report.document is not None and form == "pdf" and report.document.file is not None:
        return report.document.file
    return next((file for file in _stored(report) if file.name.endswith(f".{form}")), None)


def _note_download(request: HttpRequest, report: Report, kept: StoredFile) -> None:
    now = timezone.now()
    if report.document is not None and kept == report.document.file:
        note_printed(document=report.document, by=request.user, now=now)
    else:
        ledger.write(by=request.user, verb=Verb.DOWNLOAD, subject=kept, now=now)


def _as_file(content: bytes, name: str, form: str) -> HttpResponse:
    known = ALLOWED.get(f".{form}")
    kind = known.content_type if known else _JSON
    return download(content, kind, name)


@require_safe
@needs(Permission.READ_REPORT)
def report_difference(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Chênh lệch so với kỳ đã gửi: frozen figures beside those counted today."""
    report = report_seen(request.user, pk)
    if report.state == ReportState.DRAFT or not report.figures.get("tables"):
        raise Http404
    changes = difference(report, timezone.localdate())
    context = {"report": report, "changes": with_lists(report, changes, request.user)}
    return render(request, "reports/report_difference.html", context)
