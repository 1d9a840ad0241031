"""Vào sổ đơn: the form of a new petition and what it tells while it is being filled in."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints import places
from complaints.actions.petitions import register_petition
from complaints.envelopes import envelope_of
from complaints.forms.petition import PetitionForm
from complaints.intake_hints import of_same_letter, same_letter, sentences
from complaints.models import Matter, Petition
from complaints.representation import MANY
from complaints.selectors import SEALED_NUMBER, matters, number_for
from complaints.views.doors import sent
from records.actions.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTER_PETITION)
def petition_new(request: HttpRequest) -> HttpResponse:
    """Vào sổ đơn nhận qua bưu chính, cơ quan khác chuyển đến, cổng thông tin."""
    form = _form(request)
    if form.is_bound and form.is_valid():
        try:
            petition = _registered(request, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return _after(request, petition)
    context = {"form": form, "matter": form.matter}
    status = 422 if form.is_bound else 200
    return render(request, "complaints/petition_new.html", context, status=status)


def _after(request: HttpRequest, petition: Petition) -> HttpResponse:
    """Says the number and what deserves a look; many petitioners are written down next."""
    user = request.user
    number = number_for(petition, user)
    said = "Đơn đã vào sổ kín." if number == SEALED_NUMBER else f"Đơn đã vào sổ, số {number}."
    if envelope := envelope_of(petition.matter):
        said = f"{said} Hãy viết mã {envelope} lên bì niêm phong có phiếu ghi danh tính."
    messages.success(request, said)
    told = _told_of(petition)
    for sentence in told:
        messages.info(request, sentence)
    if others := of_same_letter(user, petition):
        numbers = ", ".join(one.number for one in others)
        messages.info(request, f"Cùng văn bản chuyển này đã có đơn: {numbers}.")
    if petition.signatories >= MANY and not petition.secrecy:
        return redirect("petition_parties", pk=petition.pk)
    return redirect("matter_detail", pk=petition.matter_id)


def _told_of(petition: Petition) -> list[str]:
    return sentences(
        kind=petition.kind,
        received_on=petition.received_on,
        contested_on=petition.contested_on,
        is_first_time=petition.is_first_time,
        is_discipline=petition.is_discipline,
        signatories=None if petition.secrecy else petition.signatories,
        today=timezone.localdate(petition.entered_at),
    )


def _registered(request: HttpRequest, form: PetitionForm) -> Petition:
    user, now = request.user, timezone.now()
    return once(
        key=form.cleaned_data["key"],
        by=user,
        now=now,
        make=lambda: register_petition(**form.told(), by=user, now=now),
        fetch=lambda pk: Petition.objects.visible_to(user).get(pk=pk),
    )


def _agency(request: HttpRequest) -> Agency:
    return request.user.access.agencies_with(Permission.REGISTER_PETITION)[0]


def _form(request: HttpRequest) -> PetitionForm:
    return PetitionForm(
        sent(request),
        agency=_agency(request),
        user=request.user,
        today=timezone.localdate(),
        matter=_matter(request),
    )


def _matter(request: HttpRequest) -> Matter | None:
    asked = request.GET.get("vu")
    if not asked:
        return None
    try:
        return get_object_or_404(matters(request.user), pk=UUID(asked))
    except ValueError:
        raise Http404 from None


@require_safe
@needs(Permission.REGISTER_PETITION)
def intake_hints(request: HttpRequest) -> HttpResponse:
    """Lời nhắc khi vào sổ: late entry, thời hiệu, đông người, petitions of the same letter.

    What is asked holds no citizen's name: an address of a page is kept by many."""
    asked = request.GET
    found = same_letter(
        request.user,
        sender_agency_id=_uuid(asked.get("sender_agency")),
        sender_name=asked.get("sender_name", "").strip(),
        document=asked.get("sender_document", "").strip(),
    )
    context = {
        "sentences": sentences(today=timezone.localdate(), **_typed(asked)),
        "same_letter": [(p, number_for(p, request.user)) for p in found[:5]],
    }
    return render(request, "complaints/intake_hints.html", context)


def _typed(asked: Any) -> dict[str, Any]:
    many = asked.get("signatories", "")
    return {
        "kind": asked.get("kind", ""),
        "received_on": _day(asked.get("received_on")),
        "contested_on": _day(asked.get("contested_on")),
        "is_first_time": "is_first_time" in asked,
        "is_discipline": "is_discipline" in asked,
        "signatories": int(many) if many.isascii() and many.isdigit() and len(many) < 6 else None,
    }


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


@require_safe
@needs(Permission.REGISTER_PETITION)
def place_lookup(request: HttpRequest) -> HttpResponse:
    """Địa danh cũ nay thuộc đâu: the communes offered for what was typed."""
    typed = request.GET.get("locality", "")[:120]
    known = places.communes_of_province(places.province_of(_agency(request)))
    commune = places.commune_in(typed, known)
    context = {
        "typed": typed.strip(),
        "commune": commune,
        "offers": [] if commune else places.present_names(typed, known),
    }
    return render(request, "complaints/place_offers.html", context)
