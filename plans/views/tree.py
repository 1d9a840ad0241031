"""Where a plan hangs: its tree, what it carries out and serves, what replaces it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Event, User
from agencies.refusals import told_beside
from plans.actions.locking import ensure_in_force
from plans.actions.replacing import replace_plan
from plans.actions.tree import link_plan
from plans.enums import LowerPlan, PlanState
from plans.family import carried_out, family_of, ids_below, light, tree_of
from plans.forms.tree import FateForm, LinkForm, ReplaceForm
from plans.models import Plan, PlanTask
from plans.owners import ensure_may_manage, managed_ids, may_manage
from plans.plan_rows import counts_of
from plans.workflow import UNFINISHED


@require_safe
def plan_tree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cây kế hoạch: the document on top, the plan, the plans under it, each with what is left."""
    user, today = request.user, timezone.localdate()
    plan = _plan(user, pk)
    tree = tree_of(plan, user)
    counts = counts_of([node.plan.pk for node in tree.nodes], today)
    context = {
        "plan": plan,
        "top": tree.top,
        "nodes": [(node, counts.get(node.plan.pk)) for node in tree.nodes],
        "family": family_of(plan, user),
        "may_manage": may_manage(plan, user, today),
    }
    return render(request, "plans/plan_tree.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kế hoạch cấp trên và sự kiện of a plan."""
    user, now = request.user, timezone.now()
    plan = _plan(user, pk)
    ensure_may_manage(plan, user, timezone.localdate(now))
    served = Event.objects.visible_to(user).filter(plans=plan)
    initial = {"parent": plan.parent_id, "events": served, "version": plan.version}
    data = request.POST if request.method == "POST" else None
    form = LinkForm(data, user=user, plan=plan, initial=initial)
    if form.is_valid():
        parent, chosen = form.cleaned_data["parent"], form.cleaned_data["events"]
        with told_beside(form, "parent"):
            link_plan(
                plan_id=pk, parent_id=parent.pk if parent else None,
                event_ids=[event.pk for event in chosen], by=user, now=now,
                version=form.cleaned_data["version"],
            )  # fmt: skip
            messages.success(request, "Đã ghi vị trí của kế hoạch.")
            return redirect("plan_tree", pk=pk)
    context = {"plan": plan, "form": form, "named": carried_out(plan)}
    return render(request, "plans/plan_link.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thay thế kế hoạch: everything that hangs on it, and what becomes of it."""
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    plan = _plan(user, pk)
    ensure_may_manage(plan, user, today)
    ensure_in_force(plan)
    data = request.POST if request.method == "POST" else None
    initial = {"on": today, "version": plan.version}
    form = ReplaceForm(data, user=user, plan=plan, initial=initial)
    lower, mine = _lower(plan, user), managed_ids(user, today)
    fates = [FateForm(data, lower=p) for p in lower if _is_settled_by(p, mine)]
    right = [f.is_valid() for f in (form, *fates)]
    if all(right):
        with told_beside(form, None):
            replace_plan(
                plan_id=pk, by_what=form.by_what(), by=user, now=now,
                lower={f.lower.pk: LowerPlan(f.cleaned_data["fate"]) for f in fates},
                carried=_carried(request, plan), version=form.cleaned_data["version"],
            )  # fmt: skip
            messages.success(
                request, "Đã ghi kế hoạch bị thay thế và báo cho cơ quan có kế hoạch cấp dưới."
            )
            return redirect("plan_tree", pk=pk)
    context = {
        "plan": plan,
        "form": form,
        "fates": fates,
        **_hanging(plan, lower, fates, user),
        "carried": set(request.POST.getlist("chuyen")),
    }
    return render(request, "plans/plan_replace.html", context, status=422 if form.is_bound else 200)


def _plan(user: User, pk: UUID) -> Plan:
    plan: Plan = get_object_or_404(Plan.objects.visible_to(user).select_related("agency"), pk=pk)
    return plan


def _lower(plan: Plan, user: User) -> list[Plan]:
    """Plans under this one that the user sees, those in force first."""
    rows = light(Plan.objects.visible_to(user).filter(pk__in=ids_below(plan.pk)))
    return sorted(rows, key=lambda p: (p.state != PlanState.ACCEPTED, p.agency.sort_key))


def _is_settled_by(lower: Plan, mine: set[UUID]) -> bool:
    """A plan in force of an agency one answers for: one says what becomes of it."""
    return lower.state == PlanState.ACCEPTED and lower.agency_id in mine


def _carried(request: HttpRequest, plan: Plan) -> list[UUID]:
    """Unfinished tasks that are ticked to go on in the new plan."""
    asked = set(request.POST.getlist("chuyen"))
    left = plan.tasks.filter(state__in=UNFINISHED).values_list("pk", flat=True)
    return [pk for pk in left if str(pk) in asked]


def _hanging(plan: Plan, lower: list[Plan], fates: list[FateForm], user: User) -> dict[str, Any]:
    """Open tasks of the plan itself; each lower plan with its open tasks."""
    tasks = PlanTask.objects.visible_to(user).filter(state__in=UNFINISHED)
    below = tasks.filter(plan__in=lower, plan__state=PlanState.ACCEPTED).order_by("plan", "order")
    of_plan: dict[UUID, list[PlanTask]] = {}
    for task in below:
        of_plan.setdefault(task.plan_id, []).append(task)
    by_plan = {fate.lower.pk: fate for fate in fates}
    return {
        "tasks": list(tasks.filter(plan=plan).order_by("order")),
        "lower": [(p, of_plan.get(p.pk, []), by_plan.get(p.pk)) for p in lower],
    }
