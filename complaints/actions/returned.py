"""Đơn bị trả lại: what the receiver did not take in asks its sender for the next step.

A transfer is never the end of a petition (ADR 0033): it waits again, for a new proposal.
"""

from datetime import date, datetime

from agencies.models import User
from complaints import workflow
from complaints.actions import clocks, ending_matters
from complaints.actions.versions import save
from complaints.enums import PetitionKind, PetitionState, WaitsFor
from complaints.models import Clock, Petition
from records.actions import ledger
from records.enums import Verb


def ask_next_step(*, petition: Petition, on: date, by: User, now: datetime) -> None:
    """The petition waits to be processed anew, in the caller's transaction and under its locks.

    The days to process it begin again when it came back; the ceiling counts from its first receipt.
    """
    if petition.state != PetitionState.PROCESSED:
        return
    nobody: date | None = None
    petition.state, petition.outcome, petition.outcome_note = PetitionState.RECEIVED, "", ""
    petition.processed_on, petition.processed_by, petition.is_competent = nobody, None, None
    petition.waits_for = WaitsFor.AGENCY
    save(
        petition, "state", "outcome", "outcome_note", "processed_on", "processed_by",
        "is_competent", "waits_for",
    )  # fmt: skip
    _count_again(petition, on, by, now)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, now=now,
        details={"buoc": "nhan_lai", "tinh_trang": petition.state},
    )  # fmt: skip


def _count_again(petition: Petition, on: date, by: User, now: datetime) -> None:
    duty = workflow.INTAKE_DUTY[PetitionKind(petition.kind)]
    ended = Clock.objects.filter(petition=petition)
    ended.filter(rule_code=workflow.CEILING).update(finished_on=None)
    why = f"Đơn bị trả lại ngày {on:%d/%m/%Y}."
    ending_matters.take_up_again(matter=petition.matter, why=why, now=now)
    if ended.filter(rule_code=duty, started_on=on).update(finished_on=None):
        clocks.recompute_petition(petition)
        clocks.recompute_matter(petition.matter)
        return
    clocks.start_clock(
        matter=petition.matter, petition=petition, rule_code=duty, started_on=on, by=by, now=now
    )
