"""Người và hồ sơ giấy của một đơn: the panel, the list of those who stand in it, the reply."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.refusals import NotAllowed, Refused, told_beside
from agencies.roles import Permission
from complaints.actions.parties import (
    SEALED,
    add_party,
    add_petitioners,
    known_parties,
    remove_party,
)
from complaints.actions.replies import note_reply
from complaints.enums import PartyRemoval, PartyRole
from complaints.forms.people import PartyForm, PeopleForm, RemovalForm, ReplyForm
from complaints.models import Petition, PetitionParty
from complaints.people_page import people_page
from complaints.representation import most_representatives
from complaints.selectors import number_for
from complaints.views.doors import ensure_in, sent
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb

_NOT_REPLYING = "Chỉ cán bộ xử lý đơn của cơ quan giữ đơn ghi việc trả lời nơi chuyển đơn."


def petition_seen(request: HttpRequest, pk: UUID) -> Petition:
    """The petition as the reader may see it, with what its people need."""
    seen = Petition.objects.visible_to(request.user).select_related(
        "agency", "matter", "person", "sender_agency", "paper_keeper"
    )
    found: Petition = get_object_or_404(seen, pk=pk)
    return found


@require_safe
def petition_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who stands in it, who sent it on, where the paper lies. The panel belongs to a page whose
    reading is in the ledger; opened alone it is a reading of its own."""
    petition = petition_seen(request, pk)
    if not request.htmx:
        ledger.write(by=request.user, verb=Verb.READ, subject=petition, now=timezone.now())
    template = "complaints/petition_people.html"
    context = _page(request, petition)
    return render(request, f"{template}#panel" if request.htmx else template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_parties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Danh sách người đứng tên: one more, or many at once."""
    petition = petition_seen(request, pk)
    many = request.method == "POST" and "people" in request.POST
    one_form = PartyForm(None if many else sent(request))
    many_form = PeopleForm(sent(request) if many else None)
    form = many_form if many else one_form
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                _added(request, petition, form.cleaned_data, many=many)
            except NotAllowed:
                raise
            except Refused as refused:
                form.add_error(getattr(refused, "field", None), refused.sentence)
                status = refused.status
            else:
                messages.success(request, "Đã ghi vào danh sách người đứng tên.")
                return redirect("petition_parties", pk=petition.pk)
    known = [] if petition.secrecy else known_parties(petition)
    context = _page(request, petition) | {
        "form": one_form,
        "many_form": many_form,
        "removal_form": RemovalForm(),
        "most": most_representatives(petition.signatories),
        "petitioners": [p.full_name for p in known if p.role == PartyRole.PETITIONER],
        "sealed": SEALED if petition.secrecy else "",
    }
    return render(request, "complaints/petition_parties.html", context, status=status)


def _added(request: HttpRequest, petition: Petition, data: dict[str, Any], *, many: bool) -> None:
    user, now = request.user, timezone.now()
    told = {name: value for name, value in data.items() if name != "key"}

    def make() -> PetitionParty:
        if many:
            return add_petitioners(petition_id=petition.pk, **told, by=user, now=now)[0]
        told["role"] = PartyRole(told["role"])
        return add_party(petition_id=petition.pk, **told, by=user, now=now)

    once(
        key=data["key"], by=user, now=now, make=make,
        fetch=lambda pk: PetitionParty.objects.visible_to(user).filter(pk=pk).first(),
    )  # fmt: skip


@require_POST
def petition_party_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ một người khỏi danh sách, với lý do."""
    party = get_object_or_404(PetitionParty.objects.visible_to(request.user), pk=pk)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy chọn lý do bỏ khỏi danh sách.")
    reason = PartyRemoval(form.cleaned_data["reason"])
    remove_party(party_id=party.pk, reason=reason, by=request.user, now=timezone.now())
    messages.success(request, "Đã bỏ khỏi danh sách người đứng tên.")
    return redirect("petition_parties", pk=party.petition_id)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đã trả lời nơi chuyển đơn."""
    petition = petition_seen(request, pk)
    ensure_in(request.user, petition.agency, Permission.PROCESS_PETITION, _NOT_REPLYING)
    form = ReplyForm(sent(request), today=timezone.localdate())
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            note_reply(
                petition_id=petition.pk, **form.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, "Đã ghi việc trả lời nơi chuyển đơn.")
            return redirect("petition_detail", pk=petition.pk)
        status = refused.status
    context = _page(request, petition) | {"form": form}
    return render(request, "complaints/petition_reply.html", context, status=status)


def _page(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    return {
        "petition": petition,
        "number": number_for(petition, request.user),
        "people": people_page(request.user, petition, timezone.localdate()),
    }
