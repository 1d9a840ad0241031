"""“Vì sao ngày này?”: one duty with its law, its days and its events."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.clock_page import page_of_clock
from complaints.models import Clock


@require_safe
def clock_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vì sao ngày này? The whole count, day by day, under the article that says so."""
    clock = _clock(request, pk)
    context = {
        "clock": clock,
        "why": page_of_clock(clock, timezone.localdate()),
        "events": list(clock.events.select_related("entered_by")),
    }
    return render(request, "complaints/clock_detail.html", context)


def _clock(request: HttpRequest, pk: UUID) -> Clock:
    seen = Clock.objects.visible_to(request.user).select_related("agency", "matter", "petition")
    found: Clock = get_object_or_404(seen.prefetch_related("events"), pk=pk)
    return found
