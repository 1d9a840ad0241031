"""Tasks: done or open again; the panel of what is left to do."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plans.actions.tasks import mark_task_done, reopen_task
from plans.models import PlanTask
from plans.selectors import my_open_tasks

_SHOWN = 6


@require_POST
def plan_task_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hoàn thành or mở lại: field `done` is 1 or 0."""
    task = PlanTask.objects.visible_to(request.user).filter(pk=pk).first()
    if task is None:
        raise Http404
    change = mark_task_done if request.POST.get("done") == "1" else reopen_task
    change(task_id=pk, by=request.user, now=timezone.now())
    return redirect(f"{reverse('plan_detail', args=[task.plan_id])}#nv-{pk}")


@require_safe
def panel_plan_tasks(request: HttpRequest) -> HttpResponse:
    """Nhiệm vụ theo kế hoạch that the user's agency leads."""
    tasks = my_open_tasks(request.user)
    template = "plans/panel_plan_tasks.html"
    context = {"tasks": list(tasks[:_SHOWN]), "count": tasks.count(), "today": timezone.localdate()}
    return render(request, f"{template}#panel" if request.htmx else template, context)
