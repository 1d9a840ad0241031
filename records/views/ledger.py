"""Sổ vết: who did what, for the inspectorate and for custodians, on records they see themselves."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from records.ledger.form import OTHERS, LedgerFilter
from records.ledger.pages import ledger_page
from records.ledger.readers import agency_names
from records.ledger.visible import chosen, rows_seen_by
from records.ledger.words import changes
from records.paging import Page

_SIZE = 50
_NOTHING = Page([], None, None, "")


@require_safe
@needs(Permission.READ_LEDGER)
def ledger_list(request: HttpRequest) -> HttpResponse:
    """Sổ vết của các hồ sơ được xem, mới nhất ở trên; no count, none of a row that is not shown."""
    form = LedgerFilter(request.GET, user=request.user, today=timezone.localdate())
    page = _page(request, form) if form.is_valid() else _NOTHING
    names = agency_names(page.rows)
    template = "records/ledger_list.html"
    context = {
        "form": form,
        "page": page,
        "lines": [(row, names.get(row.agency_id, ""), changes(row)) for row in page.rows],
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _page(request: HttpRequest, form: LedgerFilter) -> Page:
    told: dict[str, Any] = form.cleaned_data
    since, until = form.span
    seen = rows_seen_by(request.user, of_cases=told["loai"] != OTHERS)
    rows = chosen(
        seen, since=since, until=until, verb=told["viec"], agency=told.get("co_quan"),
        who=told["nguoi"].strip(),
    )  # fmt: skip
    said = f"Sổ vết từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}, mới nhất ở trên."
    return ledger_page(rows, asked=request.GET, size=_SIZE, said=said)
