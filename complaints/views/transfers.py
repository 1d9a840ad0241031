"""Đơn đã chuyển: the list of what waits for an answer, and what came back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions.transfers import note_answer, note_told
from complaints.enums import TransferState
from complaints.forms.transfers import AnswerForm, ToldForm, TransferFilter
from complaints.models import Transfer
from complaints.selectors import number_for
from complaints.tabs import tabs_for
from complaints.transfer_rows import transfer_rows, transfers
from complaints.views.doors import cases_only, ensure_in, sent
from records.paging import page_of
from records.saved import saved_filters

_SIZE = 20
_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được ghi việc trả lời."


@require_safe
@cases_only
def transfer_list(request: HttpRequest) -> HttpResponse:
    """Đơn đã chuyển, hướng dẫn, đôn đốc; newest first, late answers marked."""
    found = TransferFilter(request.GET, queryset=transfers(request.user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="sent_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} lượt chuyển.",
    )  # fmt: skip
    template = "complaints/transfer_list.html"
    context = {
        "page": page,
        "rows": transfer_rows(page.rows, request.user, timezone.localdate()),
        "form": found.form,
        "saved": saved_filters(request.user, "transfer_list", request.GET, found.form),
        "tabs": tabs_for(request.user, "cases", "transfer_list"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def transfer_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi trả lời của nơi nhận; then that the citizen was told."""
    transfer = _transfer(request, pk)
    petition = transfer.petition
    ensure_in(request.user, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    today = timezone.localdate()
    tells = transfer.state == TransferState.ANSWERED
    form: Any = (ToldForm if tells else AnswerForm)(sent(request), today=today)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        act = note_told if tells else note_answer
        with told_beside(form, None) as refused:
            act(transfer_id=pk, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, "Đã ghi." if tells else "Đã ghi trả lời của nơi nhận.")
            return redirect("petition_detail", pk=petition.pk)
        status = refused.status
    context = {
        "transfer": transfer,
        "petition": petition,
        "number": number_for(petition, request.user),
        "form": form,
        "tells": tells,
        "is_open": transfer.state in (TransferState.SENT, TransferState.ANSWERED)
        and transfer.told_citizen_on is None,
    }
    return render(request, "complaints/transfer_answer.html", context, status=status)


def _transfer(request: HttpRequest, pk: UUID) -> Transfer:
    seen = Transfer.objects.visible_to(request.user).select_related(
        "petition__agency", "petition__matter", "to_agency", "sent_by"
    )
    found: Transfer = get_object_or_404(seen, pk=pk)
    return found
