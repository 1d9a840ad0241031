"""The register of petitions: its list, a new one, one petition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.roles import Permission
from complaints.filters import PetitionFilter
from complaints.selectors import petition_lines, petitions
from complaints.views.doors import cases_only
from records.paging import page_of

_SIZE = 20


@require_safe
@cases_only
def petition_list(request: HttpRequest) -> HttpResponse:
    """Sổ đơn, newest first; one filter for rows and count."""
    found = PetitionFilter(request.GET, queryset=petitions(request.user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="received_on", asked=request.GET, size=_SIZE, count_text=lambda n: f"Có {n} đơn."
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
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)
