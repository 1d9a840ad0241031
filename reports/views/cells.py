"""The list behind a cell of a statutory table: the rows counted, as far as this person sees them."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies import law_in_force
from agencies.enums import Level
from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.roles import Permission
from complaints.enums import Secrecy
from complaints.querysets import needs_to_know
from law.errors import LawError
from law.forms import Column, Form
from law.measures import MeasureKind, shipped_measures
from law.periods import Period
from records.paging import page_of
from records.wording import amount_plain
from reports.cells import Cell
from reports.measures import AnyMeasure, Number
from reports.rows import reading, row_of
from reports.views.asked import agency_of, key_of, period_of

PAGE = 50
_UNITS = {"trđ": "triệu đồng", "m2": "m²"}


@require_safe
@needs(Permission.READ_REPORT)
def cell_rows(request: HttpRequest) -> HttpResponse:
    """`bieu`, `cot`, `ky`, `che_do`: the column; `don_vi`: the unit; `goc`, `cap`: the total of a tree."""
    cell = _cell(request)
    measure = cell.measure
    if measure is None:
        raise Http404
    seen = cell.rows().visible_to(request.user)
    shape = reading(seen)
    page = page_of(
        seen.select_related(*shape.related),
        by=shape.by,
        asked=request.GET,
        size=PAGE,
        count_text=lambda n: f"Danh sách có {n} dòng.",
    )
    value, opening = measure.value(seen), cell.opening()
    told = shipped_measures()[measure.name]
    context = {
        "figure": {"label": _label(cell), "unit": _UNITS.get(cell.column.unit, "")},
        "cell": cell,
        "measure": told,
        "period": cell.period,
        "agency": cell.agency,
        "shape": shape,
        "page": page,
        "rows": [row_of(found) for found in page.rows],
        "number": amount_plain(value),
        "opening": amount_plain(opening) if opening else "",
        "is_count": told.kind is MeasureKind.COUNT,
        "hidden": _text(_hidden(request.user, cell, measure, value)),
        "level": dict(Level.choices).get(cell.level, ""),
    }
    template = "reports/cell_rows.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _cell(request: HttpRequest) -> Cell:
    form, column = _column(request, period_of(request))
    level = request.GET.get("cap", "")
    return Cell(
        form=form,
        column=column,
        period=period_of(request),
        agency=agency_of(request),
        root=_root(request),
        today=timezone.localdate(),
        level=level if level in Level.values else "",
    )


def _column(request: HttpRequest, period: Period) -> tuple[Form, Column]:
    book, number = law_in_force.in_force().forms, request.GET.get("cot", "")
    try:
        regime = request.GET.get("che_do", "") or book.regime_on(period.end).code
        form = book.form(request.GET.get("bieu", ""), regime=regime)
        return form, form.column(int(number) if number.isdecimal() else 0)
    except LawError:
        raise Http404 from None


def _root(request: HttpRequest) -> Agency:
    """The top of the table: in reach, or overseen by an agency in reach."""
    seen = Agency.objects.visible_to(request.user)
    known = Agency.objects.filter(Q(pk__in=seen.values("pk")) | Q(overseen_by__in=seen))
    return get_object_or_404(known.distinct(), pk=key_of(request.GET.get("goc", "")))


def _label(cell: Cell) -> str:
    return f"Biểu {cell.form.code}, cột {cell.column.number}: {cell.column.path}"


def _hidden(user: User, cell: Cell, measure: AnyMeasure, seen: Number) -> Number:
    """How much of the number this role may count but not read: sealed records, never restricted."""
    if needs_to_know(user) >= Secrecy.SEALED:
        return 0
    source = measure.source
    reached = user.access.scope_q(source.agency, source.scope)
    return measure.value(cell.rows().filter(reached)) - seen


def _text(number: Number) -> str:
    return amount_plain(number) if number else ""
