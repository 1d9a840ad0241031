"""What a page of figures is asked for by its address: the days, the agency; unknown is not found."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from agencies.models import Agency
from law.errors import LawError
from law.periods import Period, parse_period


def period_of(request: HttpRequest) -> Period:
    """`ky`: the period of the figures."""
    try:
        return parse_period(request.GET.get("ky", "")[:40])
    except LawError:
        raise Http404 from None


def agency_of(request: HttpRequest) -> Agency | None:
    """`don_vi`: the agency asked for; one out of reach is not found."""
    asked = request.GET.get("don_vi", "")
    if not asked:
        return None
    seen = Agency.objects.visible_to(request.user).select_related("oversees")
    return get_object_or_404(seen, pk=key_of(asked))


def key_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
