"""Sealed originals and their redacted copies: opened, looked at page by page, blacked out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import reauth
from agencies.models import User
from agencies.refusals import NotAllowed, Refused, told_beside
from complaints import originals
from complaints.actions.originals import bytes_behind, open_original, openable
from complaints.actions.redacting import STANDS, make_copy, withdraw_copy
from complaints.forms.files import RedactionForm, WithdrawForm
from complaints.models import RedactedCopy, SealedOriginal
from complaints.views.doors import sent
from records.actions import ledger
from records.enums import Verb
from records.files import apart
from records.files.kinds import Bad
from records.files.names import suffix_of
from records.views.files import download, lock

_METHODS = ["GET", "HEAD", "POST"]
_SALT = "complaints.redaction"
# How long the pages of one opening may be looked at; drawing on sixty of them takes a while.
_SECONDS = 3600


@require_POST
def original_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mở bản gốc: noted in the ledger first, handed out as an attachment."""
    original = _seen(request.user, pk)
    now = timezone.now()
    openable(original_id=original.pk, by=request.user, now=now)
    reauth.ensure_fresh(request)
    opened = open_original(
        original_id=original.pk, by=request.user, now=now, why="tải bản gốc",
        exact="nguyen-trang" in request.POST,
    )  # fmt: skip
    # The name it came under may be a person's: it does not travel.
    return download(opened.content, opened.content_type, original.file.name)


@require_http_methods(_METHODS)
def redaction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Làm bản lược bỏ: every page as a picture, a line for each area; drawing by mouse fills the lines."""
    now = timezone.now()
    original = openable(original_id=_seen(request.user, pk).pk, by=request.user, now=now)
    if originals.has_copy(original):
        raise Refused(STANDS)
    if not originals.is_drawn(original.file):
        raise Refused("Chỉ lược bỏ trên tệp PDF, PNG, JPG; hãy in tệp này, quét lại rồi đính kèm.")
    if not _was_opened(request.POST.get("ve", ""), request.user, original):
        reauth.ensure_fresh(request)
    form = RedactionForm(sent(request), pages=_pages(original))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            make_copy(original_id=original.pk, areas=form.areas(), by=request.user, now=now)
            messages.success(request, "Đã tạo bản lược bỏ; người xử lý vụ việc đọc bản này.")
            return redirect("matter_detail", pk=original.matter_id)
        status = refused.status
    _note_look(original, request.user, now)
    context = {
        "original": original,
        "form": form,
        "ticket": _ticket(request.user, original),
        "grid": "luoi" in request.GET,
    }
    return render(request, "complaints/redaction_page.html", context, status=status)


@require_safe
def redaction_picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One page of the original as a picture, for whoever opened the page around it (its reading is in
    the ledger)."""
    now = timezone.now()
    original = openable(original_id=_seen(request.user, pk).pk, by=request.user, now=now)
    if not _was_opened(request.GET.get("ve", ""), request.user, original):
        raise NotAllowed("Hãy mở trang lược bỏ để xem từng trang của bản gốc.")
    number = request.GET.get("so", "1")
    if not number.isdigit() or not 1 <= int(number) <= 999:
        raise Http404
    try:
        picture = apart.page(
            bytes_behind(original), _suffix(original), int(number), grid="luoi" in request.GET
        )
    except Bad:
        raise Http404 from None
    response = HttpResponse(picture, content_type="image/jpeg")
    lock(response)
    return response


@require_http_methods(_METHODS)
def redaction_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thu hồi bản lược bỏ, with the reason."""
    copies = RedactedCopy.objects.visible_to(request.user).select_related(
        "original__matter", "file"
    )
    copy = get_object_or_404(copies, pk=pk)
    if not originals.may_withdraw(copy, request.user, timezone.now()):
        raise NotAllowed(originals.NOT_WITHDRAWN)
    form = WithdrawForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            withdraw_copy(
                copy_id=copy.pk, why=form.cleaned_data["why"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Đã thu hồi; bản này không còn tải được.")
            return redirect("matter_detail", pk=copy.original.matter_id)
        status = refused.status
    context = {"copy": copy, "matter": copy.original.matter, "form": form}
    return render(request, "complaints/redaction_withdraw.html", context, status=status)


def _seen(user: User, pk: UUID) -> SealedOriginal:
    found: SealedOriginal = get_object_or_404(SealedOriginal.objects.visible_to(user), pk=pk)
    return found


def _suffix(original: SealedOriginal) -> str:
    return suffix_of(original.file.name).lower()


def _pages(original: SealedOriginal) -> int:
    try:
        return apart.count(bytes_behind(original), _suffix(original))
    except Bad as bad:
        raise Refused(bad.sentence) from None


def _note_look(original: SealedOriginal, user: User, now: datetime) -> None:
    """Before the first picture of it is sent."""
    ledger.write(
        by=user, verb=Verb.OPEN_ORIGINAL, subject=original, now=now,
        details={"viec": "xem để làm bản lược bỏ"},
    )  # fmt: skip


def _ticket(user: User, original: SealedOriginal) -> str:
    """Says that this person opened this page lately: two ids and a time, signed."""
    return signing.dumps([str(user.pk), str(original.pk)], salt=_SALT)


def _was_opened(ticket: str, user: User, original: SealedOriginal) -> bool:
    try:
        told = signing.loads(ticket, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return False
    return bool(told == [str(user.pk), str(original.pk)])
