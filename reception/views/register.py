"""The register of citizen reception: its list, one visit, the visits of one matter, today."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.envelopes import with_envelope
from complaints.law_book import explain
from complaints.models import Matter
from law.dates import vn_day
from law.enums import Confidence
from reception.actions.notices import tell_result
from reception.book_rows import with_columns
from reception.filters import VisitFilter
from reception.forms import ToldForm
from reception.lines import visit_lines
from reception.models import Visit, VisitMatter
from reception.selectors import notice_clocks, register, totals_of_day
from reception.spans import day_span
from reception.tabs import tabs_for
from reception.whole_visit import whole_visit, whole_visits
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of

_SIZE = 20
_DEFAULT_DAYS = timedelta(days=30)
_OF_MATTER = 50


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    """Sổ tiếp công dân for a period; without one, the last thirty days."""
    user, asked = request.user, request.GET.copy()
    if not {"tu", "den", "q"} & asked.keys() and not asked.get("su_kien"):
        asked["tu"] = (timezone.localdate() - _DEFAULT_DAYS).isoformat()
    found = VisitFilter(asked, queryset=Visit.objects.visible_to(user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        with_columns(rows, user),
        by="arrived_at",
        asked=asked,
        size=_SIZE,
        count_text=lambda n: f"Có {n} lượt tiếp.",
    )
    template = "reception/visit_list.html"
    context = {
        "page": page,
        "rows": visit_lines(page.rows, user),
        "event_words": found.event_words,
        "form": found.form,
        "may_log": user.may(Permission.LOG_VISIT),
        "tabs": tabs_for(user, "register", "visit_list"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_safe
def visit_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một lượt tiếp: what was told, what came of it, by when to answer. Reading it is logged."""
    visit = _visit(request, pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=visit, now=timezone.now())
    return _visit_page(request, visit, ToldForm(today=timezone.localdate()))


@require_POST
@needs(Permission.LOG_VISIT)
def visit_tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi đã thông báo kết quả."""
    visit = _visit(request, pk)
    form = ToldForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        with told_beside(form, "told_on"):
            tell_result(
                visit_id=visit.pk,
                told_on=form.cleaned_data["told_on"],
                by=request.user,
                now=timezone.now(),
            )
            return redirect("visit_detail", pk=visit.pk)
    return _visit_page(request, visit, form, status=422)


def _visit(request: HttpRequest, pk: UUID) -> Visit:
    rows = with_envelope(whole_visits(request.user), matter="matter_id")
    visit: Visit = get_object_or_404(rows, pk=pk)
    return visit


def _visit_page(
    request: HttpRequest, visit: Visit, form: ToldForm, status: int = 200
) -> HttpResponse:
    clock = notice_clocks(visit).order_by("-started_on").first() if not visit.voided_at else None
    # Only the duty to resolve is ever paused or extended (complaints.workflow.RESOLUTION_RULES).
    notice = explain(clock, timezone.localdate(), stored=()) if clock else None
    may_log = request.user.may(Permission.LOG_VISIT)
    context = {
        "visit": visit,
        "whole": whole_visit(visit, request.user),
        "clock": clock,
        "notice": notice,
        "unsure": notice is not None and notice.confidence != Confidence.VERIFIED,
        "form": form,
        "may_tell": bool(clock and not clock.finished_on and may_log),
        "may_log": may_log,
    }
    return render(request, "reception/visit_detail.html", context, status=status)


@require_safe
def matter_visits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Các lượt tiếp của một vụ việc: a panel of the case page, or a page of its own."""
    matter = get_object_or_404(
        Matter.objects.visible_to(request.user).select_related("agency"), pk=pk
    )
    beside = VisitMatter.objects.filter(visit=OuterRef("pk"), matter=matter)
    told = register(request.user).filter(Q(matter=matter) | Exists(beside))
    visits = list(told[: _OF_MATTER + 1])
    template = "reception/matter_visits.html"
    context = {
        "matter": matter,
        "visits": visits[:_OF_MATTER],
        "more": len(visits) > _OF_MATTER,
        "may_log": request.user.may(Permission.LOG_VISIT),
    }
    return render(request, f"{template}#visits" if request.htmx else template, context)


@require_safe
def panel_visits_today(request: HttpRequest) -> HttpResponse:
    """Lượt tiếp hôm nay: figures that open their rows, and the way to the desk."""
    today = timezone.localdate()
    template = "reception/panel_visits_today.html"
    context = {
        "today": today,
        "day_name": vn_day(today),
        "totals": totals_of_day(request.user, today),
        "visits": list(
            register(request.user).filter(arrived_at__range=day_span(today, today), voided_at=None)[
                :5
            ]
        ),
        "may_log": request.user.may(Permission.LOG_VISIT),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)
