"""The register of petitions (sổ đơn)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.roles import Permission
from complaints.filters import PetitionFilter
from complaints.selectors import petition_lines, petition_list_rows
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only
from records.paging import page_of

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
    template = "complaints/petition_list.html"
    context = {
        "page": page,
        "rows": petition_lines(
            page.rows,
            request.user,
            timezone.localdate(),
            several_agencies="co_quan" in found.filters,
        ),
        "form": found.form,
        "may_register": request.user.may(Permission.REGISTER_PETITION),
        "tabs": tabs_for(request.user, "cases", "petition_list"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)
