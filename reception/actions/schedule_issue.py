"""Phát hành lịch tiếp công dân: the published sheet gets its number and is kept as a document."""

from datetime import datetime
from uuid import UUID

from agencies.models import User
from agencies.refusals import Refused
from reception.models import ReceptionSchedule
from reception.schedule_sheet import TEMPLATE, sheet_of
from records.actions.documents import issue_document
from records.actions.once import once
from records.enums import DocumentKind
from records.models import IssuedDocument


def issue_schedule(
    *, schedule_id: UUID, by: User, now: datetime, key: UUID | None = None
) -> IssuedDocument:
    """Numbers the sheet in the book of documents; a schedule that changed is issued anew. With `key`
    a second sending answers with the first document."""
    if key is None:
        return _issue(schedule_id, by, now)
    return once(
        key=key,
        by=by,
        now=now,
        make=lambda: _issue(schedule_id, by, now),
        fetch=lambda pk: IssuedDocument.objects.get(pk=pk),
    )


def _issue(schedule_id: UUID, by: User, now: datetime) -> IssuedDocument:
    schedule = ReceptionSchedule.objects.select_related("agency__parent", "host", "venue").get(
        pk=schedule_id
    )
    if schedule.published_at is None:
        raise Refused("Lịch chưa công bố nên chưa phát hành được.")
    return issue_document(
        agency=schedule.agency,
        kind=DocumentKind.SCHEDULE,
        subject=schedule,
        title=f"{schedule.get_kind_display()}: {schedule.rule}",
        template=TEMPLATE,
        context=sheet_of(schedule),
        sealed=False,
        signer=None,
        by=by,
        now=now,
    )
