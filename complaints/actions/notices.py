"""Notices of due dates (báo việc đến hạn) are read by whom they were given to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from complaints.models import CaseNotice


@transaction.atomic
def read_notice(*, notice_id: UUID, by: User, now: datetime) -> CaseNotice:
    """Marks one's own notice as read; a second time changes nothing. The case stays as it is, so
    that the ledger has nothing to tell."""
    seen = CaseNotice.objects.visible_to(by).select_related("clock")
    notice: CaseNotice = seen.select_for_update(of=("self",)).get(pk=notice_id)
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice
