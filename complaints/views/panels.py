"""Panels of the home page, each also a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.selectors import due_of, matters_due
from complaints.views.doors import cases_only

_IN_PANEL, _ON_PAGE = 10, 100


@require_safe
@cases_only
def panel_due(request: HttpRequest) -> HttpResponse:
    """Quá hạn, sắp đến hạn: the nearest ten at home, a hundred on the page of its own."""
    today, most = timezone.localdate(), _IN_PANEL if request.htmx else _ON_PAGE
    found = list(matters_due(request.user, today)[: most + 1])
    template = "complaints/panel_due.html"
    context = {
        "rows": [(m, due_of(m.next_duty, m.next_due_on, today)) for m in found[:most]],
        "more": len(found) > most,
        "most": most,
        "in_panel": bool(request.htmx),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)
