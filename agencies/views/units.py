"""Units for the administrator, who sees no case content."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.roles import Permission
from agencies.vietnamese import fold

_PAGE = 50


@require_safe
@needs(Permission.MANAGE_UNITS)
def agency_list(request: HttpRequest) -> HttpResponse:
    """Đơn vị: every agency with level, days of validity and successors."""
    agencies = (
        Agency.objects.select_related("parent", "oversees")
        .prefetch_related("successions__successor")
        .order_by("path")
    )
    if word := request.GET.get("q", "").strip():
        wanted = fold(word)
        agencies = [a for a in agencies if wanted in fold(f"{a.name} {a.code}")]
    page = Paginator(agencies, _PAGE).get_page(request.GET.get("trang"))
    return render(
        request,
        "agencies/agency_list.html",
        {"page": page, "q": word, "today": timezone.localdate()},
    )
