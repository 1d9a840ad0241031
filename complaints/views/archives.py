"""Nộp lưu hồ sơ: what is due, handing over with preview, what was handed over, terms that ran out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs_one
from agencies.refusals import NotAllowed, Refused, told_beside
from complaints import archive_files, archive_rows
from complaints.actions import archiving
from complaints.archive_rows import KEEPS, due_files
from complaints.forms.archives import DeliveryForm, DueFilter, FileForm, TakeBackForm, ids_of
from complaints.list_files import Sheet, list_xlsx
from complaints.list_pdf import list_pdf
from complaints.models import ArchiveDelivery
from complaints.selectors import matters
from complaints.tabs import archive_tabs
from complaints.views.doors import sent
from law.archives import Term
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb
from records.media_types import XLSX
from records.paging import page_of

_SIZE = 30
_LOOK = "xem"
_keepers_only = needs_one(*KEEPS)


@require_safe
@_keepers_only
def archive_due(request: HttpRequest) -> HttpResponse:
    """Hồ sơ đến hạn nộp lưu: files of ended matters, the nearest due day first."""
    user, today = request.user, timezone.localdate()
    form = DueFilter(request.GET, sealed_alone=archive_rows.keeps_sealed_alone(user))
    page = page_of(
        form.chosen(archive_rows.waiting(user)), by="closed_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} hồ sơ chờ nộp lưu theo bộ lọc này.", rising=True,
    )  # fmt: skip
    context = {
        "form": form,
        "page": page,
        "rows": due_files(page.rows, today),
        "law": archive_rows.law_lines(today),
        "tabs": archive_tabs(user, "archive_due"),
    }
    template = "complaints/archive_due.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_POST
@_keepers_only
def archive_hand_over(request: HttpRequest) -> HttpResponse:
    """Giao nộp: shown first with the proposed terms, then done with the record of delivery."""
    today, ids = timezone.localdate(), _ids(request)
    rows = archive_rows.waiting(request.user).filter(pk__in=ids).order_by("closed_on", "pk")
    is_look = request.POST.get("buoc", _LOOK) == _LOOK
    data = None if is_look else request.POST
    form = DeliveryForm(data, today=today)
    files = [FileForm(data, due=due) for due in due_files(rows, today)]
    status = 200 if is_look and files else 422
    if form.is_bound and all([form.is_valid(), *(one.is_valid() for one in files)]):
        try:
            made = _handed_over(request, form, files, ids)
        except NotAllowed:
            raise
        except archiving.UnexplainedTerm as refused:
            one = next(one for one in files if one.due.matter.pk == refused.matter_id)
            one.add_error("reason", refused.sentence)
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = refused.status
        else:
            messages.success(request, "Đã ghi việc giao nộp; in mục lục để ký cùng biên bản.")
            return redirect("archive_detail", pk=made.pk)
    context = {"form": form, "files": files, "has_errors": any(one.errors for one in files)}
    return render(request, "complaints/archive_hand_over.html", context, status=status)


def _ids(request: HttpRequest) -> list[UUID]:
    """The matters named; an id that is none is no matter."""
    try:
        return ids_of(request.POST.getlist("ho-so")[: archiving.MOST])
    except ValueError:
        raise Http404 from None


def _handed_over(
    request: HttpRequest, form: DeliveryForm, files: list[FileForm], ids: list[UUID]
) -> ArchiveDelivery:
    """All that was named: the action refuses when one of them waits no more, whatever the cause."""
    user, now = request.user, timezone.now()
    told = {one.due.matter.pk: one.cleaned_data for one in files}
    usual = {"term": Term.ORDINARY}
    named = [archiving.FileTold(matter_id=pk, **told.get(pk, usual)) for pk in ids]
    document = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    return once(
        key=form.cleaned_data["key"], by=user, now=now,
        make=lambda: archiving.hand_over_files(files=named, **document, by=user, now=now),
        fetch=lambda pk: archive_rows.deliveries(user).get(pk=pk),
    )  # fmt: skip


@require_safe
@_keepers_only
def archive_list(request: HttpRequest) -> HttpResponse:
    """Hồ sơ đã nộp lưu, by record of delivery, newest first."""
    page = page_of(
        archive_rows.deliveries(request.user), by="document_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} lần giao nộp.",
    )  # fmt: skip
    context = {"page": page, "tabs": archive_tabs(request.user, "archive_list")}
    return render(request, "complaints/archive_list.html", context)


@require_safe
@_keepers_only
def archive_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One delivery with the files that the reader sees."""
    delivery = get_object_or_404(archive_rows.deliveries(request.user), pk=pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=delivery, now=timezone.now())
    context = {
        "delivery": delivery,
        "files": list(archive_rows.files_in(delivery, request.user)),
    }
    return render(request, "complaints/archive_detail.html", context)


