"""Petitions sent away (chuyển, hướng dẫn, đôn đốc): to whom, by which document, what came back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import clocks, locks, transfer_notices
from complaints.actions.reporting_back import TELL_CITIZEN, Answer, settle
from complaints.actions.returned import ask_next_step
from complaints.actions.versions import ensure_day
from complaints.enums import Outcome, Receipt, TransferState
from complaints.models import Petition, Transfer
from complaints.name_check import ensure_unnamed
from complaints.receipt import receive_by
from complaints.receivers import receiver_refusal, takes_in
from complaints.rights import ensure_in
from records.actions import ledger
from records.enums import Verb

_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được ghi việc trả lời."


@dataclass(frozen=True, slots=True)
class Receiver:
    """Nơi nhận: an agency of the house, or the name of one outside it."""

    name: str
    agency: Agency | None = None
    answer_due_on: date | None = None

    @classmethod
    def of(
        cls, agency: Agency | None, name: str, answer_due_on: date | None = None
    ) -> "Receiver | None":
        """The receiver that was named; None when nobody was."""
        name = agency.name if agency else name.strip()
        return cls(name[:200], agency, answer_due_on) if name else None


def send(
    *,
    petition: Petition,
    outcome: Outcome,
    receiver: Receiver,
    document: str,
    sent_on: date,
    by: User,
    now: datetime,
) -> Transfer:
    """Where the petition went, in the caller's transaction. Guidance is answered by nobody; what
    goes to a unit that works in the house waits there to be taken in or refused (ADR 0033)."""
    ensure_receiver(petition, receiver, outcome, sent_on)
    if receiver.answer_due_on is not None and receiver.answer_due_on < sent_on:
        raise Refused("Ngày hẹn trả lời không thể trước ngày chuyển đơn.")
    _ensure_after_return(petition, sent_on)
    if petition.secrecy:
        ensure_unnamed(
            matter=petition.matter,
            texts={"Tóm tắt đơn": petition.summary, "Nội dung đơn": petition.content},
        )
    answered = outcome in workflow.ANSWERED
    arrives = takes_in(receiver.agency, outcome, petition.secrecy)
    transfer = Transfer(
        petition=petition,
        outcome=outcome,
        to_agency=receiver.agency,
        to_name=receiver.name,
        document=document.strip()[:200],
        sent_on=sent_on,
        answer_due_on=receiver.answer_due_on if answered else None,
        state=TransferState.SENT if answered else TransferState.CLOSED,
        sent_by=by,
        to_path=receiver.agency.path if receiver.agency else "",
        secrecy=petition.secrecy,
        receipt=Receipt.WAITING if arrives else "",
        receive_by=receive_by(sent_on) if arrives else None,
    )
    transfer.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=transfer, now=now)
    if arrives:
        transfer_notices.tell_arrived(transfer, now)
    return transfer


def ensure_receiver(petition: Petition, receiver: Receiver, outcome: str, on: date) -> None:
    """Refuses oneself, a unit that no longer exists (with its successors named), a way in a circle."""
    reason = receiver_refusal(petition, receiver.agency, receiver.name, outcome, on)
    if reason:
        raise Refused(reason)


def _ensure_after_return(petition: Petition, sent_on: date) -> None:
    """What came back is sent on no earlier than it came back."""
    back = Transfer.objects.filter(petition=petition, state=TransferState.RETURNED)
    last = back.order_by("-answered_on").values_list("answered_on", flat=True).first()
    if last is not None and sent_on < last:
        raise Refused(f"Ngày chuyển không thể trước ngày nơi nhận trả lại đơn ({last:%d/%m/%Y}).")


@transaction.atomic
def note_answer(
    *,
    transfer_id: UUID,
    answered_on: date,
    answer: str,
    answer_document: str = "",
    is_returned: bool = False,
    by: User,
    now: datetime,
) -> Transfer:
    """Nơi nhận trả lời by letter, or sends the petition back, which asks for its next step; an answer
    is owed to the citizen within five working days (Luật Tiếp công dân 2013, art. 28 clause 2).

    What still waited in an inbox of the house leaves it: it was answered by document.
    """
    transfer, petition = _locked(transfer_id, by)
    if transfer.state != TransferState.SENT:
        raise Refused(f"Tình trạng của đơn đã chuyển là “{transfer.get_state_display()}”.")
    if not answer.strip():
        raise Refused("Hãy ghi nội dung trả lời.")
    ensure_day("Ngày trả lời", answered_on, transfer.sent_on, "ngày chuyển đơn", now)
    if transfer.receipt == Receipt.WAITING:
        transfer.receipt, transfer.receive_by = "", None
    if is_returned:
        _returned(transfer, petition, answered_on, answer.strip(), answer_document, by, now)
    else:
        settle(
            transfer=transfer, answer=Answer(answered_on, answer.strip(), answer_document.strip()),
            by=by, now=now,
        )  # fmt: skip
    return transfer


def _returned(
    transfer: Transfer,
    petition: Petition,
    on: date,
    answer: str,
    document: str,
    by: User,
    now: datetime,
) -> None:
    """Nơi nhận trả lại vì không thuộc thẩm quyền: the next step is the sender's."""
    transfer.state, transfer.wrong_competence = TransferState.RETURNED, True
    transfer.answered_on, transfer.answer = on, answer
    transfer.answer_document = document.strip()[:200]
    transfer.save(
        update_fields=[
            "state", "wrong_competence", "answered_on", "answer", "answer_document", "receipt",
            "receive_by",
        ]
    )  # fmt: skip
    ask_next_step(petition=petition, on=on, by=by, now=now)
    _tell(transfer, by, now)


@transaction.atomic
def note_told(*, transfer_id: UUID, told_on: date, by: User, now: datetime) -> Transfer:
    """Đã báo kết quả cho công dân: the duty to tell ends that day."""
    transfer, petition = _locked(transfer_id, by)
    if transfer.answered_on is None:
        raise Refused("Chưa ghi trả lời của nơi nhận.")
    if transfer.told_citizen_on is not None:
        raise Refused(f"Đã báo cho công dân ngày {transfer.told_citizen_on:%d/%m/%Y}.")
    ensure_day("Ngày báo", told_on, transfer.answered_on, "ngày nhận trả lời", now)
    transfer.told_citizen_on = told_on
    transfer.save(update_fields=["told_citizen_on"])
    clocks.finish_clocks(
        matter=petition.matter, petition=petition, rule_codes=[TELL_CITIZEN], finished_on=told_on,
        started_on=transfer.answered_on, by=by, now=now,
    )  # fmt: skip
    _tell(transfer, by, now)
    return transfer


def _locked(transfer_id: UUID, by: User) -> tuple[Transfer, Petition]:
    """The transfer, after its petition; DoesNotExist for what `by` may not know."""
    seen = Transfer.objects.visible_to(by).only("petition_id").get(pk=transfer_id)
    petition = locks.petition(pk=seen.petition_id, by=by)
    ensure_in(by, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    return Transfer.objects.select_for_update().get(pk=transfer_id), petition


def _tell(transfer: Transfer, by: User, now: datetime) -> None:
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=transfer, now=now,
        details={"tinh_trang": transfer.state},
    )  # fmt: skip
