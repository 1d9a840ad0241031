"""Đầu mối phối hợp: who takes requests in, named and ended by the head of the agency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from agencies.told import people_with
from complaints.actions.liaisons import NOT_YOURS, end_liaison, name_liaison
from complaints.forms.coordination import LiaisonEndForm, LiaisonForm
from complaints.models import Liaison
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only, sent

_METHODS = ["GET", "HEAD", "POST"]
_MOST = 300


@require_safe
@cases_only
def liaison_list(request: HttpRequest) -> HttpResponse:
    """Đầu mối of the agencies within reach, by agency; those that ended stand below."""
    user, today = request.user, timezone.localdate()
    found = Liaison.objects.visible_to(user).select_related("agency", "user")
    rows = list(found.order_by("agency__sort_key", "from_on", "id")[:_MOST])
    ended = [row for row in rows if row.to_on is not None and row.to_on < today]
    context = {
        "running": [row for row in rows if row not in ended],
        "ended": ended,
        "mine": {agency.pk for agency in user.access.agencies_with(Permission.ASSIGN_WORK)},
        "may_name": user.may(Permission.ASSIGN_WORK),
        "tabs": tabs_for(user, "hotspots", "coordination_list"),
    }
    return render(request, "complaints/coordination_liaisons.html", context)


@require_http_methods(_METHODS)
@needs(Permission.ASSIGN_WORK)
def liaison_new(request: HttpRequest) -> HttpResponse:
    """Cử đầu mối of one's own agency."""
    user, today = request.user, timezone.localdate()
    agency = user.access.agencies_with(Permission.ASSIGN_WORK)[0]
    may = people_with(Permission.COORDINATE, agency)
    people = User.objects.filter(pk__in=[one.pk for one in may]).order_by("sort_key")
    form = LiaisonForm(sent(request), people=people, today=today)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            name_liaison(agency=agency, **form.cleaned_data, by=user, now=timezone.now())
            messages.success(request, "Đã cử đầu mối phối hợp.")
            return redirect("liaison_list")
        status = refused.status
    context = {"agency": agency, "form": form}
    return render(request, "complaints/coordination_liaison_new.html", context, status=status)


@require_http_methods(_METHODS)
def liaison_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thôi làm đầu mối from a day on."""
    user = request.user
    seen = Liaison.objects.visible_to(user).select_related("agency", "user")
    liaison: Liaison = get_object_or_404(seen, pk=pk)
    if liaison.agency not in user.access.agencies_with(Permission.ASSIGN_WORK):
        raise NotAllowed(NOT_YOURS)
    form: Any = LiaisonEndForm(sent(request), today=timezone.localdate())
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            end_liaison(liaison_id=pk, **form.cleaned_data, by=user, now=timezone.now())
            messages.success(request, "Đã kết thúc việc làm đầu mối.")
            return redirect("liaison_list")
        status = refused.status
    context = {"liaison": liaison, "form": form}
    return render(request, "complaints/coordination_liaison_end.html", context, status=status)
