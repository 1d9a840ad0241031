"""Contingencies of an event: written, changed, removed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.permissions import needs
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from plans.actions import contingencies as actions
from plans.actions.standing import may_prepare
from plans.forms.standing import ContingencyForm, steps_form, told_of
from plans.models import Contingency
from plans.views.standing import anchor, back, done, event_seen

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@needs(Permission.MANAGE_EVENT)
def contingency_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thêm tình huống with its steps."""
    event = event_seen(request, pk)
    form = ContingencyForm(request.POST or None, user=request.user)
    steps = steps_form(request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        actions.add_contingency(
            agency=data["agency"], event=None if data["always"] else event,
            told=told_of(form, steps), by=request.user, now=timezone.now(),
        )  # fmt: skip

    if form.is_bound and steps.is_valid() and done(form, act):
        messages.success(request, "Đã thêm tình huống.")
        return redirect(anchor(event, "tinh-huong"))
    status = 422 if form.is_bound else 200
    context = {"form": form, "steps": steps, "event": event, "contingency": None}
    return render(request, "plans/contingency_edit.html", context, status=status)


@require_http_methods(_METHODS)
@needs(Permission.MANAGE_EVENT)
def contingency_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa tình huống; whose and for which event it is stays."""
    found = _seen(request, pk)
    if not may_prepare(request.user, found.agency):
        raise NotAllowed("Chỉ cơ quan lập tình huống này mới sửa.")
    first = {
        "agency": found.agency, "title": found.title, "sign": found.sign,
        "always": found.event is None,
    }  # fmt: skip
    form = ContingencyForm(request.POST or None, user=request.user, initial=first)
    for name in ("agency", "always"):
        form.fields[name].disabled = True
    steps = steps_form(request.POST or None, found)

    def act() -> None:
        actions.change_contingency(
            contingency_id=pk, told=told_of(form, steps), by=request.user, now=timezone.now()
        )

    if form.is_bound and steps.is_valid() and done(form, act):
        messages.success(request, "Đã lưu tình huống.")
        return redirect(back(request, "tinh-huong"))
    status = 422 if form.is_bound else 200
    context = {"form": form, "steps": steps, "event": found.event, "contingency": found}
    return render(request, "plans/contingency_edit.html", context, status=status)


@require_POST
@needs(Permission.MANAGE_EVENT)
def contingency_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xóa tình huống."""
    _seen(request, pk)
    actions.remove_contingency(contingency_id=pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã xóa tình huống.")
    return redirect(back(request, "tinh-huong"))


def _seen(request: HttpRequest, pk: UUID) -> Contingency:
    rows = Contingency.objects.visible_to(request.user).select_related("agency", "event")
    found: Contingency = get_object_or_404(rows.prefetch_related("steps"), pk=pk)
    return found
