"""What becomes of a new petition: processed by the head's decision, or withdrawn before it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from complaints import workflow
from complaints.actions import clocks, linking, locks, proceedings, transfers
from complaints.actions.assessment_jobs import ask_soon
from complaints.actions.reporting_back import report_back
from complaints.actions.transfers import Receiver
from complaints.actions.versions import ensure, ensure_day, save
from complaints.enums import Outcome, PetitionKind, PetitionState, ProposalState, WaitsFor
from complaints.models import Clock, Petition, Proceeding
from complaints.processing import facts_of
from complaints.workflow import Fact, Transition
from records.actions import ledger
from records.enums import Verb

_MOOT = "Người gửi đơn đã rút đơn."


@transaction.atomic
def process_petition(
    *,
    petition_id: UUID,
    outcome: Outcome,
    is_competent: bool,
    note: str,
    processed_on: date,
    branches: Iterable[str] = (),
    receiver: Receiver | None = None,
    grounds: Sequence[str] = (),
    document: str = "",
    merge_link: UUID | None = None,
    previous: Proceeding | None = None,
    version: int,
    by: User,
    now: datetime,
) -> Petition:
    """The head's decision on a new petition: acceptance opens its proceeding, refusal tells why,
    whatever is sent away is followed until it is answered (ADR 0020).

    `merge_link`: the link of duplicates on which a merge rests.
    """
    linking.hold_both(link_id=merge_link, by=by)
    petition = locks.petition(pk=petition_id, by=by)
    duplicate = linking.mergeable(link_id=merge_link, petition=petition, by=by)
    facts = facts_of(
        petition, is_competent=is_competent, note=note, receiver=receiver,
        duplicate=duplicate, by=by,
    )  # fmt: skip
    step = workflow.PROCESSING[Outcome(outcome)]
    ensure(step, petition, facts, version, by)
    ensure_day("Ngày xử lý", processed_on, petition.received_on, "ngày nhận đơn", now)
    before = linking.state_before(petition)
    _decided(petition, step, Outcome(outcome), is_competent, note, processed_on, by)
    if outcome == Outcome.TRANSFER:
        must_be_forwarded(petition, now)
    ended = {workflow.FORWARDING} if outcome == Outcome.ACCEPT else workflow.INTAKE_DUTIES
    _finish(petition, ended, processed_on, by, now)
    if outcome == Outcome.ACCEPT:
        proceedings.open_proceeding(
            petition=petition, accepted_on=processed_on, document=document,
            branches=list(branches), previous=previous, by=by, now=now,
        )  # fmt: skip
    elif outcome == Outcome.NOT_ACCEPT:
        proceedings.note_refused(
            petition=petition, refused_on=processed_on, grounds=list(grounds), note=note.strip(),
            by=by, now=now,
        )  # fmt: skip
    if receiver is not None and outcome in workflow.SENT_AWAY:
        transfers.send(
            petition=petition, outcome=Outcome(outcome), receiver=receiver, document=document,
            sent_on=processed_on, by=by, now=now,
        )  # fmt: skip
    if outcome == Outcome.MERGE and duplicate is not None:
        linking.merge(
            petition=petition, duplicate=duplicate, before=before, note=note, by=by, now=now
        )
    _tell(petition, step, by, now)
    report_back(petition=petition, by=by, now=now)
    return petition


@transaction.atomic
def withdraw_petition(
    *, petition_id: UUID, note: str, withdrawn_on: date, version: int, by: User, now: datetime
) -> Petition:
    """Rút đơn before acceptance: the petition is filed and all its clocks end. Later it is a step."""
    petition = locks.petition(pk=petition_id, by=by)
    facts = {Fact.NOTE} if note.strip() else set()
    ensure(workflow.WITHDRAW, petition, facts, version, by)
    ensure_day("Ngày rút đơn", withdrawn_on, petition.received_on, "ngày nhận đơn", now)
    petition.outcome, petition.processed_on, petition.processed_by = Outcome.FILE, withdrawn_on, by
    petition.state, petition.waits_for = PetitionState.WITHDRAWN, WaitsFor.AGENCY
    petition.outcome_note = f"Rút đơn ngày {withdrawn_on:%d/%m/%Y}: {note.strip()}"
    save(petition, "state", "outcome", "outcome_note", "processed_on", "processed_by", "waits_for")
    petition.proposals.filter(state=ProposalState.PROPOSED).update(
        state=ProposalState.TAKEN_BACK, decided_by=by, decided_at=now, decision_note=_MOOT
    )
    _finish(petition, _open_duties(petition), withdrawn_on, by, now)
    _tell(petition, workflow.WITHDRAW, by, now)
    ask_soon(petition.matter_id, now=now)
    report_back(petition=petition, by=by, now=now)
    return petition


def must_be_forwarded(petition: Petition, now: datetime) -> None:
    """A denunciation for another body is passed on within its own days (Luật Tố cáo 2018, art. 24
    clause 2); counted from receipt, said once."""
    if petition.kind != PetitionKind.DENUNCIATION:
        return
    if petition.clocks.filter(rule_code=workflow.FORWARDING).exists():
        return
    clocks.add_clock(
        matter=petition.matter, petition=petition, rule_code=workflow.FORWARDING,
        started_on=petition.received_on, now=now,
    )  # fmt: skip
    clocks.recompute_petition(petition)
    clocks.recompute_matter(petition.matter)


def _decided(
    petition: Petition,
    step: Transition,
    outcome: Outcome,
    is_competent: bool,
    note: str,
    processed_on: date,
    by: User,
) -> None:
    petition.state, petition.outcome = PetitionState(step.target), outcome
    petition.is_competent, petition.outcome_note = is_competent, note.strip()
    petition.processed_on, petition.processed_by = processed_on, by
    petition.waits_for = WaitsFor.OTHER if outcome in workflow.ANSWERED else WaitsFor.AGENCY
    save(
        petition, "state", "is_competent", "outcome", "outcome_note", "processed_on",
        "processed_by", "waits_for",
    )  # fmt: skip


def _open_duties(petition: Petition) -> list[str]:
    return list(
        Clock.objects.filter(petition=petition, finished_on=None).values_list(
            "rule_code", flat=True
        )
    )


def _finish(petition: Petition, duties: Iterable[str], on: date, by: User, now: datetime) -> None:
    clocks.finish_clocks(
        matter=petition.matter, petition=petition, rule_codes=duties, finished_on=on, by=by, now=now
    )


def _tell(petition: Petition, step: Transition, by: User, now: datetime) -> None:
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, now=now,
        details={"buoc": step.name, "tinh_trang": petition.state},
    )  # fmt: skip
