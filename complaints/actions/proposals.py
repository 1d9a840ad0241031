"""Phiếu đề xuất xử lý đơn: proposed by who handles it, approved or sent back by the head (ADR 0020)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import deciding, linking, locks
from complaints.actions.transfers import Receiver, ensure_receiver
from complaints.actions.turns import ensure_current
from complaints.enums import Outcome, PetitionState, ProposalState, WaitsFor
from complaints.models import Assessment, Petition, Proposal
from complaints.processing import facts_of
from complaints.rights import ensure_in, permissions_in
from records.actions import ledger
from records.enums import Verb

_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được đề xuất xử lý đơn này."
_NOT_HEAD = "Chỉ thủ trưởng của cơ quan giữ đơn duyệt đề xuất này."
_LINK = "lien-ket:"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is proposed. `merge_link`: the link of duplicates on which a merge rests."""

    outcome: Outcome
    is_competent: bool
    note: str
    grounds: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    to_agency: Agency | None = None
    to_name: str = ""
    merge_link: UUID | None = None

    @property
    def receiver(self) -> Receiver | None:
        return Receiver.of(self.to_agency, self.to_name)


def plan_of(proposal: Proposal) -> Plan:
    """The stored proposal again as it was proposed."""
    links = [ground.removeprefix(_LINK) for ground in proposal.grounds if ground.startswith(_LINK)]
    return Plan(
        outcome=Outcome(proposal.outcome),
        is_competent=proposal.is_competent,
        note=proposal.note,
        grounds=tuple(ground for ground in proposal.grounds if not ground.startswith(_LINK)),
        branches=tuple(proposal.branches),
        to_agency=proposal.to_agency,
        to_name=proposal.to_name,
        merge_link=UUID(links[0]) if links else None,
    )


