"""The list of matters to be settled before an event: rows, suggestions, a new one, a step, export."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Event
from agencies.permissions import needs
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from plans.actions import settling as actions
from plans.enums import SettleState
from plans.forms.settling import NewSettleForm, SettleForm, SettleStepForm
from plans.models import SettleItem
from plans.settle_files import settle_csv, settle_xlsx
from plans.settling import items_of, matter_named, suggestions, tally
from plans.views.standing import done, event_seen
from records.actions import ledger
from records.enums import Verb
from records.media_types import XLSX
from records.views.files import download

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def settle_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vụ việc cần giải quyết trước sự kiện; `?dang=csv|xlsx` takes the same rows away."""
    event = event_seen(request, pk)
    items = list(items_of(request.user, event))
    wanted = request.GET.get("dang", "")
    if wanted in ("csv", "xlsx"):
        return _file(request, event, items, wanted)
    return render(request, "plans/settle_list.html", _page(request, event, items))


def _page(request: HttpRequest, event: Event, items: list[SettleItem]) -> dict[str, Any]:
    user, today = request.user, timezone.localdate()
    for item in items:
        item.may_step = event.closed_at is None and actions.may_settle(user, item.agency)
        item.is_late = item.state == SettleState.OPEN and item.due_on < today
    may_list = event.closed_at is None and user.may(Permission.MANAGE_EVENT)
    return {
        "event": event,
        "items": items,
        "tally": tally(items, today),
        "suggestions": suggestions(user, event, today) if may_list else [],
        "may_list": may_list,
        "several_agencies": bool(user.access.prefixes),
    }


def _file(request: HttpRequest, event: Event, items: list[SettleItem], wanted: str) -> HttpResponse:
    ledger.write(
        by=request.user, verb=Verb.EXPORT, subject=event, now=timezone.now(),
        details={"danh_sach": "giai_quyet_truoc_su_kien", "dang": wanted},
    )  # fmt: skip
    content = settle_csv(items) if wanted == "csv" else settle_xlsx(items, event)
    kind = "text/csv; charset=utf-8" if wanted == "csv" else XLSX
    return download(content, kind, f"vu-viec-can-giai-quyet.{wanted}")


@require_http_methods(_METHODS)
@needs(Permission.MANAGE_EVENT)
def settle_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đưa vụ việc vào danh sách; `?vu-viec=` names the one that was suggested."""
    event, user = event_seen(request, pk), request.user
    asked = request.POST.get("matter") or request.GET.get("vu-viec", "")
    form = NewSettleForm(
        request.POST or None, user=user, event=event, today=timezone.localdate(),
        initial={"matter": asked},
    )  # fmt: skip

    def act() -> None:
        actions.list_matter(
            event=event, matter_id=form.cleaned_data["matter"].pk, told=form.told(), by=user,
            now=timezone.now(),
        )  # fmt: skip

    if done(form, act):
        messages.success(request, "Đã đưa vụ việc vào danh sách.")
        return redirect("settle_list", pk=pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "event": event, "matter": matter_named(asked, user, event)}
    return render(request, "plans/settle_new.html", context, status=status)


@require_http_methods(_METHODS)
@needs(Permission.MANAGE_EVENT)
def settle_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa phương án, người phụ trách, hạn."""
    item = _seen(request, pk)
    if not actions.may_settle(request.user, item.agency):
        raise NotAllowed("Vai trò của bạn không theo dõi danh sách của cơ quan này.")
    first = {"way": item.way, "in_charge": item.in_charge, "due_on": item.due_on}
    form = SettleForm(
        request.POST or None, event=item.event, today=timezone.localdate(), initial=first
    )

    def act() -> None:
        actions.change_settling(item_id=pk, told=form.told(), by=request.user, now=timezone.now())

    if done(form, act):
        messages.success(request, "Đã lưu phương án.")
        return redirect("settle_list", pk=item.event_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "event": item.event, "matter": item.matter}
    return render(request, "plans/settle_new.html", context, status=status)


@require_POST
@needs(Permission.MANAGE_EVENT)
def settle_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đã dứt điểm, chuyển sang sau sự kiện, or open again; a refusal keeps what was typed."""
    item = _seen(request, pk)
    form = SettleStepForm(request.POST)
    if not form.is_valid():
        raise Refused("Không rõ vụ việc đã dứt điểm hay chuyển sang sau sự kiện.")
    actions.step_settling(
        item_id=pk, state=SettleState(form.cleaned_data["state"]),
        result=form.cleaned_data["result"], by=request.user, now=timezone.now(),
    )  # fmt: skip
    messages.success(request, "Đã ghi vào danh sách.")
    return redirect("settle_list", pk=item.event_id)


def _seen(request: HttpRequest, pk: UUID) -> SettleItem:
    rows = SettleItem.objects.visible_to(request.user)
    found: SettleItem = get_object_or_404(rows.select_related("agency", "event", "matter"), pk=pk)
    return found
