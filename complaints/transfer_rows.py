"""Đơn đã chuyển as the list shows them: what waits for an answer, what is to be told the citizen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import TransferState
from complaints.models import Transfer
from complaints.rights import permissions_in
from complaints.selectors import number_for


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
