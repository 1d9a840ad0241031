"""Việc theo kết luận: the list that is followed up, one task done, the panel of the home page."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import User
from agencies.refusals import told_beside
from reception.actions.conclusion_tasks import ensure_finishes, finish_task
from reception.forms.conclusions import DONE, GIVEN, LATE, MINE, OPEN, TaskDoneForm, TaskFilterForm
from reception.models import ConclusionTask
from reception.tabs import tabs_for
from reception.task_list import open_tasks_of, own_agencies, pending, task_lines, tasks
from records.paging import page_of

_SIZE = 30
_IN_PANEL = 5


@require_safe
def conclusion_tasks(request: HttpRequest) -> HttpResponse:
    """Việc theo kết luận tiếp công dân, the most overdue first."""
    asked, today = request.GET.copy(), timezone.localdate()
    asked.setdefault("tinh_trang", OPEN)
    form = TaskFilterForm(asked)
    rows = tasks(request.user)
    rows = (
        _asked_for(rows, form.cleaned_data, request.user, today) if form.is_valid() else rows.none()
    )
    page = page_of(
        rows,
        by="due_on",
        asked=asked,
        size=_SIZE,
        count_text=lambda n: f"Có {n} việc theo kết luận tiếp công dân.",
        rising=asked["tinh_trang"] in (OPEN, LATE),
    )
    template = "reception/conclusion_tasks.html"
    context = {
        "page": page,
        "lines": task_lines(page.rows, request.user, today),
        "form": form,
        "tabs": tabs_for(request.user, "sessions", "conclusion_tasks"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _asked_for(
    rows: QuerySet[ConclusionTask], asked: dict[str, str], user: User, today: date
) -> QuerySet[ConclusionTask]:
    if asked["tinh_trang"] in (OPEN, LATE):
        rows = rows.filter(done_on=None)
    if asked["tinh_trang"] == LATE:
        rows = rows.filter(due_on__lt=today)
    if asked["tinh_trang"] == DONE:
        rows = rows.exclude(done_on=None)
    if asked["cua"] == MINE:
        rows = rows.filter(agency__in=own_agencies(user))
    if asked["cua"] == GIVEN:
        rows = rows.filter(conclusion__agency__in=own_agencies(user))
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def conclusion_task_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi kết quả thực hiện một việc được giao."""
    user, today = request.user, timezone.localdate()
    task = get_object_or_404(tasks(user), pk=pk)
    form = TaskDoneForm(request.POST or None, initial={"done_on": today})
    if form.is_bound:
        ensure_finishes(user, task.agency)
    if form.is_valid():
        with told_beside(form, None):
            finish_task(task_id=task.pk, by=user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Đã ghi kết quả thực hiện.")
            return redirect("conclusion_tasks")
    context = {"line": task_lines([task], user, today)[0], "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reception/conclusion_task_done.html", context, status=status)


@require_safe
def panel_conclusion_tasks(request: HttpRequest) -> HttpResponse:
    """Việc theo kết luận: to be done and given by the own agency, the nearest five."""
    user, today = request.user, timezone.localdate()
    template = "reception/conclusion_panel.html"
    context = {
        "lines": task_lines(open_tasks_of(user)[:_IN_PANEL], user, today),
        "pending": pending(user, today),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)
