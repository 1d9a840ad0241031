"""Gửi văn bản: to whom, how, when an issued paper went, and when it was received."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints.actions.papers import NOT_YOURS, locked
from complaints.enums import PaperState, SendWay
from complaints.models import CasePaper, PaperSend
from complaints.rights import ensure_in
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb


def send_paper(
    *,
    paper_id: UUID,
    to_whom: str,
    way: SendWay,
    sent_on: date,
    proof: str = "",
    received_on: date | None = None,
    key: UUID,
    by: User,
    now: datetime,
) -> PaperSend:
    """Notes one sending; a second click with `key` gives the first."""

    @transaction.atomic
    def make() -> PaperSend:
        paper = _issued(paper_id, by)
        _ensure_days(paper, sent_on, received_on, now)
        sending = PaperSend.objects.create(
            paper=paper, to_whom=to_whom[:200], way=way, sent_on=sent_on, proof=proof[:200],
            received_on=received_on, sent_by=by, entered_at=now,
        )  # fmt: skip
        said = {"viec": "gửi văn bản", "cach": way.label}
        ledger.write(by=by, verb=Verb.CHANGE, subject=paper, also=[sending], now=now, details=said)
        return sending

    return once(
        key=key, by=by, now=now, make=make,
        fetch=lambda pk: PaperSend.objects.visible_to(by).get(pk=pk),
    )  # fmt: skip


@transaction.atomic
def note_received(
    *, send_id: UUID, received_on: date, proof: str, by: User, now: datetime
) -> PaperSend:
    """The day on which it was received, once known: from it the next periods are counted."""
    sending: PaperSend = PaperSend.objects.visible_to(by).get(pk=send_id)
    paper = _issued(sending.paper_id, by)
    sending.refresh_from_db()
    if sending.received_on is not None:
        raise Refused("Đã ghi ngày nhận của lần gửi này.")
    _ensure_days(paper, sending.sent_on, received_on, now)
    sending.received_on = received_on
    sending.proof = proof[:200] or sending.proof
    sending.save(update_fields=["received_on", "proof"])
    said = {"viec": "ghi ngày nhận văn bản"}
    ledger.write(by=by, verb=Verb.CHANGE, subject=paper, also=[sending], now=now, details=said)
    return sending


def _issued(paper_id: UUID, by: User) -> CasePaper:
    paper = locked(paper_id, by)
    ensure_in(by, paper.petition.agency, Permission.DRAFT_DOCUMENT, NOT_YOURS)
    if paper.state != PaperState.ISSUED:
        raise Refused("Chỉ ghi việc gửi của văn bản đã phát hành.")
    return paper


def _ensure_days(paper: CasePaper, sent_on: date, received_on: date | None, now: datetime) -> None:
    today = timezone.localdate(now)
    if sent_on > today or (received_on and received_on > today):
        raise Refused("Ngày gửi, ngày nhận không thể ở tương lai.")
    if paper.issued and sent_on < paper.issued.issued_on:
        raise Refused(
            f"Ngày gửi không thể trước ngày phát hành ({paper.issued.issued_on:%d/%m/%Y})."
        )
    if received_on and received_on < sent_on:
        raise Refused("Ngày nhận không thể trước ngày gửi.")
