"""Sửa hàng loạt: tasks chosen in the list, what would change, then done; nothing before the last step."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from agencies.models import User
from agencies.permissions import needs
from agencies.roles import Permission
from plans.actions.bulk import Applied, Bulk, BulkKind, apply, preview
from plans.forms.task import BulkForm
from plans.models import PlanTask
from plans.task_people import people_for
from plans.task_rows import by_due
from records.actions.once import once

MOST = 100
_TEMPLATE = "plans/task_bulk.html"


@require_POST
@needs(Permission.UPDATE_TASK)
def task_bulk(request: HttpRequest) -> HttpResponse:
    """One address for the three steps: `buoc` is chon, xem or lam."""
    chosen, step = _chosen(request), request.POST.get("buoc", "chon")
    if not chosen:
        messages.info(request, "Chưa chọn nhiệm vụ nào; hãy đánh dấu các nhiệm vụ ở danh sách.")
        return redirect("my_tasks")
    form = BulkForm(request.POST if step != "chon" else None, people=_people(chosen),
                    initial={"viec": request.POST.get("viec", BulkKind.ASSIGN)})  # fmt: skip
    key = _key(request)
    context = {"tasks": chosen, "form": form, "step": "chon", "key": key or uuid4()}
    if not form.is_bound:
        return render(request, _TEMPLATE, context)
    if not form.is_valid():
        return render(request, _TEMPLATE, context, status=422)
    bulk = _bulk(form.cleaned_data)
    if step == "lam" and key:
        return _applied(request, chosen, bulk, key)
    lines = preview(chosen, bulk, by=request.user, today=timezone.localdate())
    goes, stays = [x for x in lines if not x.why_not], [x for x in lines if x.why_not]
    more = {"step": "xem", "goes": goes, "stays": stays, "bulk": bulk}
    return render(request, _TEMPLATE, context | more)


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def _chosen(request: HttpRequest) -> list[PlanTask]:
    """The tasks named, as far as the user sees them; an id that is none is no task."""
    try:
        ids = [UUID(text) for text in request.POST.getlist("nhiem-vu")[:MOST]]
    except ValueError:
        raise Http404 from None
    rows = by_due(PlanTask.objects.visible_to(request.user).filter(pk__in=ids))
    whole = rows.prefetch_related("units__agency__parent")
    return list(whole.order_by("sort_on", "id"))


def _people(chosen: list[PlanTask]) -> list[User]:
    """Whom some of the tasks may be given; the preview says which of them."""
    today, offered = timezone.localdate(), {}
    asked: set[tuple[object, ...]] = set()
    for task in chosen:
        leads = tuple(sorted(str(u.agency_id) for u in task.units.all()))
        if leads not in asked:
            asked.add(leads)
            offered |= {user.pk: user for user in people_for(task, today)}
    return list(offered.values())


def _bulk(data: dict[str, Any]) -> Bulk:
    return Bulk(
        kind=BulkKind(data["viec"]), assignee=data["assignee"], due_on=data["due_on"],
        note=data["note"],
    )  # fmt: skip


def _applied(request: HttpRequest, chosen: list[PlanTask], bulk: Bulk, key: UUID) -> HttpResponse:
    """Done once for the key of the form; a second click finds it done and changes nothing."""
    user, now = request.user, timezone.now()
    made: list[Applied] = []

    def do() -> PlanTask:
        made.append(apply(tasks=chosen, bulk=bulk, by=user, now=now))
        return chosen[0]

    once(key=key, by=user, now=now, make=do, fetch=lambda pk: chosen[0])
    if not made:
        messages.info(request, "Lần sửa này đã được ghi.")
        return redirect("my_tasks")
    if made[0].done:
        messages.success(request, f"Đã làm với {len(made[0].done)} nhiệm vụ.")
    for task, sentence in made[0].refused[:3]:
        messages.warning(request, f"Không làm được với “{task}”: {sentence}")
    return redirect("my_tasks")
