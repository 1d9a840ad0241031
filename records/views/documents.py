"""Issued documents: the book of outgoing documents, one document, its print, its signed copy."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from records.actions import ledger
from records.actions.documents import SEALED_COPY, attach_signed, note_printed, void_document
from records.documents import SEALED_NUMBER, lines
from records.enums import Book, Verb
from records.forms import DocumentFilter, SignedCopyForm, VoidForm
from records.models import IssuedDocument
from records.paging import page_of
from records.views.files import attachment

_SIZE = 30
_SEALED = "kin"


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Sổ văn bản đi: the open book of an agency; the sealed book for its keepers."""
    access = request.user.access
    keeps = request.user.may(Permission.KEEP_SEALED_REGISTER)
    if not (access.own_ids or access.prefixes or keeps):
        raise NotAllowed("Vai trò của bạn không xem sổ văn bản đi.")
    sealed = keeps and request.GET.get("so") == _SEALED
    form = DocumentFilter(request.GET, user=request.user)
    agency = form.cleaned_data.get("co_quan") if form.is_valid() else None
    agency = agency or access.home_agency()
    documents = IssuedDocument.objects.visible_to(request.user).filter(
        agency=agency, book=Book.SEALED_DOCUMENTS if sealed else Book.DOCUMENTS
    )
    page = page_of(
        documents.select_related("issued_by"),
        by="issued_at",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda number: f"Có {number} văn bản.",
    )
    template = "records/document_list.html"
    context = {
        "page": page,
        "lines": lines(page.rows, request.user),
        "agency": agency,
        "form": form,
        "books": _books(sealed) if keeps else [],
        "sealed": sealed,
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _books(sealed: bool) -> list[dict[str, object]]:
    return [
        {"label": Book.DOCUMENTS.label, "url": "?", "active": not sealed},
        {"label": Book.SEALED_DOCUMENTS.label, "url": f"?so={_SEALED}", "active": sealed},
    ]


@require_safe
def document_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một văn bản: what went out, how often it was printed, the signed copy. Reading is logged."""
    document = _document(request.user, pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=document, now=timezone.now())
    return _page(request, document)


@require_safe
def document_download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """In, in lại: the same bytes each time, each time a row of the ledger."""
    document = _document(request.user, pk)
    if document.file is None:
        raise Http404
    note_printed(document=document, by=request.user, now=timezone.now())
    return attachment(document.file)


@require_POST
@needs(Permission.ISSUE_DOCUMENT)
def document_signed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đính kèm bản đã ký."""
    document = _document(request.user, pk)
    form = SignedCopyForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with told_beside(form, "file"):
            attach_signed(
                document_id=document.pk,
                name=upload.name,
                content=upload.read(),
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã đính kèm bản đã ký.")
            return redirect("document_detail", pk=document.pk)
    return _page(request, document, signed_form=form, status=422)


@require_POST
@needs(Permission.ISSUE_DOCUMENT)
def document_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hủy số văn bản."""
    document = _document(request.user, pk)
    form = VoidForm(request.POST)
    if form.is_valid():
        with told_beside(form, "reason"):
            void_document(
                document_id=document.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã hủy số văn bản; số vẫn giữ trong sổ kèm lý do.")
            return redirect("document_detail", pk=document.pk)
    return _page(request, document, void_form=form, status=422)


def _document(user: User, pk: UUID) -> IssuedDocument:
    found = IssuedDocument.objects.visible_to(user).select_related(
        "agency", "issued_by", "file", "signed_file"
    )
    document: IssuedDocument = get_object_or_404(found, pk=pk)
    return document


def _page(
    request: HttpRequest,
    document: IssuedDocument,
    *,
    signed_form: SignedCopyForm | None = None,
    void_form: VoidForm | None = None,
    status: int = 200,
) -> HttpResponse:
    line = lines([document], request.user)[0]
    allowed = request.user.access.agencies_with(Permission.ISSUE_DOCUMENT)
    sealed = document.book == Book.SEALED_DOCUMENTS
    issues = document.agency in allowed or (sealed and bool(allowed))
    context = {
        "document": document,
        "line": line,
        "sealed": sealed,
        "number_hidden": line.number == SEALED_NUMBER,
        "may_change": issues and not line.void_reason,
        "may_attach": issues and not line.void_reason and not sealed,
        "sealed_copy": SEALED_COPY,
        "signed_form": signed_form or SignedCopyForm(),
        "void_form": void_form or VoidForm(),
    }
    return render(request, "records/document_detail.html", context, status=status)
