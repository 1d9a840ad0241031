"""Từ chối tiếp, for the head: by ground over a period, each one opened and, if wrong, taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import needs
from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from reception import refusal_law
from reception.actions.refusals import reverse_refusal
from reception.enums import RefusalGround
from reception.forms.refusal import ReverseForm
from reception.models import Visit
from reception.refused import RefusalFilter, counts_by_ground, refused_lines, refused_visits
from reception.tabs import tabs_for
from records.paging import page_of

_SIZE = 20


@require_safe
@needs(Permission.REVERSE_REFUSAL)
def refusal_list(request: HttpRequest) -> HttpResponse:
    """Việc từ chối tiếp theo căn cứ; without a period, this year."""
    user, asked = request.user, request.GET.copy()
    if not {"tu", "den"} & asked.keys():
        asked["tu"] = date(timezone.localdate().year, 1, 1).isoformat()
    found = RefusalFilter(asked, queryset=refused_visits(user))
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="arrived_at", asked=asked, size=_SIZE, count_text=lambda n: f"Có {n} lượt từ chối."
    )
    context = {
        "page": page,
        "rows": refused_lines(page.rows, user),
        "counts": _counts(rows, asked),
        "form": found.form,
        "several_agencies": len({visit.agency_id for visit in page.rows}) > 1,
        "tabs": tabs_for(user, "register", "refusal_list"),
    }
    template = "reception/refusal_list.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _counts(rows: Any, asked: Any) -> list[dict[str, Any]]:
    """Each ground with the address of its rows in the same period."""
    period = {name: asked[name] for name in ("tu", "den", "tinh_trang") if asked.get(name)}
    counts = []
    for one in counts_by_ground(rows):
        query = asked.copy()
        query.clear()
        query.update({**period, "can_cu": one.ground.value})
        counts.append({"count": one, "url": f"?{query.urlencode()}"})
    return counts


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REVERSE_REFUSAL)
def refusal_reverse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hủy việc từ chối of one visit, with the reason."""
    visit = get_object_or_404(refused_visits(request.user), pk=pk)
    if visit.agency not in request.user.access.agencies_with(Permission.REVERSE_REFUSAL):
        raise NotAllowed("Chỉ Thủ trưởng cơ quan đã từ chối được hủy việc từ chối.")
    form = ReverseForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, "reason") as refused:
            reverse_refusal(
                visit_id=visit.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(
                request, "Đã hủy việc từ chối; nội dung được coi như tiếp nhận từ hôm nay."
            )
            return redirect("visit_detail", pk=visit.pk)
        status = refused.status
    return render(request, "reception/refusal_reverse.html", _one(visit, form), status=status)


def _one(visit: Visit, form: ReverseForm) -> dict[str, Any]:
    ground = RefusalGround(visit.refusal.ground)
    return {
        "visit": visit,
        "refusal": visit.refusal,
        "citation": refusal_law.citation(ground),
        "doubt": refusal_law.doubt(ground),
        "form": form,
    }
