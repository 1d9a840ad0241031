"""A document is uploaded, read, looked through by a person, then accepted or thrown away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.permissions import needs
from agencies.refusals import KeptRefusal, Refused, told_beside
from agencies.roles import Permission
from plans.actions.importing import import_plan
from plans.actions.review import accept_plan, discard_plan
from plans.actions.review_header import save_header
from plans.actions.review_tasks import edit_task, join_tasks, keep_task, make_task, strike_task
from plans.enums import Origin, PlanState
from plans.forms.review import HeaderForm, TaskForm, agencies_for, said_task, unit_rows
from plans.forms.upload import PlanUploadForm
from plans.models import Plan, PlanTask
from plans.owners import ensure_may_manage
from plans.review_rows import ReviewRow, counts_of, rows_of

_PAGE = "plans/review_page.html"
_DOUBTS = "nghi-van"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_PLAN)
def plan_upload(request: HttpRequest) -> HttpResponse:
    """Nhập kế hoạch: what was read is shown for review before anything is in force."""
    form = PlanUploadForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        name, content = form.document()
        with told_beside(form, "file"):
            plan, new = import_plan(
                agency=form.cleaned_data["agency"],
                name=name,
                content=content,
                by=request.user,
                now=timezone.now(),
            )
            if not new:
                messages.info(request, "Kế hoạch này đã được nhập từ trước; đây là bản đã có.")
            return redirect(
                "plan_review" if plan.state == PlanState.DRAFT else "plan_detail", pk=plan.pk
            )
    status = 422 if form.is_bound else 200
    return render(request, "plans/plan_upload.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xem lại: each paragraph beside what was read. POST `buoc`: dau (head), lap (make a task)."""
    plan = _visible(request, pk)
    ensure_may_manage(plan, request.user, timezone.localdate())
    if plan.state != PlanState.DRAFT or plan.origin != Origin.IMPORTED:
        return redirect("plan_detail", pk=pk)
    if request.method == "POST" and request.POST.get("buoc") == "lap":
        return _make(request, plan)
    form = HeaderForm(
        request.POST if request.method == "POST" else None, plan=plan, user=request.user
    )
    if form.is_bound and form.is_valid():
        with KeptRefusal() as refused:
            save_header(
                plan_id=pk,
                version=form.cleaned_data["version"],
                said=form.said(),
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã ghi phần đầu của kế hoạch.")
            return redirect("plan_review", pk=pk)
        form = _with_new_version(form, plan.pk, refused.sentence, request)
    return _page(request, plan, header=form, status=422 if form.is_bound else 200)


def _with_new_version(
    form: HeaderForm, pk: UUID, sentence: str, request: HttpRequest
) -> HeaderForm:
    """The loser of two keeps the words typed; the next try is made on the newest version."""
    plan = Plan.objects.visible_to(request.user).get(pk=pk)
    again = HeaderForm({**_lists(form), "version": plan.version}, plan=plan, user=request.user)
    again.add_error(None, sentence)
    return again


def _lists(form: Any) -> dict[str, Any]:
    """What was posted, a list where a field takes several."""
    return {
        name: form.data.getlist(name) if name == "serves" else form.data.get(name, "")
        for name in form.fields
    }


def _make(request: HttpRequest, plan: Plan) -> HttpResponse:
    task = make_task(
        plan_id=plan.pk,
        place=_number(request, "doan"),
        version=_number(request, "version"),
        by=request.user,
        now=timezone.now(),
    )
    return redirect(f"{reverse('plan_review', args=[plan.pk])}?sua={task.pk}#nv-{task.pk}")


@require_POST
def plan_review_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One task: `buoc` giu (keep), sua (mend), bo (not a task), nhap (make whole again)."""
    task = PlanTask.objects.visible_to(request.user).select_related("plan").filter(pk=pk).first()
    if task is None:
        raise Http404
    step = request.POST.get("buoc", "")
    if step == "sua":
        return _mend(request, task)
    given: dict[str, Any] = {
        "task_id": pk,
        "version": _number(request, "version"),
        "by": request.user,
        "now": timezone.now(),
    }
    if step == "giu":
        keep_task(**given)
    elif step == "bo":
        strike_task(**given, why=request.POST.get("why", ""))
    elif step == "nhap":
        join_tasks(**given)
    else:
        raise Refused("Không rõ việc cần làm với nhiệm vụ này.")
    return _row(request, task)


def _mend(request: HttpRequest, task: PlanTask) -> HttpResponse:
    plan = _visible(request, task.plan_id)
    ensure_may_manage(plan, request.user, timezone.localdate())
    form, units = TaskForm(request.POST), unit_rows(plan, task, request.POST)
    if form.is_valid() & units.is_valid():
        with KeptRefusal() as refused:
            edit_task(
                task_id=task.pk,
                version=form.cleaned_data["version"],
                said=said_task(form, units),
                by=request.user,
                now=timezone.now(),
            )
            return redirect(_place(task, request))
        task.refresh_from_db()
        form = TaskForm({**form.data.dict(), "version": task.version})
        form.add_error(None, refused.sentence)
    return _page(request, plan, editing=(task, form, units), status=422)


def _row(request: HttpRequest, task: PlanTask) -> HttpResponse:
    """The paragraph of the task anew, and the bar below with its counts; else the whole page."""
    if not request.htmx:
        return redirect(_place(task, request))
    plan = _visible(request, task.plan_id)
    rows = rows_of(plan)
    row = next(r for r in rows if r.place == task.paragraph)
    context = {"row": row, **_common(request, plan, rows), "swapped": True}
    return render(request, "plans/review_row.html", context)


def _place(task: PlanTask, request: HttpRequest) -> str:
    kept = f"?xem={_DOUBTS}" if request.POST.get("xem") == _DOUBTS else ""
    return f"{reverse('plan_review', args=[task.plan_id])}{kept}#doan-{task.paragraph}"


def _common(request: HttpRequest, plan: Plan, rows: list[ReviewRow]) -> dict[str, Any]:
    only_doubts = _DOUBTS in (request.GET.get("xem"), request.POST.get("xem"))
    return {
        "plan": plan,
        "counts": counts_of(rows),
        "only_doubts": only_doubts,
        "editing": None,
        "swapped": False,
    }


def _page(
    request: HttpRequest,
    plan: Plan,
    *,
    header: HeaderForm | None = None,
    editing: tuple[PlanTask, Any, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = rows_of(plan)
    common = _common(request, plan, rows)
    task, form, units = editing or _asked(request, plan)
    shown = [r for r in rows if not common["only_doubts"] or r.doubts or _holds(r, task)]
    context = {
        **common,
        "rows": [r for r in shown if r.part != "purpose"],
        "purposes": [r for r in shown if r.part == "purpose"],
        "header": header or HeaderForm(plan=plan, user=request.user),
        "header_open": bool(header and header.is_bound),
        "editing": task.pk if task else None,
        "form": form,
        "units": units,
        "agencies": agencies_for(plan) if task else [],
        "notes": plan.reading.get("notes", []),
    }
    return render(request, _PAGE, context, status=status)


def _asked(request: HttpRequest, plan: Plan) -> tuple[PlanTask | None, Any, Any]:
    """The task whose form ?sua= opens."""
    try:
        key = UUID(request.GET.get("sua", ""))
    except ValueError:
        return None, None, None
    task = plan.tasks.filter(pk=key).first()
    if task is None:
        raise Http404
    return task, TaskForm.of(task), unit_rows(plan, task)


def _holds(row: ReviewRow, task: PlanTask | None) -> bool:
    return task is not None and task.paragraph == row.place


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Refused("Biểu mẫu thiếu dữ liệu; hãy tải lại trang rồi làm lại.")
    return int(text)


@require_POST
def plan_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tiếp nhận: all tasks come into force; with fields `task`, only those ticked."""
    plan = _visible(request, pk)
    kept = set(request.POST.getlist("task"))
    every = plan.tasks.values_list("pk", flat=True)
    accept_plan(
        plan_id=pk,
        without={t for t in every if kept and str(t) not in kept},
        version=_number(request, "version") if "version" in request.POST else None,
        rest_to_issuer="rest_to_issuer" in request.POST,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Đã tiếp nhận kế hoạch; các đơn vị được giao đã thấy nhiệm vụ.")
    return redirect("plan_detail", pk=pk)


@require_POST
def plan_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ bản đọc of a draft."""
    _visible(request, pk)
    discard_plan(plan_id=pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã bỏ bản đọc; chưa có nhiệm vụ nào được giao.")
    return redirect("plan_list")


def _visible(request: HttpRequest, pk: UUID) -> Plan:
    plan: Plan | None = (
        Plan.objects.visible_to(request.user).select_related("agency").filter(pk=pk).first()
    )
    if plan is None:
        raise Http404
    return plan
