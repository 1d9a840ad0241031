"""A document is uploaded, read, looked through by a person, then accepted or thrown away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.permissions import needs
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from plans.actions.importing import import_plan
from plans.actions.review import accept_plan, discard_plan
from plans.forms.upload import PlanUploadForm
from plans.models import Plan


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_PLAN)
def plan_upload(request: HttpRequest) -> HttpResponse:
    """Nhập kế hoạch: what was read is shown for review before anything is in force."""
    form = PlanUploadForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        name, content = form.document()
        try:
            plan, new = import_plan(
                agency=form.cleaned_data["agency"],
                name=name,
                content=content,
                by=request.user,
                now=timezone.now(),
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            if not new:
                messages.info(request, "Kế hoạch này đã được nhập từ trước; đây là bản đã có.")
            return redirect("plan_detail", pk=plan.pk)
    status = 422 if form.is_bound else 200
    return render(request, "plans/plan_upload.html", {"form": form}, status=status)


@require_POST
def plan_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tiếp nhận: the tasks left ticked come into force."""
    plan = _visible(request, pk)
    kept = set(request.POST.getlist("task"))
    without = {t for t in plan.tasks.values_list("pk", flat=True) if str(t) not in kept}
    accept_plan(plan_id=pk, without=without, by=request.user, now=timezone.now())
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
    plan: Plan | None = Plan.objects.visible_to(request.user).filter(pk=pk).first()
    if plan is None:
        raise Http404
    return plan
