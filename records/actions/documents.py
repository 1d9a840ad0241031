"""Issue a document (phát hành văn bản): number, PDF, hash; its signed copy; a number made void."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import fold
from records import pdf
from records.actions import files, ledger, numbers, search_rows
from records.documents import LETTERS, SUBJECT, Signer, sees_subject
from records.enums import Book, DocumentKind, Verb
from records.letterhead import letterhead_of, symbol_of
from records.models import IssuedDocument, RegisterEntry
from records.searched import row_for_document

PREVIEW_NUMBER = "……"
SEALED_COPY = (
    "Bản giấy đã ký của văn bản sổ kín có họ tên viết tay; hãy lưu trong hồ sơ mật, không quét vào "
    "hệ thống."
)
SCANS = (".pdf", ".png", ".jpg", ".jpeg")


@transaction.atomic
def issue_document(
    *,
    agency: Agency,
    kind: DocumentKind,
    subject: Any,
    title: str,
    template: str,
    context: Mapping[str, Any],
    sealed: bool,
    signer: Signer | None,
    by: User,
    now: datetime,
    drawn: Mapping[str, bytes] | None = None,
    content: Callable[[IssuedDocument], bytes] | None = None,
    ensured: bool = False,
) -> IssuedDocument:
    """Numbers the document in the book of `agency`, renders `template` and keeps the PDF.

    `template` extends records/pdf/official.html. `context` may give `to` and `copies` (lines after
    "Kính gửi", "Nơi nhận"), `kind` (the word over the text) and `subject` (trích yếu). `title` is
    shown in lists: never a citizen's name. The paper of a sealed document leaves room for the
    number, which its keeper writes: printed, it would tell how many were issued (ADR 0013).
    `content` makes the PDF of the numbered document where `template` does not. `ensured`: the caller
    has proven by rules of its own that `by` issues for this agency (ký thừa ủy quyền).
    """
    if not ensured:
        ensure_issues(by, agency, subject, sealed=sealed)
    if getattr(subject, "secrecy", 0) and not sealed:
        raise ValueError("a document about a sealed record stands in the sealed book")
    today = timezone.localdate(now)
    document = IssuedDocument(
        agency=agency,
        scope_path=agency.path,
        book=Book.SEALED_DOCUMENTS if sealed else Book.DOCUMENTS,
        symbol=symbol_of(agency, LETTERS[kind]),
        kind=kind,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        title=title[:200],
        signer_name=signer.name[:120] if signer else "",
        signer_title=" – ".join(signer.lines)[:160] if signer else "",
        issued_on=today,
        issued_at=now,
        issued_by=by,
    )
    numbers.enter(book=Book(document.book), subject=document, now=now)
    given = "" if sealed else f"{document.number:02d}"
    if content is not None:
        made = content(document)
    else:
        made = _pdf(agency, kind, template, context, signer, today, given, drawn)
    document.file = files.store(
        parent=document, name=_file_name(document), content=made, by=by, now=now,
        content_type="application/pdf",
    )  # fmt: skip
    document.save(update_fields=["file"])
    if row := row_for_document(document, subject):
        search_rows.put([row])
    ledger.write(by=by, verb=Verb.CREATE, subject=document, now=now)
    return document


def preview_document(
    *,
    agency: Agency,
    kind: DocumentKind,
    subject: Any,
    title: str,
    template: str,
    context: Mapping[str, Any],
    sealed: bool,
    signer: Signer | None,
    by: User,
    now: datetime,
    drawn: Mapping[str, bytes] | None = None,
) -> bytes:
    """The same PDF without a number, marked as a preview on every page; nothing is written."""
    ensure_issues(by, agency, subject, sealed=sealed)
    today = timezone.localdate(now)
    marked = {**context, "preview": True}
    return _pdf(agency, kind, template, marked, signer, today, PREVIEW_NUMBER, drawn)


def ensure_issues(by: User, agency: Agency, subject: Any, *, sealed: bool) -> None:
    """Raises NotAllowed unless `by` issues documents of `agency` and sees what this one is about.

    A sealed record may be registered at another agency than the one that received: whoever was told
    of it by name issues from the book in which it stands.
    """
    allowed = by.access.agencies_with(Permission.ISSUE_DOCUMENT)
    if agency not in allowed and not (sealed and allowed):
        raise NotAllowed("Vai trò của bạn không có quyền phát hành văn bản của cơ quan này.")
    if not sees_subject(by, subject._meta.model_name, subject.pk):
        raise NotAllowed("Bạn không được phân công xử lý hồ sơ của văn bản này.")


def _pdf(
    agency: Agency,
    kind: DocumentKind,
    template: str,
    context: Mapping[str, Any],
    signer: Signer | None,
    today: date,
    given: str,
    drawn: Mapping[str, bytes] | None,
) -> bytes:
    head = letterhead_of(
        agency,
        today,
        letters=LETTERS[kind],
        to=tuple(context.get("to", ())),
        copies=tuple(context.get("copies", ("Như trên;", "Lưu: VT, TCD."))),
        given=given,
        signer=signer.lines if signer else (),
    )
    frame = {
        "kind": kind.label.upper(),
        "subject": "",
        "span": "",
        "signer_name": signer.name if signer else "",
    }
    return pdf.document(template, {**frame, **context, "head": head}, drawn or {})


def _file_name(document: IssuedDocument) -> str:
    """05-tb-btcd-2026.pdf; a sealed one tells its kind alone."""
    if document.book == Book.SEALED_DOCUMENTS:
        kind = fold(document.get_kind_display()).replace(" ", "-")
        return f"{kind}-{document.issued_on:%Y%m%d}.pdf"
    symbol = fold(document.symbol).replace("/", "-").replace(" ", "-")
    return f"{document.number:02d}-{symbol}-{document.year}.pdf"


@transaction.atomic
def attach_signed(
    *,
    document_id: UUID,
    name: str,
    content: bytes,
    by: User,
    now: datetime,
    ensured: bool = False,
    content_type: str = "",
) -> IssuedDocument:
    """Keeps the scan of the signed paper (bản đã ký); a newer one is shown, earlier ones stay.

    Never of a sealed document: a name was written on it by hand, and identities lie in the vault.
    `ensured` as in `issue_document`; `content_type` as in `files.store`, for what was signed here.
    """
    document = _locked(document_id, by, ensured=ensured)
    if document.book == Book.SEALED_DOCUMENTS:
        raise Refused(SEALED_COPY)
    if _entry(document).void_reason:
        raise Refused("Văn bản đã hủy số, không đính kèm bản đã ký.")
    if Path(name).suffix.lower() not in SCANS:
        raise Refused("Bản đã ký phải là tệp PDF, JPG hoặc PNG.")
    stored = files.store(
        parent=document, name=name, content=content, by=by, now=now, content_type=content_type
    )
    if stored.pk == document.file_id:
        raise Refused("Đây là tệp đã phát hành, chưa có chữ ký; hãy quét bản giấy đã ký.")
    document.signed_file = stored
    document.save(update_fields=["signed_file"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=document, now=now, details={"viec": "đính kèm bản đã ký"}
    )
    return document


@transaction.atomic
def void_document(*, document_id: UUID, reason: str, by: User, now: datetime) -> IssuedDocument:
    """Hủy số: the number stays in the book with the reason; the paper is no longer valid."""
    document = _locked(document_id, by)
    entry = _entry(document)
    if entry.void_reason:
        raise Refused("Số của văn bản này đã được hủy trước đó.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do hủy số.")
    entry.void_reason = reason.strip()[:300]
    entry.save(update_fields=["void_reason"])
    ledger.write(
        by=by, verb=Verb.VOID, subject=document, now=now,
        before={"trang_thai": "Có hiệu lực"}, after={"trang_thai": "Đã hủy số"},
    )  # fmt: skip
    return document


def note_printed(*, document: IssuedDocument, by: User, now: datetime) -> None:
    """Every copy that leaves the house is a row of the ledger: the first print and each reprint."""
    ledger.write(by=by, verb=Verb.PRINT, subject=document, now=now)


def _locked(document_id: UUID, by: User, *, ensured: bool = False) -> IssuedDocument:
    document: IssuedDocument | None = (
        IssuedDocument.objects.visible_to(by)
        .select_related("agency")
        .select_for_update(of=("self",))
        .filter(pk=document_id)
        .first()
    )
    if document is None:
        raise Refused("Không tìm thấy văn bản.")
    allowed = by.access.agencies_with(Permission.ISSUE_DOCUMENT)
    sealed = document.book == Book.SEALED_DOCUMENTS
    if not ensured and document.agency not in allowed and not (sealed and allowed):
        raise NotAllowed("Vai trò của bạn không có quyền phát hành văn bản của cơ quan này.")
    return document


def _entry(document: IssuedDocument) -> RegisterEntry:
    return RegisterEntry.objects.select_for_update().get(
        subject_kind=SUBJECT, subject_id=document.pk
    )
