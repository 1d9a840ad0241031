"""Xử lý đơn: the checklist, the proposal, the head's answer, what waits for one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions import proposals as actions
from complaints.actions.assessing import assess_petition
from complaints.advice import hints_for, verdict_for
from complaints.enums import PetitionState, ProposalState, TransferState
from complaints.forms.processing import ApproveForm, AssessForm, ProposeForm, grounds_of
from complaints.models import Assessment, Petition, Proposal, Transfer
from complaints.proposal_rows import merge_targets, proposal_rows, proposals
from complaints.rights import permissions_in
from complaints.selectors import due_of, known_agencies, number_for
from complaints.tabs import tabs_for
from complaints.views.doors import ensure_in, sent
from records.paging import page_of

_METHODS = ["GET", "HEAD", "POST"]
_SIZE = 20
_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được xử lý đơn này."
_NOT_HEAD = "Chỉ thủ trưởng của cơ quan giữ đơn duyệt đề xuất này."


@require_http_methods(_METHODS)
def petition_assess(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kiểm tra điều kiện xử lý, line by line with the article."""
    petition = _petition(request, pk)
    ensure_in(request.user, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    assessment = _assessment(petition)
    today = timezone.localdate()
    form = AssessForm(
        sent(request),
        petition=petition,
        assessment=assessment,
        hints=hints_for(petition, request.user, today),
        agencies=known_agencies(petition.agency, today),
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            kept = assess_petition(
                petition_id=petition.pk, **form.told(), by=request.user, now=timezone.now()
            )
            messages.success(request, verdict_for(petition, kept).sentence)
            return redirect(
                "petition_assess" if kept.is_eligible is None else "petition_propose", pk
            )
        status, petition = refused.status, _petition(request, pk)
    context = {"form": form, "verdict": verdict_for(petition, assessment)}
    return _page(request, petition, "complaints/petition_assess.html", context, status)


@require_http_methods(_METHODS)
def petition_propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đề xuất xử lý đơn; whoever may decide decides here at once."""
    petition, user = _petition(request, pk), request.user
    ensure_in(user, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    decides = Permission.DECIDE_CASE in permissions_in(user, petition.agency)
    form = _propose_form(request, petition, decides)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            _act(request, petition, form, decides)
            said = "Đã ghi việc xử lý đơn." if decides else "Đã trình thủ trưởng duyệt."
            messages.success(request, said)
            return redirect("petition_detail", pk=petition.pk)
        status, petition = refused.status, _petition(request, pk)
    context = {
        "form": form,
        "decides": decides,
        "verdict": verdict_for(petition, _assessment(petition)),
        "waiting": petition.proposals.filter(state=ProposalState.PROPOSED).first(),
        "returned": _last_returned(petition),
        "sent_back": _sent_back(petition),
    }
    return _page(request, petition, "complaints/petition_propose.html", context, status)


def _act(request: HttpRequest, petition: Petition, form: ProposeForm, decides: bool) -> None:
    who = {"version": form.cleaned_data["version"], "by": request.user, "now": timezone.now()}
    if decides:
        actions.decide_at_once(petition_id=petition.pk, plan=form.plan(), **form.decision(), **who)
    else:
        actions.propose(petition_id=petition.pk, plan=form.plan(), **who)


def _propose_form(request: HttpRequest, petition: Petition, decides: bool) -> ProposeForm:
    today = timezone.localdate()
    return ProposeForm(
        sent(request),
        petition=petition,
        agencies=known_agencies(petition.agency, today).exclude(pk=petition.agency_id),
        targets=merge_targets(petition, request.user),
        proposed=_as_proposed(petition),
        decides=decides,
        today=today,
    )


def _as_proposed(petition: Petition) -> dict[str, Any]:
    """What came back is there to be changed; else what the checklist leads to."""
    last = _last_returned(petition)
    if last is not None:
        plan = actions.plan_of(last)
        return {
            "competent": "co" if plan.is_competent else "khong", "outcome": plan.outcome,
            "grounds": list(plan.grounds), "branches": list(plan.branches), "note": plan.note,
            "to_agency": plan.to_agency, "to_name": "" if plan.to_agency else plan.to_name,
            "merge_link": str(plan.merge_link or ""),
        }  # fmt: skip
    assessment = _assessment(petition)
    found = verdict_for(petition, assessment)
    competent = {True: "co", False: "khong", None: None}[found.is_competent]
    return {
        "competent": competent,
        "outcome": found.lawful[0] if found.lawful else None,
        "grounds": list(found.grounds),
        "to_agency": assessment.competent_agency_id if assessment else None,
        "to_name": assessment.competent_name if assessment else "",
    }


def _last_returned(petition: Petition) -> Proposal | None:
    last: Proposal | None = petition.proposals.select_related(
        "decided_by", "proposed_by", "to_agency"
    ).first()
    return last if last is not None and last.state == ProposalState.RETURNED else None


def _sent_back(petition: Petition) -> Transfer | None:
    """The last receiver that did not take it in: why the petition waits again."""
    back = petition.transfers.filter(state=TransferState.RETURNED)
    found: Transfer | None = back.order_by("-answered_on", "-sent_on").first()
    return found


@require_safe
@needs(Permission.PROCESS_PETITION)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Đề xuất chờ duyệt: for the head; for the handler those that wait or came back."""
    page = page_of(
        proposals(request.user), by="proposed_at", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} đề xuất.",
    )  # fmt: skip
    context = {
        "page": page,
        "rows": proposal_rows(page.rows, request.user, timezone.localdate()),
        "decides": request.user.may(Permission.DECIDE_CASE),
        "tabs": tabs_for(request.user, "cases", "proposal_list"),
    }
    return render(request, "complaints/proposal_list.html", context)


@require_http_methods(_METHODS)
def proposal_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xem đề xuất: the head approves or sends it back, who proposed it takes it back."""
    proposal = _proposal(request, pk)
    petition, user = proposal.petition, request.user
    mine = proposal.proposed_by_id == user.pk
    if not mine:
        ensure_in(user, petition.agency, Permission.DECIDE_CASE, _NOT_HEAD)
    form = ApproveForm(sent(request), petition=petition, today=timezone.localdate())
    status = 422 if form.is_bound else 200
    if form.is_bound and (mine or form.is_valid()):
        with told_beside(form, None) as refused:
            said = _answer(request, proposal, form, mine)
            messages.success(request, said)
            return redirect("petition_detail", pk=petition.pk)
        status, proposal = refused.status, _proposal(request, pk)
        petition = proposal.petition
    context = {
        "proposal": proposal,
        "plan": actions.plan_of(proposal),
        "form": form,
        "mine": mine,
        "waits": proposal.state == ProposalState.PROPOSED
        and petition.state == PetitionState.RECEIVED,
        "verdict": verdict_for(petition, _assessment(petition)),
        "grounds": _grounds_in_words(proposal, petition),
        "target": dict(merge_targets(petition, user)).get(actions.plan_of(proposal).merge_link),
    }
    return _page(request, petition, "complaints/proposal_decide.html", context, status)


def _answer(request: HttpRequest, proposal: Proposal, form: ApproveForm, mine: bool) -> str:
    who = {"by": request.user, "now": timezone.now()}
    if mine:
        actions.take_back(proposal_id=proposal.pk, **who)
        return "Đã rút lại đề xuất."
    data = form.cleaned_data
    if request.POST.get("decision") == "tra_lai":
        actions.send_back(
            proposal_id=proposal.pk, reason=data["note"], version=data["version"], **who
        )
        return "Đã trả lại đề xuất để làm rõ."
    actions.approve(proposal_id=proposal.pk, **data, **who)
    return "Đã duyệt, đơn được xử lý theo đề xuất."


def _grounds_in_words(proposal: Proposal, petition: Petition) -> list[str]:
    words = dict(grounds_of(petition))
    return [words[code] for code in actions.plan_of(proposal).grounds if code in words]


def _proposal(request: HttpRequest, pk: UUID) -> Proposal:
    seen = Proposal.objects.visible_to(request.user).select_related(
        "petition__agency", "petition__matter", "proposed_by", "decided_by", "to_agency"
    )
    found: Proposal = get_object_or_404(seen, pk=pk)
    return found


def _petition(request: HttpRequest, pk: UUID) -> Petition:
    seen = Petition.objects.visible_to(request.user).select_related("agency", "matter")
    found: Petition = get_object_or_404(seen, pk=pk)
    return found


def _assessment(petition: Petition) -> Assessment | None:
    found: Assessment | None = (
        Assessment.objects.filter(petition=petition)
        .select_related("assessed_by", "competent_agency")
        .first()
    )
    return found


def _page(
    request: HttpRequest, petition: Petition, template: str, more: dict[str, Any], status: int
) -> HttpResponse:
    due = due_of(petition.next_duty, petition.next_due_on, timezone.localdate())
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "due": due if petition.next_due_on else None,
        "is_open": petition.state == PetitionState.RECEIVED,
        **more,
    }
    return render(request, template, context, status=status)
