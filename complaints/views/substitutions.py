"""Người làm thay khi vắng: the list, a new one, its end."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions import substitution as actions
from complaints.forms.work import SubstitutionForm
from complaints.handlers import handlers_of
from complaints.models import Substitution
from complaints.rights import permissions_in
from complaints.tabs import tabs_for
from complaints.views.doors import sent
from records.paging import page_of

_SIZE = 20


@require_safe
@needs(Permission.PROCESS_PETITION)
def substitution_list(request: HttpRequest) -> HttpResponse:
    """Who does whose work in the own agency, the newest first."""
    user, today = request.user, timezone.localdate()
    page = page_of(
        _rows(user), by="from_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} lần cử người làm thay.",
    )  # fmt: skip
    context = {
        "tabs": tabs_for(user, "work", "substitution_list"),
        "page": page,
        "rows": [(row, _state(row, today), _may_end(user, row, today)) for row in page.rows],
    }
    return render(request, "complaints/substitution_list.html", context)


def _rows(user: User) -> QuerySet[Substitution]:
    agencies = user.access.agencies_with(Permission.PROCESS_PETITION)
    rows = Substitution.objects.visible_to(user).filter(agency__in=agencies)
    found: QuerySet[Substitution] = rows.select_related("agency", "absent", "substitute")
    return found


def _state(row: Substitution, today: date) -> tuple[str, str]:
    """Word and tone."""
    if row.ended_at is not None:
        return "đã kết thúc sớm", "neutral"
    if row.to_on < today:
        return "đã xong", "neutral"
    return ("đang làm thay", "info") if row.from_on <= today else ("sắp tới", "neutral")


def _may_end(user: User, row: Substitution, today: date) -> bool:
    if row.ended_at is not None or row.to_on < today:
        return False
    rights = permissions_in(user, row.agency)
    return Permission.ASSIGN_WORK in rights or row.absent_id == user.pk


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PROCESS_PETITION)
def substitution_new(request: HttpRequest) -> HttpResponse:
    """Cử người làm thay: oneself, or anybody of the unit for its head."""
    user, today = request.user, timezone.localdate()
    agency = user.access.agencies_with(Permission.PROCESS_PETITION)[0]
    form = _form(request, agency, today)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None):
            made = actions.make_substitution(
                agency=agency, by=user, now=timezone.now(), **form.cleaned_data
            )
            said = f"{made.substitute} làm thay {made.absent} từ {made.from_on:%d/%m/%Y} đến "
            messages.success(request, f"{said}{made.to_on:%d/%m/%Y}.")
            return redirect("substitution_list")
    context = {"form": form, "agency": agency}
    return render(request, "complaints/substitution_new.html", context, status=status)


def _form(request: HttpRequest, agency: Agency, today: date) -> SubstitutionForm:
    user, people = request.user, list(handlers_of(agency, today))
    leads = Permission.ASSIGN_WORK in permissions_in(user, agency)
    first: dict[str, Any] = {"from_on": today} if leads else {"from_on": today, "absent": user}
    return SubstitutionForm(
        sent(request), absentees=people if leads else [user], people=people, initial=first
    )


@require_POST
@needs(Permission.PROCESS_PETITION)
def substitution_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết thúc sớm."""
    row = get_object_or_404(_rows(request.user), pk=pk)
    actions.end_substitution(substitution_id=row.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã kết thúc việc làm thay.")
    return redirect("substitution_list")
