"""Đơn đã chuyển as the list shows them: what waits for an answer, what is to be told the citizen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import Receipt, TransferState
from complaints.models import Transfer
from complaints.rights import permissions_in
from complaints.selectors import SEALED_NUMBER, number_for


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One line. `days_late`: how long the asked day of the answer has gone by; 0 when it has not."""

    transfer: Transfer
    number: str
    days_late: int
    may_answer: bool


def transfers(user: User) -> QuerySet[Transfer]:
    """Where petitions within reach went, with what a line shows."""
    found: QuerySet[Transfer] = Transfer.objects.visible_to(user).select_related(
        "petition__agency", "to_agency"
    )
    return found.defer("petition__content", "petition__outcome_note", "petition__resolution")


def late_on(rows: QuerySet[Transfer], today: date) -> QuerySet[Transfer]:
    """Those whose asked day of an answer has gone by."""
    return rows.filter(state=TransferState.SENT, answer_due_on__lt=today)


def transfer_rows(found: Iterable[Transfer], user: User, today: date) -> list[TransferRow]:
    """Lines without a further statement."""
    return [_row(transfer, user, today) for transfer in found]


def _row(transfer: Transfer, user: User, today: date) -> TransferRow:
    due = transfer.answer_due_on
    late = transfer.state == TransferState.SENT and due is not None and due < today
    rights = permissions_in(user, transfer.petition.agency)
    open_ = transfer.state == TransferState.SENT or (
        transfer.state == TransferState.ANSWERED and transfer.told_citizen_on is None
    )
    return TransferRow(
        transfer=transfer,
        number=number_for(transfer.petition, user),
        days_late=(today - due).days if late and due else 0,
        may_answer=open_ and Permission.PROCESS_PETITION in rights,
    )


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox. `number`: the sender's number as the transfer told it."""

    transfer: Transfer
    number: str
    days_late: int
    may_receive: bool


def inbox(user: User) -> QuerySet[Transfer]:
    """Đơn chuyển đến agencies within reach, with what a line shows; those by document have no inbox."""
    found: QuerySet[Transfer] = (
        Transfer.objects.received_by(user)
        .exclude(receipt="")
        .select_related("petition__agency", "to_agency", "became")
        .defer("petition__content", "petition__outcome_note", "petition__resolution")
    )
    return found.defer("became__content", "became__outcome_note", "became__resolution")


def late_to_receive(rows: QuerySet[Transfer], today: date) -> QuerySet[Transfer]:
    """Those that nobody took in or refused within the days for it."""
    return rows.filter(receipt=Receipt.WAITING, receive_by__lt=today)


def inbox_rows(found: Iterable[Transfer], user: User, today: date) -> list[InboxRow]:
    """Lines without a further statement."""
    mine = {agency.pk for agency in user.access.agencies_with(Permission.RECEIVE_TRANSFER)}
    return [_inbox_row(transfer, mine, today) for transfer in found]


def _inbox_row(transfer: Transfer, mine: set[UUID], today: date) -> InboxRow:
    waits, by = transfer.receipt == Receipt.WAITING, transfer.receive_by
    return InboxRow(
        transfer=transfer,
        number=told_number(transfer),
        days_late=(today - by).days if waits and by and by < today else 0,
        may_receive=transfer.to_agency_id in mine,
    )


def told_number(transfer: Transfer) -> str:
    """The sender's number; that of a sealed register is not told to another body."""
    petition = transfer.petition
    return SEALED_NUMBER if petition.secrecy else petition.register_number
