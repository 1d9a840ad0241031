"""The page of a case, and the page of one step of its procedure."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.refusals import KeptRefusal, NotAllowed
from agencies.roles import Permission
from complaints.actions.proceedings import take_step
from complaints.case_entrance import entrance_of, waiting_proposal
from complaints.case_page import CasePage, case_page
from complaints.case_rows import seen_case
from complaints.case_step import StepPage, step_page
from complaints.forms.case_step import CaseStepForm
from complaints.models import Petition
from complaints.procedure.names import StepName
from complaints.rights import permissions_in
from complaints.selectors import number_for
from complaints.views.doors import sent
from complaints.views.readings import readings_url
from records.actions import ledger
from records.enums import Verb

_WORKS = frozenset({Permission.PROCESS_PETITION, Permission.DECIDE_CASE})
_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được ghi việc vào hồ sơ này."
_PREVIEW = "xem"
_PANELS = (
    ("petition_people", "Người đứng đơn, hồ sơ giấy", "nguoi-dung-don"),
    ("petition_papers", "Văn bản", "van-ban"),
    ("petition_tasks", "Việc trong hồ sơ", "viec-nho"),
    ("petition_links", "Đơn liên quan", "don-lien-quan"),
    ("petition_chain", "Đường đi của đơn, đôn đốc", "duong-di"),
)


@require_safe
def petition_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hồ sơ một đơn: where it stands, what comes next, what happened. Reading it is logged."""
    petition = _case(request, pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=petition, now=timezone.now())
    case = case_page(petition, request.user, timezone.localdate())
    context = {
        "case": case,
        "entrance": entrance_of(petition, request.user),
        **_proposal(petition, case),
        "panels": [
            {"url": reverse(name, args=[pk]), "title": title, "id": anchor}
            for name, title, anchor in _PANELS
        ]
        + _readers(request, petition),
        **_links(case),
    }
    return render(request, "complaints/petition_detail.html", context)


def _readers(request: HttpRequest, petition: Petition) -> list[dict[str, str]]:
    """Ai đã xem: for those who may know."""
    url = readings_url(request.user, petition.matter_id)
    return [{"url": url, "title": "Ai đã xem", "id": "ai-da-xem"}] if url else []


def _links(case: CasePage) -> dict[str, str]:
    """Ways to pages of the same case elsewhere, where the reader may go there."""
    return {
        "assign_url": reverse("work_assign") if case.may_assign else "",
        "paper_url": reverse("paper_new", args=[case.petition.pk]) if case.may_draft else "",
    }


def _proposal(petition: Petition, case: CasePage) -> dict[str, Any]:
    """The proposal that waits, with the way to its decision for whoever decides."""
    found = waiting_proposal(petition)
    url = reverse("proposal_decide", args=[found.pk]) if found and case.may_decide else ""
    return {"proposal": found, "proposal_url": url}


@require_http_methods(["GET", "HEAD", "POST"])
def case_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi một việc vào hồ sơ: the form of the step named in the query; without one, the choice."""
    petition = _case(request, pk)
    permissions = permissions_in(request.user, petition.agency)
    if not permissions & _WORKS:
        raise NotAllowed(_NOT_YOURS)
    today = timezone.localdate()
    asked = request.GET.get("buoc", "")
    if not asked:
        case = case_page(petition, request.user, today)
        return render(request, "complaints/case_choose.html", {"case": case, **_links(case)})
    if asked not in StepName.values:
        raise Http404
    page = step_page(petition, StepName(asked), permissions=permissions, today=today)
    if page is None:
        raise Http404
    if page.step.needs not in permissions:
        raise NotAllowed(page.why)
    form = page.form(sent(request), event=request.GET.get("viec", ""))
    if form.is_bound and _PREVIEW not in request.POST:
        return _record(request, petition, page, form)
    return _show(request, petition, page, form, 200)


def _record(
    request: HttpRequest, petition: Petition, page: StepPage, form: CaseStepForm
) -> HttpResponse:
    """Takes the step; a refusal is a sentence on the form, with everything kept."""
    if not form.is_valid():
        return _show(request, petition, page, form, 422)
    with KeptRefusal() as refused:
        take_step(
            petition_id=petition.pk, step=page.step.name, said=form.said(), **form.told(),
            by=request.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, f"Đã ghi: {page.step.label}.")
        return redirect("petition_detail", pk=petition.pk)
    form.refuse(refused.sentence)
    return _show(request, _case(request, petition.pk), page, form, refused.status)


def _show(
    request: HttpRequest, petition: Petition, page: StepPage, form: CaseStepForm, status: int
) -> HttpResponse:
    context: dict[str, Any] = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "paper_url": reverse("paper_new", args=[petition.pk]) if page.may_draft else "",
        "page": page,
        "form": form,
        "foreseen": page.foreseen(form),
        "asks_late": form.is_late(),
    }
    template = "complaints/case_step.html"
    if request.htmx and _PREVIEW in request.POST:
        template += "#foreseen"
    return render(request, template, context, status=status)


def _case(request: HttpRequest, pk: UUID) -> Petition:
    found: Petition = get_object_or_404(seen_case(request.user), pk=pk)
    return found
