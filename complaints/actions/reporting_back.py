"""Báo kết quả cho nơi chuyển đơn: what the last receiver decided goes back along the chain by itself.

Luật Tiếp công dân 2013, art. 27 clause 2 (the result to who sent it on), art. 28 clause 2 (the sender
tells the citizen). What is sealed goes back as a fact without content; of a restricted matter nothing
goes by itself (ADR 0033).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from agencies.models import User
from complaints.actions import clocks, locks, transfer_notices
from complaints.arrival import REPLY, REPLY_DUTIES
from complaints.enums import Outcome, PetitionState, Secrecy, Source, TransferState, WaitsFor
from complaints.models import Decision, Petition, Transfer
from complaints.workflow import ANSWERED
from records.actions import ledger
from records.enums import Verb

TELL_CITIZEN = "TCD_BAO_DAN"
_LONGEST = 2000
_PAPER = "hệ thống"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told: the day, the sentence, the document; never a name."""

    on: date
    text: str
    document: str = ""


def report_back(*, petition: Petition, by: User, now: datetime, letter: str = "") -> None:
    """Tells who sent `petition` on what became of it, once it is at its end; else does nothing.

    In the caller's transaction. `letter`: the reply that was noted by hand, which answers for a
    petition that was merged as well.
    """
    if petition.source != Source.TRANSFER or petition.secrecy >= Secrecy.RESTRICTED:
        return
    answer = _end_of(petition, timezone.localtime(now).date(), letter)
    if answer is not None:
        answer_sender(petition=petition, answer=answer, by=by, now=now, is_replied=bool(letter))


def answer_sender(
    *, petition: Petition, answer: Answer, by: User, now: datetime, is_replied: bool = False
) -> None:
    """Up the chain: the transfer that brought `petition` here has its answer, and the one before."""
    transfer = (
        Transfer.objects.filter(became=petition, state=TransferState.SENT)
        .select_related("petition__agency")
        .first()
    )
    if transfer is None or petition.secrecy >= Secrecy.RESTRICTED:
        return
    told = replace(answer, on=max(answer.on, transfer.sent_on))
    if petition.secrecy:
        told = replace(
            told, text="Đã xử lý, giải quyết; nội dung gửi bằng văn bản theo chế độ mật."
        )
    if not is_replied:
        _replied(petition, told, by, now)
    locks.hold_matter(transfer.petition.matter_id)
    settle(transfer=transfer, answer=told, by=by, now=now)
    transfer_notices.tell_answered(transfer, now)


def settle(*, transfer: Transfer, answer: Answer, by: User, now: datetime) -> None:
    """The answer of the receiver, under the lock of the sender's matter; the citizen is owed it."""
    transfer.state, transfer.answered_on = TransferState.ANSWERED, answer.on
    transfer.answer, transfer.answer_document = answer.text[:_LONGEST], answer.document[:200]
    transfer.save(
        update_fields=["state", "answered_on", "answer", "answer_document", "receipt", "receive_by"]
    )
    sender = (
        Petition.objects.select_related("agency", "matter")
        .select_for_update(of=("self",))
        .get(pk=transfer.petition_id)
    )
    if not sender.clocks.filter(rule_code=TELL_CITIZEN, started_on=answer.on).exists():
        clocks.start_clock(
            matter=sender.matter, petition=sender, rule_code=TELL_CITIZEN, started_on=answer.on,
            by=by, now=now,
        )  # fmt: skip
    if sender.waits_for != WaitsFor.AGENCY:
        sender.waits_for = WaitsFor.AGENCY
        sender.save(update_fields=["waits_for"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=transfer, now=now,
        details={"tinh_trang": transfer.state},
    )  # fmt: skip
    answer_sender(petition=sender, answer=answer, by=by, now=now)


def _end_of(petition: Petition, today: date, letter: str) -> Answer | None:
    """What is told at the end of a case; None while something is still to come."""
    if petition.state == PetitionState.RESOLVED:
        decision = Decision.objects.filter(petition=petition).first()
        number = letter or (decision.number if decision else "")
        return Answer(
            petition.resolved_on or today, f"Đã giải quyết. {petition.resolution}", number
        )
    if petition.state == PetitionState.WITHDRAWN:
        return Answer(today, "Người gửi đơn đã rút đơn.", letter)
    if petition.state != PetitionState.PROCESSED or petition.outcome in ANSWERED:
        return None
    if petition.outcome == Outcome.MERGE and not letter:
        return None
    told = f"{petition.get_outcome_display()}. {petition.outcome_note}".strip()
    return Answer(petition.processed_on or today, told, letter)


def _replied(petition: Petition, answer: Answer, by: User, now: datetime) -> None:
    """The duties of the receiver to the sender end with what the house itself has told."""
    petition.replied_on = answer.on
    petition.save(update_fields=["replied_on"])
    clocks.finish_clocks(
        matter=petition.matter, petition=petition, rule_codes=REPLY_DUTIES,
        finished_on=answer.on, by=by, now=now,
    )  # fmt: skip
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, now=now,
        details={
            "viec": REPLY, "ngay": answer.on.isoformat(),
            "van_ban": (answer.document or _PAPER)[:120],
        },
    )  # fmt: skip
