"""Notices (báo việc): one sentence to one user, once for each key; read by whom it was given to."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from records.enums import NoticeTopic
from records.models import Notice

_LONGEST = 300


def give(
    *,
    users: Iterable[User],
    key: str,
    sentence: str,
    url_name: str,
    subject_id: UUID,
    now: datetime,
    topic: NoticeTopic = NoticeTopic.OTHER,
) -> int:
    """Tells each of `users` once for this `key`; returns how many were told now.

    The sentence names no citizen and tells of no matter that is not open: it stays when the page
    behind it closes. No row of the ledger: a notice changes nothing but what its reader knows.
    """
    told = set(Notice.objects.filter(key=key).values_list("user_id", flat=True))
    new = {user.pk for user in users} - told
    rows = [
        Notice(
            user_id=pk, key=key, sentence=_short(sentence), url_name=url_name,
            subject_id=subject_id, made_at=now,
        )
        for pk in sorted(new)
    ]  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"


@transaction.atomic
def open_notice(*, notice_id: UUID, by: User, now: datetime) -> Notice:
    """Marks one's own notice as read; a second time changes nothing."""
    notice: Notice = Notice.objects.visible_to(by).select_for_update().get(pk=notice_id)
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice
