"""Where an invented petition is sent when it belongs elsewhere, and what is answered."""

import random
from datetime import datetime, timedelta
from uuid import UUID

from agencies.models import Agency
from complaints.actions.transfers import Receiver, note_answer
from complaints.demo.course import Course
from complaints.demo.places import Desk
from complaints.enums import Outcome, PetitionKind, TransferState
from complaints.models import Transfer

_COMPETENT = ("LS-SNNMT", "LS-SXD", "LS-SNV", "LS-STC")
_ANSWERS = (
    "Đã thụ lý, thông báo việc thụ lý cho người gửi đơn.",
    "Đã làm việc với người gửi đơn và trả lời bằng văn bản.",
    "Đã kiểm tra, nội dung đã được giải quyết; gửi kèm bản sao văn bản trả lời.",
)
_SENT_AWAY = frozenset({Outcome.TRANSFER, Outcome.GUIDE})


def receiver_of(chance: random.Random, desk: Desk, went: Course) -> Receiver | None:
    """The body that is competent; a transfer owes an answer within thirty days."""
    if went.outcome not in _SENT_AWAY or went.processed_on is None:
        return None
    codes = [code for code in _COMPETENT if code != desk.agency.code]
    agency = Agency.objects.get(code=chance.choice(codes))
    owed = went.processed_on + timedelta(days=30) if went.outcome == Outcome.TRANSFER else None
    return Receiver(agency.name, agency, owed)


def grounds_of(kind: PetitionKind, went: Course) -> list[str]:
    """Codes of the grounds on which a complaint is not accepted (art. 11)."""
    refused = went.outcome == Outcome.NOT_ACCEPT and kind is PetitionKind.COMPLAINT
    return ["11.2"] if refused else []


def note_transfer_answer(desk: Desk, petition_id: UUID, when: datetime) -> None:
    """The body to which the petition went answers."""
    sent = Transfer.objects.filter(petition=petition_id, state=TransferState.SENT).first()
    if sent is None:
        return
    answer = _ANSWERS[sent.pk.int % len(_ANSWERS)]
    note_answer(
        transfer_id=sent.pk, answered_on=when.date(), answer=answer,
        answer_document=f"Công văn số {sent.pk.int % 900 + 20}", by=desk.handler, now=when,
    )  # fmt: skip
