"""Việc hôm nay of a person, việc của đơn vị of a head, thời gian từng khâu."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.roles import Permission
from complaints import personnel, work, work_papers, work_unit
from complaints.forms.work import StageTimesForm
from complaints.held_work import holders_seen
from complaints.stage_moments import moments_of
from complaints.stage_times import stage_times as times_of
from complaints.tabs import tabs_for
from complaints.work_groups import (
    APPROVAL,
    DUE,
    FIRST,
    OTHERS,
    Worker,
    groups_of,
    without_repeats,
)
from law.dates import vn_day
from records.paging import page_of

_WAITING, _SIZE = 15, 20
_IN_PANEL = {FIRST: 4, DUE: 8}
_ON_PAGE = {FIRST: personnel.MOST, DUE: 40, APPROVAL: _WAITING, OTHERS: _WAITING}
_MONTH = timedelta(days=30)


@require_safe
@needs(Permission.PROCESS_PETITION)
def work_today(request: HttpRequest) -> HttpResponse:
    """Việc hôm nay: the nearest few at home, everything that waits on the page of its own."""
    user, today = request.user, timezone.localdate()
    list_url = f"{reverse('petition_list')}?giu=toi&xep=han"
    worker = Worker(user, today, work.standing_in(user, today), list_url)
    template = "complaints/work_today.html"
    groups = groups_of(worker, _IN_PANEL if request.htmx else _ON_PAGE)
    if request.htmx:
        groups = without_repeats(groups)
        shown = {"groups": groups, "has_work": any(group.lines for group in groups)}
        return render(request, f"{template}#panel", shown)
    papers = work_papers.papers_to_approve(user, _WAITING)
    waiting = [
        *([papers] if papers else []),
        work_papers.returned_to(user, _WAITING),
        work_papers.tasks_for(user, _WAITING),
        work_papers.handovers_for(user, _WAITING),
    ]
    context = {
        "tabs": tabs_for(user, "work", "work_today"),
        "today": vn_day(today),
        "groups": groups,
        "waiting": waiting,
        "has_work": any(g.lines for g in groups) or any(g.items for g in waiting),
        "stood_in": worker.stood_in,
        "unread": work_papers.unread_notices(user),
        "list_url": list_url,
    }
    return render(request, template, context)


@require_safe
@needs(Permission.ASSIGN_WORK)
def work_unit_page(request: HttpRequest) -> HttpResponse:
    """Việc của đơn vị: running cases by holder, then the cases of one, or of nobody."""
    user, today, agency = request.user, timezone.localdate(), _agency(request)
    holder = request.GET.get("nguoi", "")
    rows, undated = work_unit.cases_of(user, agency, holder), request.GET.get("han") == "chua-co"
    rows = rows.filter(next_due_on__isnull=undated)
    page = page_of(
        rows, by="received_on" if undated else "next_due_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} đơn.", rising=True,
    )  # fmt: skip
    context = {
        "tabs": tabs_for(user, "work", "work_unit"),
        "agency": agency,
        "held": work_unit.by_holder(user, agency, today),
        "holder": holder,
        "undated": undated,
        "page": page,
        "lines": work.lines_of(page.rows, user, today),
    }
    template = "complaints/work_unit.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_safe
@needs(Permission.ASSIGN_WORK)
def work_holder(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a notice about work of somebody who left leads: their cases on the page of the unit."""
    holder = get_object_or_404(holders_seen(user=request.user), pk=pk)
    return redirect(f"{reverse('work_unit')}?nguoi={holder.pk}")


@require_safe
@needs(Permission.ASSIGN_WORK)
def stage_times(request: HttpRequest) -> HttpResponse:
    """Thời gian từng khâu: median and longest days of each stage, by case and never by person."""
    user, today, agency = request.user, timezone.localdate(), _agency(request)
    form = StageTimesForm(request.GET or None, initial={"thang": "6"})
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    since = today - int(asked.get("thang") or 6) * _MONTH
    rows = times_of(moments_of(user, agency, since, asked.get("loai", "")), today)
    context = {
        "tabs": tabs_for(user, "work", "stage_times"),
        "agency": agency,
        "form": form,
        "since": since,
        "rows": rows,
    }
    template = "complaints/stage_times.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _agency(request: HttpRequest) -> Agency:
    """The unit whose work the user assigns."""
    found: Agency = request.user.access.agencies_with(Permission.ASSIGN_WORK)[0]
    return found
