"""Steps on a petition. A refusal becomes an error of the form, with everything typed kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.actions import petitions as actions
from complaints.enums import Outcome
from complaints.forms.steps import ProcessForm, ResolveForm, StepForm, WithdrawForm
from complaints.models import Petition
from complaints.selectors import due_of, number_for
from complaints.views.doors import ensure_in, sent
from complaints.views.petitions import steps_for

_METHODS = ["GET", "HEAD", "POST"]
_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được quyết định đơn này."


def _process(petition_id: UUID, data: dict[str, Any], **who: Any) -> Petition:
    return actions.process_petition(
        petition_id=petition_id,
        outcome=Outcome(data["outcome"]),
        is_competent=data["competent"] == "co",
        note=data["note"],
        processed_on=data["processed_on"],
        branches=data.get("branches", []),
        version=data["version"],
        **who,
    )


def _resolve(petition_id: UUID, data: dict[str, Any], **who: Any) -> Petition:
    return actions.resolve_petition(petition_id=petition_id, **data, **who)


def _withdraw(petition_id: UUID, data: dict[str, Any], **who: Any) -> Petition:
    return actions.withdraw_petition(petition_id=petition_id, **data, **who)


@require_http_methods(_METHODS)
def petition_process(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xử lý đơn: thụ lý, không thụ lý, hướng dẫn, chuyển, trả lại, lưu."""
    return _step(
        request,
        pk,
        ProcessForm,
        _process,
        "complaints/petition_process.html",
        "Đã ghi việc xử lý đơn.",
    )


@require_http_methods(_METHODS)
def petition_resolve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi kết quả giải quyết: the clocks of the petition end that day."""
    return _step(
        request,
        pk,
        ResolveForm,
        _resolve,
        "complaints/petition_resolve.html",
        "Đã ghi kết quả giải quyết.",
    )


@require_http_methods(_METHODS)
def petition_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi việc rút đơn."""
    return _step(
        request,
        pk,
        WithdrawForm,
        _withdraw,
        "complaints/petition_withdraw.html",
        "Đã ghi việc rút đơn.",
    )


def _step(
    request: HttpRequest,
    pk: UUID,
    form_class: type[StepForm],
    act: Callable[..., Petition],
    template: str,
    said: str,
) -> HttpResponse:
    petition = _petition(request, pk)
    ensure_in(request.user, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    form = form_class(sent(request), petition=petition, today=timezone.localdate())
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            act(petition.pk, form.cleaned_data, by=request.user, now=timezone.now())
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status, petition = refused.status, _petition(request, pk)
        else:
            messages.success(request, said)
            return redirect("matter_detail", pk=petition.matter_id)
    return _page(request, petition, form, template, status)


def _petition(request: HttpRequest, pk: UUID) -> Petition:
    seen = Petition.objects.visible_to(request.user).select_related("agency", "matter")
    found: Petition = get_object_or_404(seen, pk=pk)
    return found


def _page(
    request: HttpRequest, petition: Petition, form: StepForm, template: str, status: int
) -> HttpResponse:
    step = next(
        s for s in steps_for(request, petition) if s["url_name"] == request.resolver_match.url_name
    )
    due = due_of(petition.next_duty, petition.next_due_on, timezone.localdate())
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "due": due if petition.next_due_on else None,
        "form": form,
        "step": step,
    }
    return render(request, template, context, status=status)
