"""Đôn đốc giải quyết: the two ways of the list, a new one, the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.refusals import KeptRefusal, NotAllowed, told_beside
from agencies.roles import Permission
from complaints.actions.urging import answer_urge, ends_of, take_back_urge, urge_petition
from complaints.enums import UrgeState
from complaints.forms.urges import UrgeAnswerForm, UrgeForm
from complaints.models import CaseUrge, Petition
from complaints.rights import permissions_in
from complaints.selectors import number_for
from complaints.tabs import tabs_for
from complaints.urge_rows import IN, OUT, urge_rows, urges
from complaints.views.doors import cases_only, sent
from records.paging import page_of

_SIZE = 20
_METHODS = ["GET", "HEAD", "POST"]
_TAKES_BACK = "thoi"
_NOT_URGING = "Chỉ thủ trưởng, thanh tra được đôn đốc giải quyết đơn."


@require_safe
@cases_only
def urge_list(request: HttpRequest) -> HttpResponse:
    """Đôn đốc đến, đôn đốc đi; those past their day are marked."""
    user, way = request.user, request.GET.get("chieu", "")
    if way not in (IN, OUT):
        way = OUT if user.may(Permission.URGE_CASE) else IN
    page = page_of(
        urges(user, way), by="urged_on", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} lượt đôn đốc.",
    )  # fmt: skip
    context = {
        "page": page,
        "rows": urge_rows(page.rows, user, timezone.localdate()),
        "way": way,
        "tabs": tabs_for(user, "cases", "urge_list"),
    }
    return render(request, "complaints/urge_list.html", context)


@require_http_methods(_METHODS)
def urge_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đôn đốc the body where a petition waits."""
    user, today = request.user, timezone.localdate()
    seen = Petition.objects.visible_to(user).select_related("agency", "matter")
    petition: Petition = get_object_or_404(seen, pk=pk)
    if not user.may(Permission.URGE_CASE):
        raise NotAllowed(_NOT_URGING)
    form, status = UrgeForm(sent(request), today=today), 422 if request.POST else 200
    to_agency = None
    with KeptRefusal() as refused:
        _, to_agency = ends_of(petition, user)
        if form.is_bound and form.is_valid():
            urge_petition(petition_id=pk, **form.cleaned_data, by=user, now=timezone.now())
            messages.success(request, f"Đã đôn đốc {to_agency.name}.")
            return redirect("petition_detail", pk=pk)
    if refused.sentence and form.is_bound:
        form.add_error(None, refused.sentence)
        status = refused.status
    context = {
        "petition": petition,
        "number": number_for(petition, user),
        "to_agency": to_agency,
        "form": form,
        "why": refused.sentence,
    }
    return render(request, "complaints/urge_new.html", context, status=status)


@require_http_methods(_METHODS)
def urge_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One urging: read by both ends, answered by who was urged, taken back by who urged."""
    user, urge = request.user, _urge(request, pk)
    answers = Permission.PROCESS_PETITION in permissions_in(user, urge.to_agency)
    urging = urge.agency in user.access.agencies_with(Permission.URGE_CASE)
    form: Any = UrgeAnswerForm(sent(request), today=timezone.localdate())
    status = 422 if form.is_bound else 200
    takes_back = form.is_bound and request.POST.get("viec") == _TAKES_BACK
    if takes_back or (form.is_bound and form.is_valid()):
        with told_beside(form, None) as refused:
            return _act(request, pk, form, takes_back)
        status, urge = refused.status, _urge(request, pk)
    row = urge_rows([urge], user, timezone.localdate())[0]
    waits = urge.state == UrgeState.WAITING
    context = {
        "urge": urge,
        "row": row,
        "form": form,
        "may_answer": (answers and waits) or (form.is_bound and answers),
        "may_take_back": urging and waits,
    }
    return render(request, "complaints/urge_answer.html", context, status=status)


def _act(request: HttpRequest, pk: UUID, form: Any, takes_back: bool) -> HttpResponse:
    who = {"urge_id": pk, "by": request.user, "now": timezone.now()}
    if takes_back:
        take_back_urge(**who)
        messages.success(request, "Đã thôi đôn đốc.")
    else:
        answer_urge(**form.cleaned_data, **who)
        messages.success(request, "Đã ghi trả lời.")
    return redirect("urge_answer", pk=pk)


def _urge(request: HttpRequest, pk: UUID) -> CaseUrge:
    seen = CaseUrge.objects.visible_to(request.user).select_related(
        "agency", "to_agency", "petition", "urged_by", "answered_by"
    )
    found: CaseUrge = get_object_or_404(seen, pk=pk)
    return found