@transaction.atomic
def propose(*, petition_id: UUID, plan: Plan, version: int, by: User, now: datetime) -> Proposal:
    """Trình duyệt. What could not be decided is refused now, not when the head reads it."""
    petition = locks.petition(pk=petition_id, by=by)
    ensure_in(by, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    ensure_current(petition, version)
    _ensure_possible(petition, plan, by)
    if plan.receiver is not None:
        today = timezone.localtime(now).date()
        ensure_receiver(petition, plan.receiver, plan.outcome, today)
    if petition.proposals.filter(state=ProposalState.PROPOSED).exists():
        raise Refused("Đơn này đang có một đề xuất chờ duyệt.")
    grounds = [*plan.grounds, *([f"{_LINK}{plan.merge_link}"] if plan.merge_link else [])]
    proposal = Proposal(
        petition=petition, outcome=plan.outcome, is_competent=plan.is_competent, grounds=grounds,
        note=plan.note.strip(), branches=list(plan.branches), to_agency=plan.to_agency,
        to_name=plan.receiver.name if plan.receiver else "", proposed_by=by, proposed_at=now,
    )  # fmt: skip
    proposal.save(force_insert=True)
    _wait_for(petition, WaitsFor.APPROVAL)
    if plan.outcome == Outcome.TRANSFER:
        deciding.must_be_forwarded(petition, now)
    _tell(proposal, petition, by, now)
    return proposal


@transaction.atomic
def approve(
    *,
    proposal_id: UUID,
    processed_on: date,
    document: str = "",
    answer_due_on: date | None = None,
    note: str = "",
    version: int,
    by: User,
    now: datetime,
) -> Proposal:
    """Duyệt: a second person, with the right to decide; the petition is processed in their name."""
    proposal, petition = _locked(proposal_id, by)
    _ensure_head(proposal, petition, by)
    ensure_current(petition, version)
    plan = plan_of(proposal)
    receiver = Receiver.of(plan.to_agency, plan.to_name, answer_due_on)
    deciding.process_petition(
        petition_id=petition.pk, outcome=plan.outcome, is_competent=plan.is_competent,
        note=plan.note, processed_on=processed_on, branches=plan.branches, receiver=receiver,
        grounds=plan.grounds, document=document, merge_link=plan.merge_link, version=version,
        by=by, now=now,
    )  # fmt: skip
    _close(proposal, ProposalState.APPROVED, note, by, now)
    _tell(proposal, petition, by, now)
    return proposal


@transaction.atomic
def send_back(*, proposal_id: UUID, reason: str, version: int, by: User, now: datetime) -> Proposal:
    """Trả lại để làm rõ, with the reason; the handler proposes anew."""
    proposal, petition = _locked(proposal_id, by)
    _ensure_head(proposal, petition, by)
    ensure_current(petition, version)
    if not reason.strip():
        raise Refused("Hãy ghi lý do trả lại.")
    _close(proposal, ProposalState.RETURNED, reason, by, now)
    _wait_for(petition, WaitsFor.AGENCY)
    _tell(proposal, petition, by, now)
    return proposal


@transaction.atomic
def take_back(*, proposal_id: UUID, by: User, now: datetime) -> Proposal:
    """Rút lại: by whoever proposed it, while nobody has decided."""
    proposal, petition = _locked(proposal_id, by)
    if proposal.proposed_by_id != by.pk:
        raise NotAllowed("Chỉ người đề xuất được rút lại đề xuất của mình.")
    _ensure_waits(proposal)
    _close(proposal, ProposalState.TAKEN_BACK, "", by, now)
    _wait_for(petition, WaitsFor.AGENCY)
    _tell(proposal, petition, by, now)
    return proposal


@transaction.atomic
def decide_at_once(
    *,
    petition_id: UUID,
    plan: Plan,
    processed_on: date,
    document: str = "",
    answer_due_on: date | None = None,
    version: int,
    by: User,
    now: datetime,
) -> Petition:
    """The head handles a petition alone: no proposal, the same rules; one that waits is answered first."""
    linking.hold_both(link_id=plan.merge_link, by=by)
    petition = locks.petition(pk=petition_id, by=by)
    ensure_version_of_head(petition, version, by)
    if petition.proposals.filter(state=ProposalState.PROPOSED).exists():
        raise Refused("Đơn này đang có một đề xuất chờ duyệt; hãy duyệt hoặc trả lại đề xuất đó.")
    _ensure_assessed(petition, plan)
    return deciding.process_petition(
        petition_id=petition_id, outcome=plan.outcome, is_competent=plan.is_competent,
        note=plan.note, processed_on=processed_on, branches=plan.branches,
        receiver=Receiver.of(plan.to_agency, plan.to_name, answer_due_on), grounds=plan.grounds,
        document=document, merge_link=plan.merge_link, version=version, by=by, now=now,
    )  # fmt: skip


def ensure_version_of_head(petition: Petition, version: int, by: User) -> None:
    """The right to decide comes before who came first."""
    ensure_in(by, petition.agency, Permission.DECIDE_CASE, _NOT_HEAD)
    ensure_current(petition, version)


def _ensure_possible(petition: Petition, plan: Plan, by: User) -> None:
    """The table of outcomes, asked for the head who will decide: only the right is another's."""
    duplicate = linking.mergeable(link_id=plan.merge_link, petition=petition, by=by)
    facts = facts_of(
        petition, is_competent=plan.is_competent, note=plan.note, receiver=plan.receiver,
        duplicate=duplicate, by=by,
    )  # fmt: skip
    rights = permissions_in(by, petition.agency) | {Permission.DECIDE_CASE}
    step = workflow.PROCESSING[plan.outcome]
    workflow.ensure(step, state=petition.state, permissions=rights, facts=facts)
    _ensure_assessed(petition, plan)


def _ensure_assessed(petition: Petition, plan: Plan) -> None:
    if plan.outcome != Outcome.ACCEPT:
        return
    if not Assessment.objects.filter(petition=petition, is_eligible=True).exists():
        raise Refused("Hãy kiểm tra điều kiện trước khi đề xuất thụ lý.")


def _locked(proposal_id: UUID, by: User) -> tuple[Proposal, Petition]:
    """The proposal after its petition; DoesNotExist for what `by` may not know."""
    seen = Proposal.objects.visible_to(by).get(pk=proposal_id)
    linking.hold_both(link_id=plan_of(seen).merge_link, by=by)
    petition = locks.petition(pk=seen.petition_id, by=by)
    return Proposal.objects.select_for_update(of=("self",)).get(pk=proposal_id), petition


def _ensure_head(proposal: Proposal, petition: Petition, by: User) -> None:
    ensure_in(by, petition.agency, Permission.DECIDE_CASE, _NOT_HEAD)
    if proposal.proposed_by_id == by.pk:
        raise Refused("Người đề xuất không tự duyệt đề xuất của mình; cần một người khác duyệt.")
    _ensure_waits(proposal)


def _ensure_waits(proposal: Proposal) -> None:
    if proposal.state != ProposalState.PROPOSED:
        raise Refused(f"Đề xuất này không còn chờ duyệt: {proposal.get_state_display()}.")
    if proposal.petition.state != PetitionState.RECEIVED:
        raise Refused("Đơn đã được xử lý; đề xuất này không còn hiệu lực.")


def _close(proposal: Proposal, state: ProposalState, note: str, by: User, now: datetime) -> None:
    proposal.state, proposal.decision_note = state, note.strip()
    proposal.decided_by, proposal.decided_at = by, now
    proposal.save(update_fields=["state", "decision_note", "decided_by", "decided_at"])


def _wait_for(petition: Petition, whom: WaitsFor) -> None:
    if petition.waits_for != whom:
        petition.waits_for = whom
        petition.save(update_fields=["waits_for"])


def _tell(proposal: Proposal, petition: Petition, by: User, now: datetime) -> None:
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, also=[proposal], now=now,
        details={"buoc": "de_xuat", "huong": proposal.outcome, "tinh_trang": proposal.state},
    )  # fmt: skip
