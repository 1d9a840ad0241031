"""“Vì sao ngày này?”: one duty with its law, its days and its events."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.clock_moves import acts, drafts_for, moves_of
from complaints.clock_page import page_of_clock
from complaints.models import Clock


@require_safe
def clock_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vì sao ngày này? The whole count, day by day, under the article that says so."""
    clock, today = _clock(request, pk), timezone.localdate()
    context = {
        "clock": clock,
        "why": page_of_clock(clock, today),
        "events": list(clock.events.select_related("entered_by")),
        "acts": acts(clock),
        "moves": moves_of(clock),
        "drafts": drafts_for(clock, request.user, today),
    }
    return render(request, "complaints/clock_detail.html", context)


def _clock(request: HttpRequest, pk: UUID) -> Clock:
    seen = Clock.objects.visible_to(request.user)
    rows = seen.select_related("agency", "matter", "petition__holder")
    found: Clock = get_object_or_404(rows.prefetch_related("events"), pk=pk)
    return found
