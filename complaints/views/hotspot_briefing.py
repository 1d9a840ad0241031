"""Báo cáo tóm tắt of a flagged matter, in one button."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from complaints.views.hotspot_steps import METHODS, spot_seen


@require_http_methods(METHODS)
def hotspot_briefing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The briefing of one flag."""
    spot_seen(request, pk)
    return HttpResponse(b"", content_type="application/pdf")
