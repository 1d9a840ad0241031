"""Việc trong hồ sơ: the panel of a case, a new one, one that is done or dropped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import User
from agencies.refusals import NotAllowed, told_beside
from complaints.actions.case_tasks import add_task, drop_task, finish_task, works_on
from complaints.forms.tasks import TaskDoneForm, TaskDropForm, TaskForm
from complaints.models import CaseTask, Petition
from complaints.people_page import receivers
from complaints.selectors import number_for, tasks_in
from complaints.views.doors import sent
from complaints.views.people import petition_seen
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb


@require_http_methods(["GET", "HEAD", "POST"])
def petition_tasks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tasks of one case. The panel belongs to a page whose reading is in the ledger."""
    petition = petition_seen(request, pk)
    may_add = works_on(request.user, petition)
    if request.method == "POST" and not may_add:
        raise NotAllowed("Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được giao việc.")
    form = _task_form(request, petition) if may_add and not request.htmx else None
    status = 200
    if form is not None and form.is_bound:
        if form.is_valid():
            with told_beside(form, None) as refused:
                _added(request, petition, form.cleaned_data)
                messages.success(request, "Đã giao việc.")
                return redirect("petition_tasks", pk=pk)
            status = refused.status
        status = 422 if status == 200 else status
    elif not request.htmx:
        ledger.write(by=request.user, verb=Verb.READ, subject=petition, now=timezone.now())
    template = "complaints/petition_tasks.html"
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "tasks": tasks_in(petition),
        "today": timezone.localdate(),
        "form": form,
        "may_add": may_add,
    }
    name = f"{template}#panel" if request.htmx else template
    return render(request, name, context, status=status)


def _task_form(request: HttpRequest, petition: Petition) -> TaskForm:
    today, user = timezone.localdate(), request.user
    people: list[User] = [user, *receivers(petition, user, today)]
    return TaskForm(sent(request), people=people, today=today)


def _added(request: HttpRequest, petition: Petition, data: dict[str, Any]) -> CaseTask:
    told, user, now = dict(data), request.user, timezone.now()
    return once(
        key=told.pop("key"),
        by=user,
        now=now,
        make=lambda: add_task(petition_id=petition.pk, **told, by=user, now=now),
        fetch=lambda pk: CaseTask.objects.visible_to(user).get(pk=pk),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def case_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi việc đã xong."""
    task = _task(request, pk)
    form = TaskDoneForm(sent(request), request.FILES or None, today=timezone.localdate())
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            _finished(request, task, form.cleaned_data)
            messages.success(request, "Đã ghi việc xong.")
            return redirect("petition_detail", pk=task.petition_id)
        status = refused.status
    return _page(request, task, form, TaskDropForm(), status)


def _finished(request: HttpRequest, task: CaseTask, data: dict[str, Any]) -> CaseTask:
    upload = data.pop("file", None)
    attached = {"file_name": upload.name, "file_content": upload.read()} if upload else {}
    return finish_task(task_id=task.pk, **data, **attached, by=request.user, now=timezone.now())


@require_POST
def case_task_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ việc, with its reason."""
    task = _task(request, pk)
    form, status = TaskDropForm(request.POST), 422
    if form.is_valid():
        with told_beside(form, None) as refused:
            drop_task(task_id=task.pk, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, "Đã bỏ việc.")
            return redirect("petition_detail", pk=task.petition_id)
        status = refused.status
    done = TaskDoneForm(today=timezone.localdate())
    return _page(request, task, done, form, status)


def _task(request: HttpRequest, pk: UUID) -> CaseTask:
    """The task as the reader may see it; writing is for its doer and those who work on the case."""
    seen = CaseTask.objects.visible_to(request.user).select_related(
        "petition__agency", "petition__matter", "assigned_to", "done_by", "proof_file"
    )
    task: CaseTask = get_object_or_404(seen, pk=pk)
    if task.assigned_to_id != request.user.pk and not works_on(request.user, task.petition):
        raise NotAllowed("Việc này do người được giao hoặc cán bộ giữ hồ sơ ghi.")
    return task


def _page(
    request: HttpRequest, task: CaseTask, form: TaskDoneForm, drop: TaskDropForm, status: int
) -> HttpResponse:
    context = {
        "task": task,
        "petition": task.petition,
        "number": number_for(task.petition, request.user),
        "form": form,
        "drop_form": drop,
    }
    return render(request, "complaints/case_task.html", context, status=status)
