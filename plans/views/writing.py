"""Soạn kế hoạch: a new plan from an outline or an earlier plan; a draft changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.models import Agency, Event, User
from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.papers.signing import heads_of
from plans.actions.importing import ensure_may_import
from plans.actions.writing import edit_plan, write_plan
from plans.document_head import layout_of
from plans.enums import Origin, PlanState
from plans.forms.writing import SPARE, PlanForm, TaskForm, task_rows
from plans.models import Plan
from plans.writing.given import given_by_outline, given_by_plan, given_by_post
from plans.writing.names import words_of
from plans.writing.outlines import filled, outlines
from records.actions.once import once

_MORE = 5
_Given = tuple[dict[str, Any], list[dict[str, Any]]]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_PLAN)
def plan_write(request: HttpRequest) -> HttpResponse:
    """Soạn kế hoạch: choose what to start from (?mau=, ?tu=), then write."""
    own = request.user.access.agencies_with(Permission.IMPORT_PLAN)
    agency = _chosen(own, request.GET.get("co-quan", ""))
    given = _given(request, agency)
    if given is None:
        return _choose(request, own, agency)
    if request.method != "POST":
        return _show(request, agency, *_unbound(request.user, agency, given))
    if "them" in request.POST:
        return _show(request, agency, *_with_more_rows(request, agency))
    form, rows = _bound(request, agency)
    if form.is_valid() & rows.is_valid():
        now = timezone.now()
        plan = once(
            key=form.cleaned_data["key"], by=request.user, now=now,
            make=lambda: write_plan(
                agency=agency, told=form.told(rows.told()), by=request.user, now=now
            ),
            fetch=lambda pk: Plan.objects.visible_to(request.user).get(pk=pk),
        )  # fmt: skip
        messages.success(request, "Đã lưu dự thảo kế hoạch; chưa giao việc cho ai.")
        return redirect("plan_document", pk=plan.pk)
    return _show(request, agency, form, rows, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa dự thảo. Whoever read an older version hears it and keeps what they typed."""
    plan: Plan = get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("agency__parent"), pk=pk
    )
    ensure_may_import(request.user, plan.agency)
    if plan.origin != Origin.WRITTEN:
        return redirect("plan_review", pk=plan.pk)
    if request.method != "POST" and plan.state != PlanState.DRAFT:
        return redirect("plan_document", pk=plan.pk)
    if request.method != "POST":
        fields, rows = given_by_plan(plan, copied=False)
        fields["signer"] = _signer_of(plan)
        return _show(request, plan.agency, *_unbound(request.user, plan.agency, (fields, rows), plan),
                     plan=plan)  # fmt: skip
    if "them" in request.POST:
        return _show(request, plan.agency, *_with_more_rows(request, plan.agency, plan), plan=plan)
    form, tasks = _bound(request, plan.agency, plan)
    status = 422
    if form.is_valid() & tasks.is_valid():
        with told_beside(form, None) as refused:
            edit_plan(
                plan_id=plan.pk, told=form.told(tasks.told()), by=request.user, now=timezone.now(),
                version=form.cleaned_data["version"],
            )  # fmt: skip
            messages.success(request, "Đã lưu dự thảo kế hoạch.")
            return redirect("plan_document", pk=plan.pk)
        status = refused.status
    return _show(request, plan.agency, form, tasks, plan=plan, status=status)


def _chosen(own: list[Agency], asked: str) -> Agency:
    """The agency for which one writes: the one asked for among one's own, else the first."""
    return next((agency for agency in own if str(agency.pk) == asked), own[0])


def _given(request: HttpRequest, agency: Agency) -> _Given | None:
    """What the form starts from; None while nothing is chosen."""
    if earlier := request.GET.get("tu", ""):
        return given_by_plan(_plan_of(request.user, earlier), copied=True)
    code = request.GET.get("mau", "")
    if not code:
        return None
    outline = outlines().get(code)
    if outline is None:
        raise Http404
    event = _event_of(request.user, request.GET.get("su-kien", ""))
    fields, rows = given_by_outline(filled(outline, words_of(agency, event.name if event else "")))
    return {**fields, "events": [event.pk] if event else []}, rows


def _plan_of(user: User, text: str) -> Plan:
    found: Plan = get_object_or_404(Plan.objects.visible_to(user), pk=_key(text))
    return found


def _event_of(user: User, text: str) -> Event | None:
    return get_object_or_404(Event.objects.visible_to(user), pk=_key(text)) if text else None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _choose(request: HttpRequest, own: list[Agency], agency: Agency) -> HttpResponse:
    """Outlines in the layout of the agency, events that are open, earlier plans."""
    layout = layout_of(agency)
    plans = Plan.objects.visible_to(request.user).exclude(state=PlanState.DRAFT)
    context = {
        "agency": agency,
        "agencies": own if len(own) > 1 else [],
        "outlines": [outline for outline in outlines().values() if outline.layout == layout],
        "events": Event.objects.visible_to(request.user).filter(closed_at__isnull=True),
        "asked_event": request.GET.get("su-kien", ""),
        "earlier": plans.only("number", "symbol", "title").order_by("-created_at")[:40],
    }
    return render(request, "plans/plan_write_choose.html", context)


def _unbound(
    user: User, agency: Agency, given: _Given, plan: Plan | None = None, spare: int = SPARE
) -> tuple[PlanForm, BaseFormSet]:
    fields, rows = given
    form = PlanForm(user=user, agency=agency, plan=plan, initial=fields)
    return form, task_rows(None, rows, spare)


def _bound(
    request: HttpRequest, agency: Agency, plan: Plan | None = None
) -> tuple[PlanForm, BaseFormSet]:
    form = PlanForm(request.POST, user=request.user, agency=agency, plan=plan)
    return form, task_rows(request.POST, [])


def _with_more_rows(
    request: HttpRequest, agency: Agency, plan: Plan | None = None
) -> tuple[PlanForm, BaseFormSet]:
    """Everything typed so far, unchecked, and more empty rows."""
    names = [*TaskForm.base_fields, "ORDER", "DELETE"]
    given = given_by_post(request.POST, names, "nv")
    return _unbound(request.user, agency, given, plan, _MORE)


def _signer_of(plan: Plan) -> UUID | None:
    """The head who signs a draft, by the name that it keeps."""
    name = plan.signer.get("name")
    return next((head.pk for head in heads_of(plan.agency) if head.full_name == name), None)


def _show(
    request: HttpRequest,
    agency: Agency,
    form: PlanForm,
    rows: BaseFormSet,
    *,
    plan: Plan | None = None,
    status: int = 200,
) -> HttpResponse:
    root = agency.path.split("/")[0] + "/"
    near = Agency.objects.in_force(timezone.localdate()).filter(path__startswith=root)
    context = {
        "agency": agency,
        "form": form,
        "rows": rows,
        "plan": plan,
        "unit_names": sorted(set(near.values_list("short_name", flat=True)))[:400],
    }
    return render(request, "plans/plan_write.html", context, status=status)
