"""The one place that serves stored bytes: through the permission of the parent, as attachment."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.registry import Kind, entry
from records.actions import ledger
from records.actions.files import path_of
from records.enums import Verb
from records.models import StoredFile


@require_safe
def file_download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tải tệp: 404 unless the parent's owner says that this user sees it."""
    stored = StoredFile.objects.filter(pk=pk).first()
    if stored is None:
        raise Http404
    try:
        sees = entry(Kind.FILE_PARENT, stored.parent_kind)
    except KeyError:
        raise Http404 from None
    if not sees(user=request.user, parent_id=stored.parent_id):
        raise Http404
    ledger.write(by=request.user, verb=Verb.DOWNLOAD, subject=stored, now=timezone.now())
    return attachment(stored)


def attachment(stored: StoredFile) -> FileResponse:
    """Stored bytes as a download that no browser runs."""
    response = FileResponse(
        path_of(stored.sha256).open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
