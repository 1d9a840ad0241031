"""Đơn chuyển đến: the inbox, taking in or sending back; the way of one petition between agencies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from complaints import places, subjects
from complaints.actions.receiving import accept_transfer, refuse_transfer
from complaints.actions.transfer_files import files_with
from complaints.actions.urging import waits_at
from complaints.chain import chain_of
from complaints.enums import Receipt
from complaints.forms.inbox import AcceptForm, InboxFilter, RefuseForm
from complaints.models import Petition, Transfer
from complaints.selectors import number_for
from complaints.tabs import tabs_for
from complaints.transfer_rows import inbox, inbox_rows, told_number, transfer_rows, transfers
from complaints.urge_rows import urge_rows, urges_about
from complaints.views.doors import cases_only
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of

_SIZE = 20
_REFUSES = "tra_lai"
_NOT_YOURS = "Chỉ người tiếp nhận, xử lý đơn của cơ quan nhận được mở đơn chuyển đến này."


@require_safe
@cases_only
def transfer_inbox(request: HttpRequest) -> HttpResponse:
    """Đơn chuyển đến: newest first; what waits too long is marked."""
    found = InboxFilter(request.GET, queryset=inbox(request.user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="sent_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} đơn chuyển đến.",
    )  # fmt: skip
    template = "complaints/transfer_inbox.html"
    context = {
        "page": page,
        "rows": inbox_rows(page.rows, request.user, timezone.localdate()),
        "form": found.form,
        "tabs": tabs_for(request.user, "cases", "transfer_inbox"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def transfer_receive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tiếp nhận, vào sổ hoặc trả lại nơi chuyển; two forms, told apart by the button."""
    user, today = request.user, timezone.localdate()
    transfer = _received(request, pk)
    if transfer.to_agency not in user.access.agencies_with(Permission.RECEIVE_TRANSFER):
        raise NotAllowed(_NOT_YOURS)
    refuses = request.method == "POST" and request.POST.get("viec") == _REFUSES
    posts = request.POST if request.method == "POST" else None
    accept = AcceptForm(None if refuses else posts, today=today)
    refuse = RefuseForm(posts if refuses else None)
    form, status = (refuse if refuses else accept), 422 if posts else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            return _act(request, pk, form, refuses)
        status, transfer = refused.status, _received(request, pk)
    ledger.write(by=user, verb=Verb.READ, subject=transfer, now=timezone.now())
    context = {
        "transfer": transfer,
        "petition": transfer.petition,
        "number": told_number(transfer),
        "commune": places.name_of(transfer.petition.commune_code),
        "subject": subjects.name_of(transfer.petition.subject_code),
        "files": len(files_with(transfer.petition, transfer.sent_on)),
        "chain": chain_of(transfer.petition, user, today),
        "accept": accept,
        "refuse": refuse,
        "errors_of": form,
        "waits": transfer.receipt == Receipt.WAITING,
        "is_late": transfer.receive_by is not None and transfer.receive_by < today,
        "became": _became(request, transfer),
    }
    return render(request, "complaints/transfer_receive.html", context, status=status)


def _act(request: HttpRequest, pk: UUID, form: Any, refuses: bool) -> HttpResponse:
    who = {"transfer_id": pk, "by": request.user, "now": timezone.now()}
    if refuses:
        refuse_transfer(**form.cleaned_data, **who)
        messages.success(request, "Đã trả lại nơi chuyển; nơi chuyển đơn được báo.")
        return redirect("transfer_inbox")
    made = accept_transfer(**form.cleaned_data, **who)
    number = number_for(made, request.user)
    said = "sổ kín" if number == "Kín" else f"sổ đơn, số {number}"
    messages.success(request, f"Đã tiếp nhận, vào {said}.")
    return redirect("petition_detail", pk=made.pk)


def _received(request: HttpRequest, pk: UUID) -> Transfer:
    """What came to the inbox; what went by document has no page here."""
    seen = (
        Transfer.objects.received_by(request.user)
        .exclude(receipt="")
        .select_related(
            "petition__agency", "petition__sender_agency", "to_agency", "receipt_by", "sent_by"
        )
    )
    found: Transfer = get_object_or_404(seen, pk=pk)
    return found


def _became(request: HttpRequest, transfer: Transfer) -> Petition | None:
    """The petition in the own register, where the reader sees it."""
    found: Petition | None = (
        Petition.objects.visible_to(request.user).filter(pk=transfer.became_id).first()
        if transfer.became_id
        else None
    )
    return found


@require_safe
def petition_chain(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đường đi của đơn and who was urged about it. The panel belongs to a page whose reading is in
    the ledger; opened alone it is a reading of its own."""
    user, today = request.user, timezone.localdate()
    seen = Petition.objects.visible_to(user).select_related("agency", "sender_agency")
    petition: Petition = get_object_or_404(seen, pk=pk)
    if not request.htmx:
        ledger.write(by=user, verb=Verb.READ, subject=petition, now=timezone.now())
    sent = transfer_rows(transfers(user).filter(petition=petition), user, today)
    context = {
        "petition": petition,
        "number": number_for(petition, user),
        "sent": [row for row in sent if row.may_answer],
        "chain": chain_of(petition, user, today),
        "urges": urge_rows(urges_about(petition, user), user, today),
        "may_urge": _may_urge(petition, user),
    }
    template = "complaints/chain_page.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _may_urge(petition: Petition, user: Any) -> bool:
    """Whether there is somebody else to urge, for those who urge."""
    urging = {agency.pk for agency in user.access.agencies_with(Permission.URGE_CASE)}
    if not urging:
        return False
    at = waits_at(petition)
    return at is not None and bool(urging - {at.pk})
