"""The one place that hands out bytes: stored ones through the permission of the parent; as attachment."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from agencies.refusals import Refused
from agencies.registry import Kind, entry
from records.actions import ledger
from records.actions.files import path_of
from records.enums import FileKind, FileState, Verb
from records.models import StoredFile

_NOT_NOW = {
    FileState.HELD: "Tệp đang chờ quét mã độc nên chưa tải được; tệp tự mở khi quét xong.",
    FileState.REFUSED: "Tệp có mã độc nên đã bị giữ lại, không tải được.",
    FileState.WITHDRAWN: "Bản này đã bị thu hồi, không tải được; hãy dùng bản đang có trong hồ sơ.",
}


_USUAL_PARENT = "matter"


@require_safe
def file_download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tải tệp: 404 unless the parent's owner says that this user sees it."""
    stored = StoredFile.objects.filter(pk=pk).first()
    # No file is asked about as one of a matter is: what is hidden costs no statement more.
    kind, parent = (stored.parent_kind, stored.parent_id) if stored else (_USUAL_PARENT, pk)
    try:
        sees = entry(Kind.FILE_PARENT, kind)
    except KeyError:
        raise Http404 from None
    if not sees(user=request.user, parent_id=parent) or stored is None:
        raise Http404
    ensure_given(stored)
    ledger.write(by=request.user, verb=Verb.DOWNLOAD, subject=stored, now=timezone.now())
    return attachment(stored)


def ensure_given(stored: StoredFile) -> None:
    """A sealed original has a door of its own: here it is not found. What is held is given to nobody."""
    if stored.kind == FileKind.ORIGINAL:
        raise Http404
    if stored.state != FileState.OK:
        raise Refused(_NOT_NOW[FileState(stored.state)])


def attachment(stored: StoredFile) -> FileResponse:
    """Stored bytes as a download that no browser runs."""
    ensure_given(stored)
    response = FileResponse(
        path_of(stored.sha256).open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.content_type,
    )
    lock(response)
    return response


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Bytes made for this request, to keep under `name`: as an attachment that no browser runs."""
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    response = HttpResponse(content, content_type=content_type, headers=headers)
    lock(response)
    return response


def lock(response: HttpResponseBase) -> None:
    """No browser guesses at the bytes or runs anything in them."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
