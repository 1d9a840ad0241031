"""Rút đơn before acceptance. A refusal becomes an error of the form, with everything typed kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints import workflow
from complaints.actions.deciding import withdraw_petition
from complaints.enums import PetitionState
from complaints.forms.steps import WithdrawForm
from complaints.models import Petition
from complaints.selectors import due_of, number_for
from complaints.views.doors import ensure_in, sent

_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được quyết định đơn này."


@require_http_methods(["GET", "HEAD", "POST"])
def petition_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi việc rút đơn chưa thụ lý; once accepted, it is a step of the case."""
    petition = _petition(request, pk)
    ensure_in(request.user, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    form = WithdrawForm(sent(request), petition=petition, today=timezone.localdate())
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            withdraw_petition(
                petition_id=petition.pk, **form.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, "Đã ghi việc rút đơn.")
            return redirect("petition_detail", pk=petition.pk)
        status, petition = refused.status, _petition(request, pk)
    return _page(request, petition, form, status)


def _petition(request: HttpRequest, pk: UUID) -> Petition:
    seen = Petition.objects.visible_to(request.user).select_related("agency", "matter")
    found: Petition = get_object_or_404(seen, pk=pk)
    return found


def _page(
    request: HttpRequest, petition: Petition, form: WithdrawForm, status: int
) -> HttpResponse:
    due = due_of(petition.next_duty, petition.next_due_on, timezone.localdate())
    label, state = workflow.WITHDRAW.label, petition.get_state_display()
    is_open = petition.state in workflow.WITHDRAW.sources
    accepted = petition.state == PetitionState.ACCEPTED
    why = "Đơn đã thụ lý: ghi việc rút đơn là một bước của hồ sơ." if accepted else ""
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "due": due if petition.next_due_on else None,
        "form": form,
        "step": {
            "label": label,
            "is_open": is_open,
            "why": why or f"Không thể “{label}” khi tình trạng đơn là “{state}”.",
        },
    }
    return render(request, "complaints/petition_withdraw.html", context, status=status)
