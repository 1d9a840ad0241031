"""Yêu cầu phối hợp: the two ways of the list, a new one about a matter, its page, its answer."""

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
from complaints import law_book
from complaints.actions import coordination as actions
from complaints.coordination_rows import (
    IN,
    OUT,
    CoordinationRow,
    all_requests,
    coordination_rows,
    requests,
)
from complaints.coordination_time import usual_accept_by, usual_answer_by
from complaints.enums import Secrecy
from complaints.forms.coordination import (
    CoordinationAnswerForm,
    CoordinationFilter,
    CoordinationForm,
    SealedCoordinationForm,
)
from complaints.models import Matter
from complaints.selectors import known_agencies, matters
from complaints.sighting_rows import sightings_of
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only, sent
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of

_SIZE = 20
_METHODS = ["GET", "HEAD", "POST"]
_ACCEPTS, _TAKES_BACK = "nhan", "rut"
_NOT_YOURS = "Chỉ người của cơ quan được yêu cầu tiếp nhận, trả lời yêu cầu này."


@require_safe
@cases_only
def coordination_list(request: HttpRequest) -> HttpResponse:
    """Yêu cầu phối hợp đến, đi; newest first, what is overdue is marked on both sides."""
    user, way = request.user, request.GET.get("chieu", "")
    way = way if way in (IN, OUT) else IN
    found = CoordinationFilter(request.GET, queryset=requests(user, way), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="asked_at", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} yêu cầu phối hợp.",
    )  # fmt: skip
    template = "complaints/coordination_list.html"
    context = {
        "page": page,
        "rows": coordination_rows(page.rows, user, timezone.now()),
        "way": way,
        "form": found.form,
        "tabs": tabs_for(user, "hotspots", "coordination_list"),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_http_methods(_METHODS)
def coordination_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yêu cầu phối hợp about a matter, to another agency."""
    user = request.user
    matter = get_object_or_404(matters(user), pk=pk)
    agency = actions.asking_agency(user)
    form = _form(request, matter, agency)
    status, why = 422 if form.is_bound else 200, ""
    if form.is_bound and form.is_valid():
        data = {"subject": "", **form.cleaned_data}
        with told_beside(form, None) as refused:
            made = actions.request_coordination(
                matter_id=pk, asked=actions.Asked(**data), sighting_id=_asked_sighting(request),
                by=user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, f"Đã gửi yêu cầu đến {made.to_agency.name}.")
            return redirect("coordination_detail", pk=made.pk)
        status = refused.status
    elif matter.secrecy >= Secrecy.RESTRICTED:
        why = "Vụ việc này chỉ phối hợp bằng văn bản, không gửi yêu cầu trong phần mềm."
    context = {
        "matter": matter, "agency": agency, "form": form, "why": why,
        "sightings": sightings_of(matter, user), "chosen": str(_asked_sighting(request) or ""),
    }  # fmt: skip
    return render(request, "complaints/coordination_new.html", context, status=status)


@require_http_methods(_METHODS)
def coordination_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request, read by both ends; taken in by the receiver, taken back by the asker."""
    user, row, why, status = request.user, _row(request, pk), "", 200
    if request.method == "POST":
        takes_back = request.POST.get("viec") == _TAKES_BACK
        act = actions.take_back_request if takes_back else actions.accept_request
        with KeptRefusal() as refused:
            act(request_id=pk, by=user, now=timezone.now())
            messages.success(request, "Đã rút yêu cầu." if takes_back else "Đã tiếp nhận yêu cầu.")
            return redirect("coordination_detail", pk=pk)
        why, status, row = refused.sentence, refused.status, _row(request, pk)
    else:
        ledger.write(by=user, verb=Verb.READ, subject=row.request, now=timezone.now())
    context = {"row": row, "one": row.request, "why": why}
    return render(request, "complaints/coordination_detail.html", context, status=status)


@require_http_methods(_METHODS)
def coordination_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Trả lời: done with what and how many, or declined with a reason."""
    user, row = request.user, _row(request, pk)
    if row.request.to_agency not in user.access.agencies_with(Permission.COORDINATE):
        raise NotAllowed(_NOT_YOURS)
    form: Any = CoordinationAnswerForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            _answer(request, pk, form.cleaned_data)
            messages.success(request, "Đã ghi trả lời.")
            return redirect("coordination_detail", pk=pk)
        status, row = refused.status, _row(request, pk)
    context = {"row": row, "one": row.request, "form": form}
    return render(request, "complaints/coordination_answer.html", context, status=status)


def _answer(request: HttpRequest, pk: UUID, said: dict[str, Any]) -> None:
    who = {"request_id": pk, "by": request.user, "now": timezone.now()}
    if said["is_done"]:
        actions.answer_request(answer=said["answer"], staff_count=said["staff_count"] or 0, **who)
    else:
        actions.decline_request(reason=said["answer"], **who)


def _form(request: HttpRequest, matter: Matter, agency: Any) -> CoordinationForm:
    now, calendar = timezone.localtime(), law_book.calendar()
    accept_by = usual_accept_by(now, calendar)
    kind = SealedCoordinationForm if matter.secrecy else CoordinationForm
    others = known_agencies(agency, now.date()).exclude(pk=agency.pk)
    to_agency = matter.agency_id if matter.agency_id != agency.pk else None
    return kind(
        sent(request), agencies=others,
        initial={
            "to_agency": to_agency, "subject": matter.title,
            "accept_by": accept_by, "answer_by": usual_answer_by(accept_by, calendar),
        },
    )  # fmt: skip


def _asked_sighting(request: HttpRequest) -> UUID | None:
    """The sighting from which the request is made, when there is one."""
    try:
        return UUID(request.POST.get("luot") or request.GET.get("luot", ""))
    except ValueError:
        return None


def _row(request: HttpRequest, pk: UUID) -> CoordinationRow:
    found = all_requests(request.user).select_related("answered_by", "accepted_by")
    one = get_object_or_404(found, pk=pk)
    return coordination_rows([one], request.user, timezone.now())[0]