@require_safe
@_keepers_only
def archive_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Mục lục hồ sơ nộp lưu of one delivery: ?dang=pdf|xlsx."""
    delivery = get_object_or_404(archive_rows.deliveries(request.user), pk=pk)
    files = archive_rows.files_in(delivery, request.user)
    name = f"muc-luc-nop-luu-{delivery.document_on:%Y-%m-%d}"
    return _file(request, archive_files.inventory(delivery), files, name, delivery)


@require_safe
@_keepers_only
def archive_expired(request: HttpRequest) -> HttpResponse:
    """Hồ sơ hết thời hạn bảo quản, the oldest first, with how many; nothing is removed here."""
    today = timezone.localdate()
    page = page_of(
        archive_rows.past_their_term(request.user, today), by="kept_until", asked=request.GET,
        size=_SIZE, count_text=lambda n: f"Có {n} hồ sơ hết thời hạn bảo quản.", rising=True,
    )  # fmt: skip
    context = {"page": page, "today": today, "tabs": archive_tabs(request.user, "archive_expired")}
    return render(request, "complaints/archive_expired.html", context)


@require_safe
@_keepers_only
def archive_expired_file(request: HttpRequest) -> HttpResponseBase:
    """The same list for the valuation council: ?dang=pdf|xlsx."""
    user, today = request.user, timezone.localdate()
    home = user.access.home_agency()
    files = archive_rows.past_their_term(user, today).order_by("kept_until", "pk")
    sheet = archive_files.past_terms(home, today)
    return _file(request, sheet, files, f"het-thoi-han-bao-quan-{today:%Y-%m-%d}", home)


def _file(
    request: HttpRequest, sheet: Sheet, files: Any, name: str, subject: Any
) -> HttpResponseBase:
    """Written into the ledger before anything is made."""
    kind = "pdf" if request.GET.get("dang") == "pdf" else "xlsx"
    verb = Verb.EXPORT if kind == "xlsx" else Verb.PRINT
    told = {"so": "nop_luu", "dang": kind}
    ledger.write(by=request.user, verb=verb, subject=subject, now=timezone.now(), details=told)
    lines: Any = archive_files.lines_of(archive_files.in_chunks(files))
    if kind == "xlsx":
        book = list_xlsx(sheet, lines)
        return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(list_pdf(sheet, lines), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def archive_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rút hồ sơ đã nộp lưu of a matter that was taken up again, with why."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    if archive_rows.keeper_of(request.user, matter) is None:
        raise NotAllowed(archiving.NOT_YOURS)
    form = TakeBackForm(sent(request))
    if form.is_bound and form.is_valid():
        with told_beside(form, None):
            archiving.take_back_file(
                matter_id=matter.pk, reason=form.cleaned_data["reason"], by=request.user,
                now=timezone.now(),
            )  # fmt: skip
            messages.success(request, "Đã ghi việc rút hồ sơ.")
            return redirect("matter_detail", pk=matter.pk)
    context = {
        "matter": matter,
        "form": form,
        "files": list(archive_rows.archived_files(matter)),
        "is_open": matter.archived_on is not None and matter.closed_on is None,
    }
    status = 422 if form.errors else 200
    return render(request, "complaints/archive_return.html", context, status=status)
