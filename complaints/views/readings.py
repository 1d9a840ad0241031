"""Ai đã xem: a panel of the case and of the protection file, each also a page of its own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.models import User
from agencies.refusals import NotAllowed
from complaints import selectors
from complaints.models import ProtectionFile
from complaints.readings import answers_for_readers, of_case, of_protection
from complaints.views.protection import sealed
from records.ledger.readers import agency_names
from records.models import LedgerEntry

_NOT_YOURS = "Chỉ thủ trưởng, thanh tra và người giữ bí mật được biết ai đã xem hồ sơ."


def readings_url(user: User, matter_id: UUID) -> str:
    """Where the panel of a matter is asked for; "" for those who may not know."""
    return reverse("matter_readings", args=[matter_id]) if answers_for_readers(user) else ""


@require_safe
def matter_readings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ai đã xem vụ việc này, and what hangs on it."""
    matter = get_object_or_404(selectors.matters(request.user), pk=pk)
    if not answers_for_readers(request.user):
        raise NotAllowed(_NOT_YOURS)
    return _page(request, of_case(matter, request.user))


@require_safe
def protection_readings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ai đã xem hồ sơ bảo vệ này: for its custodians."""
    files = ProtectionFile.objects.visible_to(request.user).select_related("agency")
    found = of_protection(get_object_or_404(files, pk=pk), request.user)
    if found is None:
        raise NotAllowed("Chỉ người giữ bí mật được biết ai đã xem hồ sơ bảo vệ.")
    return sealed(_page(request, found))


def _page(request: HttpRequest, found: list[LedgerEntry]) -> HttpResponse:
    names = agency_names(found)
    template = "complaints/reading_list.html"
    context = {"lines": [(row, names.get(row.agency_id, "")) for row in found]}
    return render(request, f"{template}#panel" if request.htmx else template, context)
