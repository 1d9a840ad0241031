"""Tách đơn nhiều nội dung thành các đơn riêng."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.refusals import Refused, told_beside
from agencies.roles import Permission
from complaints.actions.splitting import ensure_may_split, split_petition
from complaints.forms.splitting import ContentForms, RemainingForm
from complaints.models import Petition
from complaints.selectors import SEALED_NUMBER, number_for
from complaints.views.doors import ensure_in, sent
from records.actions.once import once

_NOT_YOURS = "Chỉ cán bộ vào sổ đơn của cơ quan giữ đơn được tách đơn này."


@require_http_methods(["GET", "HEAD", "POST"])
def petition_split(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The text that stays, and up to five contents that leave."""
    petition = _petition(request, pk)
    ensure_in(request.user, petition.agency, Permission.REGISTER_PETITION, _NOT_YOURS)
    today = timezone.localdate()
    remaining = RemainingForm(sent(request), petition=petition)
    contents = ContentForms(
        sent(request),
        prefix="phan",
        form_kwargs={"petition": petition, "user": request.user, "today": today},
    )
    status = 200
    if remaining.is_bound:
        status = 422
        if remaining.is_valid() and contents.is_valid():
            with told_beside(remaining, None) as refused:
                return _split(request, petition, remaining, contents)
            status = refused.status
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "form": remaining,
        "contents": contents,
        "why_not": _why_not(request, petition),
    }
    return render(request, "complaints/petition_split.html", context, status=status)


def _split(
    request: HttpRequest, petition: Petition, remaining: RemainingForm, contents: Any
) -> HttpResponse:
    """One submission splits once; whoever sent it twice is told the same."""
    user, now = request.user, timezone.now()
    made: list[Petition] = []

    def make() -> Petition:
        made[:] = split_petition(
            petition_id=petition.pk, contents=contents.told(), remaining=remaining.told(),
            by=user, now=now,
        )  # fmt: skip
        return made[0]

    first = once(
        key=remaining.cleaned_data["key"], by=user, now=now, make=make,
        fetch=lambda pk: Petition.objects.visible_to(user).get(pk=pk),
    )  # fmt: skip
    # Of two submissions at once the parts of the loser were rolled back: only the first is sure.
    _say(request, made if first in made else [first])
    return redirect("petition_detail", pk=petition.pk)


def _say(request: HttpRequest, made: list[Petition]) -> None:
    numbers = [number_for(petition, request.user) for petition in made]
    said = [f"số {n}" if n != SEALED_NUMBER else "vào sổ kín" for n in numbers]
    messages.success(request, f"Nội dung đã tách thành đơn riêng: {', '.join(said)}.")


def _why_not(request: HttpRequest, petition: Petition) -> str:
    try:
        ensure_may_split(request.user, petition)
    except Refused as refused:
        return refused.sentence
    return ""


def _petition(request: HttpRequest, pk: UUID) -> Petition:
    seen = Petition.objects.visible_to(request.user).select_related("agency", "matter")
    found: Petition = get_object_or_404(seen, pk=pk)
    return found
