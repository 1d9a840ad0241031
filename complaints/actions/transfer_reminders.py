"""Nhắc việc: transfers nobody took in, answers that did not come, urgings past their day.

Each is said once to each person, by the sweep of a day within a week after it fell due: a longer look
back would cost more each year.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from agencies.models import User
from agencies.roles import Permission
from agencies.told import people_with
from complaints.actions.transfer_notices import keepers
from complaints.enums import Receipt, TransferState, UrgeState
from complaints.models import CaseUrge, Transfer
from records.actions import notices
from records.enums import NoticeTopic

_BATCH = 500
_LATE = NoticeTopic.OVERDUE
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def remind_of_transfers(*, today: date, now: datetime) -> int:
    """How many people were told now; a second run tells nobody."""
    return _not_received(today, now) + _not_answered(today, now) + _urges(today, now)


def _lately(today: date) -> tuple[date, date]:
    return today - _WEEK, today - _DAY


def _rows(found: QuerySet[Transfer]) -> QuerySet[Transfer]:
    return found.select_related("petition__agency", "petition__holder", "to_agency")


def _not_received(today: date, now: datetime) -> int:
    late = Transfer.objects.filter(receipt=Receipt.WAITING, receive_by__range=_lately(today))
    return sum(
        _say(
            people_with(Permission.RECEIVE_TRANSFER, one.to_agency), f"transfer:{one.pk.hex}:cham",
            f"Quá hạn tiếp nhận ngày {one.receive_by:%d/%m/%Y}: một đơn chuyển đến chưa được tiếp "
            "nhận hoặc trả lại.",
            "transfer_receive", one, now,
        )
        for one in _rows(late).iterator(_BATCH)
    )  # fmt: skip


def _not_answered(today: date, now: datetime) -> int:
    late = Transfer.objects.filter(state=TransferState.SENT, answer_due_on__range=_lately(today))
    return sum(
        _say(
            keepers(one.petition, one.petition.agency), f"transfer:{one.pk.hex}:chua_tra_loi",
            "Quá ngày đề nghị trả lời: hãy đôn đốc nơi nhận."
            if one.secrecy
            else f"{one.to_name} quá ngày đề nghị trả lời {one.answer_due_on:%d/%m/%Y}; hãy đôn đốc.",
            "transfer_answer", one, now,
        )
        for one in _rows(late).iterator(_BATCH)
    )  # fmt: skip


def _urges(today: date, now: datetime) -> int:
    late = CaseUrge.objects.filter(state=UrgeState.WAITING, answer_due_on__range=_lately(today))
    return sum(
        _say(
            [*people_with(Permission.PROCESS_PETITION, one.to_agency), one.urged_by],
            f"case_urge:{one.pk.hex}:cham",
            f"Quá hạn trả lời đôn đốc ngày {one.answer_due_on:%d/%m/%Y}.",
            "urge_answer", one, now,
        )
        for one in late.select_related("to_agency", "urged_by").iterator(_BATCH)
    )  # fmt: skip


def _say(
    users: list[User],
    key: str,
    said: str,
    url_name: str,
    subject: Transfer | CaseUrge,
    now: datetime,
) -> int:
    return notices.give(
        users=users, key=key, sentence=said, url_name=url_name, subject_id=subject.pk, now=now,
        topic=_LATE,
    )  # fmt: skip
