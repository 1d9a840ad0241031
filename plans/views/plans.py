"""The list of plans and one plan."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.roles import Permission
from plans import selectors
from plans.actions.importing import may_import
from plans.actions.tasks import may_update
from plans.enums import PlanState

_SIZE = 30


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Kế hoạch: those of agencies within reach and those that give them work."""
    pages = Paginator(selectors.plans_with_counts(request.user), _SIZE)
    context = {
        "page": pages.get_page(request.GET.get("trang")),
        "may_import": request.user.may(Permission.IMPORT_PLAN),
    }
    return render(request, "plans/plan_list.html", context)


@require_safe
def plan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One plan: its facts and bases, every task under its unit and beside its source paragraph."""
    plan = selectors.plan_detail(request.user, pk)
    if plan is None:
        raise Http404
    tasks = selectors.tasks_of(plan)
    for task in tasks:
        task.may_update = plan.state == PlanState.ACCEPTED and may_update(task, request.user)
    context = {
        "plan": plan,
        "tasks": tasks,
        "done_count": sum(t.state == "done" for t in tasks),
        "doubts": sum(not t.sure for t in tasks),
        "units": selectors.tasks_by_unit(tasks),
        "sections": selectors.tasks_by_section(tasks),
        "by_section": request.GET.get("xem") == "muc",
        "is_draft": plan.state == PlanState.DRAFT,
        "may_import": may_import(request.user, plan.agency),
        "sees_file": plan.source_id is not None and request.user.access.reaches(plan.agency),
    }
    return render(request, "plans/plan_detail.html", context)
