"""The register of petitions (sổ đơn)."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Event
from agencies.roles import Permission
from complaints import personnel
from complaints.filters import PetitionFilter
from complaints.models import Petition
from complaints.selectors import PetitionLine, petition_lines, petition_list_rows
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only
from records.paging import page_of
from records.saved import saved_filters

_SIZE = 20


@require_safe
@cases_only
def petition_list(request: HttpRequest) -> HttpResponse:
    """Sổ đơn, newest first or the nearest due date first; one filter for rows and count."""
    found = PetitionFilter(request.GET, queryset=petition_list_rows(request.user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    by_due = found.is_valid() and found.form.cleaned_data.get("xep") == "han"
    page = page_of(
        rows.filter(next_due_on__isnull=False) if by_due else rows,
        by="next_due_on" if by_due else "received_on",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda n: f"Có {n} đơn.",
        rising=by_due,
    )
    today = timezone.localdate()
    events = personnel.choosing_among(found.events, today)
    several = "co_quan" in found.filters
    template = "complaints/petition_list.html"
    context = {
        "page": page,
        "first": _first(request, rows, events, several),
        "events": events,
        "event_words": found.event_words,
        "word_note": found.word_note,
        "rows": petition_lines(
            page.rows,
            request.user,
            today,
            several_agencies=several,
            badge=personnel.BADGE if events else "",
        ),
        "form": found.form,
        "saved": saved_filters(request.user, "petition_list", request.GET, found.form),
        "may_register": request.user.may(Permission.REGISTER_PETITION),
        "tabs": tabs_for(request.user, "cases", "petition_list"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _first(
    request: HttpRequest, rows: QuerySet[Petition], events: list[Event], several: bool
) -> list[PetitionLine]:
    """Petitions about candidates and personnel, above the first page of the list while people are
    chosen: a short group of its own, so that the order of the list costs nothing more."""
    if not events or {"sau", "truoc"} & request.GET.keys() or request.GET.get("q"):
        return []
    found = personnel.about_personnel(rows, events).order_by("next_due_on", "id")
    return petition_lines(
        found[: personnel.MOST], request.user, timezone.localdate(), several_agencies=several
    )
