"""Units and accounts for the administrator, who sees no case content."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies import second_factor
from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.roles import ROLES, Permission, Role
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


@require_safe
@needs(Permission.MANAGE_UNITS)
def user_list(request: HttpRequest) -> HttpResponse:
    """Tài khoản: who holds which role where; `q` is looked for in names of people, accents or not."""
    users = second_factor.with_factor(User.objects.prefetch_related("memberships__agency"))
    users = users.order_by("sort_key", "id")
    if word := request.GET.get("q", "").strip():
        wanted = fold(word)
        names = User.objects.values_list("pk", "full_name", "username")
        found = [pk for pk, *called in names if wanted in fold(" ".join(called))]
        users = users.filter(pk__in=found)
    page = Paginator(users, _PAGE).get_page(request.GET.get("trang"))
    roles = [(Role(role).label, rights.description) for role, rights in ROLES.items()]
    return render(request, "agencies/user_list.html", {"page": page, "q": word, "roles": roles})
