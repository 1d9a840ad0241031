"""A plan ends; tasks of units that ended are handed over."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, Refused
from agencies.roles import Permission
from plans.actions.closing import close_plan
from plans.actions.locking import ensure_in_force
from plans.actions.succession import hand_over, hand_over_where_sure
from plans.forms.tree import CommonHeirForm, HeirForm, LastTaskForm
from plans.handover import EndedUnit, ended_units, without_police
from plans.models import Plan
from plans.owners import ensure_may_manage
from plans.workflow import UNFINISHED, WITHOUT_END


@require_http_methods(["GET", "HEAD", "POST"])
def plan_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết thúc kế hoạch: each task that is not done is dropped with its reason or carried."""
    user, now = request.user, timezone.now()
    plan = _managed(user, pk)
    tasks = list(plan.tasks.filter(state__in=UNFINISHED).order_by("order"))
    receivers = list(_receivers(plan, user))
    data = request.POST if request.method == "POST" else None
    forms = [
        LastTaskForm(data, task=task, receivers=receivers)
        for task in tasks
        if task.kind not in WITHOUT_END
    ]
    refusal, right = "", [form.is_valid() for form in forms]
    if data is not None and all(right):
        answers = {form.task.pk: form.cleaned_data for form in forms}
        version = request.POST.get("version", "")
        with KeptRefusal() as refused:
            close_plan(
                plan_id=pk, by=user, now=now,
                dropped={k: a["reason"] for k, a in answers.items() if a["reason"]},
                carried={k: a["carry_to"].pk for k, a in answers.items() if a["carry_to"]},
                version=int(version) if version.isdecimal() else None,
            )  # fmt: skip
            messages.success(request, "Đã kết thúc kế hoạch.")
            return redirect("plan_detail", pk=pk)
        refusal = refused.sentence
    context = {
        "plan": plan,
        "forms": forms,
        "endless": [task for task in tasks if task.kind in WITHOUT_END],
        "refusal": refusal,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/plan_close.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bàn giao nhiệm vụ của đơn vị đã kết thúc hoạt động cho đơn vị kế thừa."""
    user, now = request.user, timezone.now()
    plan = _managed(user, pk)
    units = ended_units(plan, timezone.localdate(now))
    data = request.POST if request.method == "POST" else None
    open_units = _with_choice(units)
    forms = [HeirForm(data, unit=unit) for unit in open_units]
    common = CommonHeirForm(data, units=open_units) if len(open_units) > 1 else None
    refusal, right = "", [form.is_valid() for form in (*forms, *filter(None, [common]))]
    if data is not None and all(right):
        shared = common.cleaned_data["heirs"] if common else []
        chosen = {form.unit.agency.pk: form.chosen(shared) for form in forms}
        moves = {pk: heirs for pk, heirs in chosen.items() if heirs}
        with KeptRefusal() as refused:
            if not moves:
                raise Refused("Hãy chọn ít nhất một đơn vị nhận.")
            moved = hand_over(plan_id=pk, moves=moves, by=user, now=now)
            messages.success(request, f"Đã bàn giao {moved} nhiệm vụ; đơn vị nhận đã được báo.")
            return redirect("plan_detail", pk=pk)
        refusal = refused.sentence
    context = {
        "plan": plan,
        "forms": forms,
        "common": common if common and common.fields["heirs"].choices else None,
        "stuck": [unit for unit in without_police(units) if not unit.choices],
        "police": [unit for unit in units if unit.is_police],
        "refusal": refusal,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/plan_handover.html", context, status=status)


@require_POST
@needs(Permission.IMPORT_PLAN)
def plan_handover_all(request: HttpRequest) -> HttpResponse:
    """Hands over, in all plans one looks after, what has exactly one successor."""
    moved = hand_over_where_sure(by=request.user, now=timezone.now())
    if moved:
        messages.success(request, f"Đã bàn giao {moved} nhiệm vụ cho đơn vị kế thừa duy nhất.")
    else:
        messages.info(
            request, "Không có nhiệm vụ nào có đúng một đơn vị kế thừa; hãy mở từng kế hoạch."
        )
    return redirect("plan_list")


def _managed(user: User, pk: UUID) -> Plan:
    """A plan in force that the user looks after; 404, 403 or 409 otherwise."""
    plan: Plan = get_object_or_404(Plan.objects.visible_to(user).select_related("agency"), pk=pk)
    ensure_may_manage(plan, user, timezone.localdate())
    ensure_in_force(plan)
    return plan


def _receivers(plan: Plan, user: User) -> QuerySet[Plan]:
    """Other plans in force of the user's own agencies: a task may be carried to one of them."""
    own = user.access.agencies_with(Permission.IMPORT_PLAN)
    rows = Plan.objects.visible_to(user).accepted().filter(agency__in=own).exclude(pk=plan.pk)
    return rows.select_related("agency").order_by("-created_at", "-id")


def _with_choice(units: list[EndedUnit]) -> list[EndedUnit]:
    return [unit for unit in without_police(units) if unit.choices]
