"""Chuẩn bị buổi tiếp trực tuyến: what was done of what the decree asks, and where the recording lies."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from reception.actions.sessions import ensure_plans
from reception.models import OnlineArrangement
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def note_preparation(
    *,
    session_id: UUID,
    notice_document: str,
    notice_sent_on: date | None,
    tested_on: date | None,
    connected_at: datetime | None,
    recording_reference: str,
    by: User,
    now: datetime,
) -> OnlineArrangement:
    """Notes the steps of art. 23 and 24 of Decree 154/2026; nothing can be done in the future."""
    arrangement = (
        OnlineArrangement.objects.select_for_update(of=("self",))
        .select_related("session__agency")
        .get(pk=session_id)
    )
    session = arrangement.session
    ensure_plans(by, session.agency)
    today = timezone.localtime(now).date()
    for day, what in ((notice_sent_on, "thông báo"), (tested_on, "kết nối thử")):
        if day and day > min(today, session.on_date):
            raise Refused(f"Ngày {what} không thể sau hôm nay hoặc sau ngày tiếp.")
    if notice_document and not notice_sent_on:
        raise Refused("Có văn bản thông báo thì hãy ghi ngày thông báo.")
    if connected_at and (
        connected_at > now or timezone.localtime(connected_at).date() > session.on_date
    ):
        raise Refused("Giờ kết nối xong không thể ở tương lai hoặc sau ngày tiếp.")
    if recording_reference and session.on_date > today:
        raise Refused("Chưa đến ngày tiếp nên chưa có bản ghi.")
    arrangement.notice_document = tidy(notice_document)
    arrangement.notice_sent_on = notice_sent_on
    arrangement.tested_on = tested_on
    arrangement.connected_at = connected_at
    arrangement.recording_reference = tidy(recording_reference)
    arrangement.save(
        update_fields=[
            "notice_document", "notice_sent_on", "tested_on", "connected_at",
            "recording_reference",
        ]
    )  # fmt: skip
    ledger.write(by=by, verb=Verb.CHANGE, subject=session, also=[arrangement], now=now)
    return arrangement
