"""One task: its page, one step with it, the answer of a unit, mending it; the panel of what is left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.refusals import KeptRefusal, NotAllowed, told_beside
from plans import workflow
from plans.actions.acceptance import answer
from plans.actions.changing import TaskTold, change_task
from plans.actions.tasks import take_step
from plans.enums import UpdateKind
from plans.forms.task import StepForm
from plans.forms.task_edit import TaskEditForm, agencies_for, told, unit_forms
from plans.models import PlanTask, PlanTaskUnit, TaskUpdate
from plans.tabs import tabs_for
from plans.task_page import form_for, page_of_task, task_of
from plans.task_parts import situation_of
from plans.task_rows import led_by_us, lines_of
from records.actions.once import once

_SHOWN = 6
_SAID = {
    UpdateKind.PROGRESS: "Đã ghi tiến độ.",
    UpdateKind.EVIDENCE: "Đã thêm minh chứng.",
    UpdateKind.DONE: "Đã báo hoàn thành nhiệm vụ.",
    UpdateKind.BLOCK: "Đã báo vướng; cơ quan ban hành kế hoạch được báo.",
    UpdateKind.UNBLOCK: "Đã ghi hết vướng.",
    UpdateKind.ASSIGN: "Đã phân công.",
    UpdateKind.COMMENT: "Đã ghi ý kiến.",
    UpdateKind.URGE: "Đã đôn đốc.",
    UpdateKind.REOPEN: "Đã mở lại nhiệm vụ.",
    UpdateKind.DROP: "Đã ghi không thực hiện nữa.",
}


@require_safe
def task_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nhiệm vụ: beside its source, with its units, history and the steps open to the reader."""
    return _page(request, _task(request, pk))


@require_POST
def task_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One step (`buoc`); a second click finds what the first wrote."""
    task = _task(request, pk)
    step, today, user = _step(request), timezone.localdate(), request.user
    if isinstance(refused := workflow.refusal(step, situation_of(task, user, today)), NotAllowed):
        raise refused
    form = form_for(task, step, user, today, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, task, form, 422)
    with told_beside(form, None) as refusal:
        _taken(request, task, form)
        messages.success(request, _SAID[step])
        return redirect("task_detail", pk=pk)
    return _page(request, task, form, refusal.status)


def _step(request: HttpRequest) -> UpdateKind:
    try:
        step = UpdateKind(request.POST.get("buoc", ""))
    except ValueError:
        raise Http404 from None
    if step not in _SAID:
        raise Http404
    return step


def _taken(request: HttpRequest, task: PlanTask, form: StepForm) -> TaskUpdate:
    user, now = request.user, timezone.now()
    return once(
        key=form.cleaned_data["key"],
        by=user,
        now=now,
        make=lambda: take_step(task_id=task.pk, step=form.step, by=user, now=now, **form.told),
        fetch=lambda pk: TaskUpdate.objects.visible_to(user).get(pk=pk),
    )


@require_POST
def task_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nhận or không nhận of one unit (`nhan` 1 or 0)."""
    unit = PlanTaskUnit.objects.filter(pk=pk).first()
    if unit is None:
        raise Http404
    task = _task(request, unit.task_id)
    accept, note = request.POST.get("nhan") == "1", request.POST.get("note", "")
    with KeptRefusal() as refused:
        answer(unit_id=pk, accept=accept, note=note, by=request.user, now=timezone.now())
        messages.success(request, "Đã nhận nhiệm vụ." if accept else "Đã ghi không nhận.")
        return redirect("task_detail", pk=task.pk)
    return _page(request, task, status=422, answer_error=refused.sentence, answered=pk, typed=note)


@require_http_methods(["GET", "HEAD", "POST"])
def task_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa nhiệm vụ: for whoever looks after the plan; the history tells old and new."""
    task, today = _task(request, pk), timezone.localdate()
    if refused := workflow.refusal(UpdateKind.CHANGE, situation_of(task, request.user, today)):
        raise refused
    sent = request.POST if request.method == "POST" else None
    form = TaskEditForm(sent, task=task)
    units = unit_forms(task, agencies_for(task.plan, task, today), sent)
    status = 422 if sent is not None else 200
    if sent is not None and form.is_valid() and units.is_valid():
        with told_beside(form, None) as refusal:
            _changed(request, task, told(form, units, {u.pk for u in task.units.all()}), form)
            messages.success(request, "Đã sửa nhiệm vụ.")
            return redirect("task_detail", pk=pk)
        status = refusal.status
    context = {"task": task, "form": form, "units": units}
    return render(request, "plans/task_edit.html", context, status=status)


def _changed(request: HttpRequest, task: PlanTask, said: TaskTold, form: TaskEditForm) -> PlanTask:
    """A second click finds what the first changed."""
    user, now, version = request.user, timezone.now(), form.cleaned_data["version"]
    return once(
        key=form.cleaned_data["key"],
        by=user,
        now=now,
        make=lambda: change_task(task_id=task.pk, told=said, version=version, by=user, now=now),
        fetch=lambda pk: task,
    )


@require_safe
def panel_plan_tasks(request: HttpRequest) -> HttpResponse:
    """Nhiệm vụ theo kế hoạch that the user's agency leads."""
    tasks, today = led_by_us(request.user), timezone.localdate()
    template = "plans/panel_plan_tasks.html"
    context = {
        "lines": lines_of(list(tasks[:_SHOWN]), today),
        "count": tasks.count(),
        "tabs": tabs_for(request.user, "my_tasks"),
    }
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _task(request: HttpRequest, pk: UUID) -> PlanTask:
    task = task_of(request.user, pk)
    if task is None:
        raise Http404
    return task


def _page(
    request: HttpRequest, task: PlanTask, bound: StepForm | None = None, status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    page = page_of_task(task, request.user, timezone.localdate(), bound)
    context = {
        "task": task, "page": page, "bound": bound, "answer_error": "",
        "answered": None, "typed": "", **more,
    }  # fmt: skip
    return render(request, "plans/task_detail.html", context, status=status)
