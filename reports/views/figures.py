"""The list behind a number: the same rows that were counted, as far as this person may see them."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.roles import Permission
from complaints.enums import Secrecy
from complaints.querysets import needs_to_know
from records.paging import page_of
from records.wording import number_plain
from reports.catalogue import FIGURES, RESTRICTED
from reports.cuts import OWNER, Cut
from reports.figures import Figure, Measure
from reports.lists.catalogue import LISTED
from reports.models import QuickReport
from reports.overview_figures import OVERVIEW
from reports.quick_figures import QUICK, among
from reports.rows import reading, row_of
from reports.spans import Span
from reports.views.asked import cut_of, key_of, period_of

PAGE = 50
_KNOWN = (FIGURES, QUICK, LISTED, OVERVIEW)


@require_safe
@needs(Permission.READ_REPORT)
def figure_rows(request: HttpRequest) -> HttpResponse:
    """Danh sách của một con số: `so` the figure, `don_vi` or `cap` the agencies, `ky` the days."""
    figure, period = _figure(request), period_of(request)
    span = Span.of(period, timezone.localdate())
    cut = cut_of(request)
    seen = _within(figure, figure.seen_by(request.user, span), request, cut)
    shape = reading(seen)
    page = page_of(
        seen.select_related(*shape.related),
        by=figure.by or shape.by,
        asked=request.GET,
        size=PAGE,
        count_text=lambda n: f"Danh sách có {n} dòng.",
    )
    context = {
        "figure": figure,
        "period": period,
        "cut_words": cut.words,
        "shape": shape,
        "page": page,
        "rows": [row_of(found) for found in page.rows],
        "number": "" if figure.measure is Measure.ROWS else number_plain(figure.value(seen)),
        "hidden": _hidden(request.user, figure, span, request, cut),
    }
    template = "reports/figure_rows.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _figure(request: HttpRequest) -> Figure:
    name = request.GET.get("so", "")
    figure = next((known[name] for known in _KNOWN if name in known), None)
    if figure is None:
        raise Http404
    return figure


def _within(figure: Figure, rows: Any, request: HttpRequest, cut: Cut) -> Any:
    """Of the rows of the figure those of the cut; those of an event when no agency is named."""
    if cut.agency is not None:
        rows = figure.narrow(rows, cut.agency)
    elif event := request.GET.get("su_kien", ""):
        rows = among(rows, _sent_units(request, event))
    try:
        return replace(cut, agency=None).of(rows)
    except LookupError:
        raise Http404 from None


def _sent_units(request: HttpRequest, event: str) -> Any:
    """The units whose quick reports of an event were added up for the days asked for."""
    pk = key_of(event)
    period = period_of(request)
    sent = QuickReport.objects.visible_to(request.user).filter(event=pk)
    return sent.filter(on_date__range=(period.start, period.end)).values("agency")


def _hidden(user: User, figure: Figure, span: Span, request: HttpRequest, cut: Cut) -> int:
    """How much of the number this role may count but not read: sealed records, never restricted."""
    rows = figure.rows(span)
    if figure is RESTRICTED or not hasattr(rows.model, "secrecy"):
        return 0
    if needs_to_know(user) >= Secrecy.SEALED:
        return 0
    owner = OWNER.get(rows.model, "")
    reach = user.access.scope_q(f"{owner}agency", f"{owner}scope_path")
    counted = _within(figure, rows.filter(reach), request, cut)
    seen = _within(figure, figure.seen_by(user, span), request, cut)
    return figure.value(counted) - figure.value(seen)
