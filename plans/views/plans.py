"""The list of plans and one plan."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.roles import Permission
from plans import plan_page
from plans.enums import PlanState
from plans.family import family_of
from plans.filters import PlanFilter
from plans.handover import plans_to_hand_over
from plans.owners import may_manage
from plans.plan_rows import plans_of, rows_of, states_of
from plans.tabs import tabs_for
from records.paging import page_of

_SIZE = 30


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Kế hoạch: those of agencies within reach and those that give them work."""
    user, today = request.user, timezone.localdate()
    seen = plans_of(user)
    chosen = PlanFilter(request.GET, queryset=seen, request=request, today=today)
    rows = chosen.qs if chosen.is_valid() else seen.none()
    page = page_of(
        rows, by="created_at", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} kế hoạch{' theo bộ lọc' if request.GET else ''}.",
    )  # fmt: skip
    may_import = user.may(Permission.IMPORT_PLAN)
    context = {
        "page": page,
        "rows": rows_of(page.rows, today),
        "form": chosen.form,
        "is_filtered": bool(request.GET),
        "states": states_of(seen),
        "to_hand_over": plans_to_hand_over(user, today).count() if may_import else 0,
        "may_import": may_import,
        "tabs": tabs_for(user, "plan_list"),
    }
    template = "plans/plan_list.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


_VIEWS = {"muc": plan_page.by_section, "tinh-trang": plan_page.by_state}


@require_safe
def plan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One plan: its facts and bases, where it hangs, every task with its progress."""
    user, today = request.user, timezone.localdate()
    plan = plan_page.plan_of(user, pk)
    if plan is None:
        raise Http404
    lines = plan_page.lines_of(plan, today)
    view = request.GET.get("xem", "")
    context = {
        "plan": plan,
        "today": today,
        "lines": lines,
        "progress": plan_page.progress_of(lines),
        "doubts": sum(not line.task.sure for line in lines),
        "groups": _VIEWS.get(view, plan_page.by_unit)(lines),
        "view": view if view in _VIEWS else "",
        "family": family_of(plan, user),
        "events": plan_page.events_of(plan, user, today),
        "ended": plan_page.ended_names(lines, today) if plan.state == PlanState.ACCEPTED else [],
        "may_manage": may_manage(plan, user, today),
        "sees_file": plan.source_id is not None and user.access.reaches(plan.agency),
    }
    return render(request, "plans/plan_detail.html", context)
