"""Bàn giao khi đơn vị kết thúc: what a successor took over; a head chooses for what is left."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.refusals import KeptRefusal
from agencies.roles import Permission
from agencies.succession import Heirs
from complaints import succession_page
from complaints.actions.succession import choose_heir
from complaints.enums import Field
from complaints.selectors import petition_rows

_MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ASSIGN_WORK)
def succession_matters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One ended unit, as the head who reads sees it."""
    units = succession_page.units_passed_on(user=request.user).select_related("ending__keeper")
    unit = get_object_or_404(units, pk=pk)
    if request.method == "POST":
        return _chosen(request, unit)
    return _page(request, unit)


def _chosen(request: HttpRequest, unit: Agency) -> HttpResponse:
    with KeptRefusal() as refused:
        heir = _uuid(request.POST.get("noi_nhan", ""))
        count = choose_heir(
            agency_id=unit.pk, matter_ids=_named(request, unit), heir_id=heir, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, f"Đã giao {count} vụ việc cho đơn vị kế thừa.")
        return redirect("succession_matters", pk=unit.pk)
    return _page(request, unit, error=refused.sentence, status=422)


def _named(request: HttpRequest, unit: Agency) -> list[UUID]:
    """The rows ticked, or all that the filter shows."""
    if request.POST.get("tat_ca"):
        found = succession_page.waiting(request.user, unit, _words(request.POST))
        return list(found.values_list("pk", flat=True))
    return [_uuid(text) for text in request.POST.getlist("vu_viec")]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _words(given: object) -> dict[str, str]:
    get = given.get  # type: ignore[attr-defined]
    field = get("linh_vuc", "")
    return {
        "linh_vuc": field if field in Field.values else "",
        "dia_ban": get("dia_ban", "").strip()[:120],
    }


def _page(
    request: HttpRequest, unit: Agency, *, error: str = "", status: int = 200
) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    words = _words(request.POST if request.method == "POST" else request.GET)
    decides = succession_page.may_choose(user, unit)
    left = list(succession_page.waiting(user, unit, words)[: _MOST + 1]) if decides else []
    came = list(succession_page.received(user, unit)[: _MOST + 1])
    context = {
        "unit": unit, "ending": unit.ending, "decides": decides, "error": error,
        "heirs": Heirs.of(unit.ending).successors, "words": words, "fields": Field.choices,
        "left": left[:_MOST], "more_left": len(left) > _MOST,
        "came": petition_rows(came[:_MOST], user, timezone.localdate()),
        "more_came": len(came) > _MOST, "ticked": request.POST.getlist("vu_viec"),
        "chosen": request.POST.get("noi_nhan", ""),
    }  # fmt: skip
    return render(request, "complaints/succession_matters.html", context, status=status)
