"""Trả lời nơi chuyển đơn: noted with its day and letter; the duties to the sender end that day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import clocks, locks
from complaints.actions.reporting_back import report_back
from complaints.arrival import REPLY, REPLY_DUTIES
from complaints.enums import SENT_BY_OTHERS
from complaints.models import Petition
from complaints.rights import permissions_in
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def note_reply(
    *, petition_id: UUID, replied_on: date, document: str, by: User, now: datetime
) -> Petition:
    """The reply to who sent the petition on (Luật Tố cáo 2018, art. 26; Luật Tiếp công dân 2013, art.
    27 clause 2). There may be two: how it is handled, and later the result."""
    petition = locks.petition(pk=petition_id, by=by)
    if Permission.PROCESS_PETITION not in permissions_in(by, petition.agency):
        raise NotAllowed("Chỉ cán bộ xử lý đơn của cơ quan giữ đơn ghi việc trả lời nơi chuyển.")
    if petition.source not in SENT_BY_OTHERS:
        raise Refused("Đơn này không do nơi khác chuyển đến.")
    reason = workflow.day_refusal(
        "Ngày trả lời", replied_on, not_before=petition.received_on,
        before_name="ngày nhận đơn", today=timezone.localtime(now).date(),
    )  # fmt: skip
    if reason:
        raise Refused(reason)
    if not document.strip():
        raise Refused("Hãy ghi số, ký hiệu văn bản trả lời.")
    petition.replied_on = replied_on
    petition.save(update_fields=["replied_on"])
    clocks.finish_clocks(
        matter=petition.matter, petition=petition, rule_codes=REPLY_DUTIES,
        finished_on=replied_on, by=by, now=now,
    )  # fmt: skip
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, now=now,
        details={"viec": REPLY, "ngay": replied_on.isoformat(), "van_ban": document.strip()[:120]},
    )  # fmt: skip
    report_back(petition=petition, by=by, now=now, letter=document.strip())
    return petition
