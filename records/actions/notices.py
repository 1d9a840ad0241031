"""Notices (báo việc): one sentence to one user, once for each key; read by whom it was given to."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from records.actions.mailing import Fresh, mail_soon
from records.enums import NoticeTopic
from records.models import Notice
from records.notice_subjects import may_know

GENERAL = "general"
_LONGEST = 300


@transaction.atomic
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

    Whoever may not see what it is about is not told (records/notice_subjects.py). The sentence names
    no citizen; of a matter that is not open it says nothing but that something waits. No row of the
    ledger: a notice changes nothing but what its reader knows. Those who chose so get a letter soon.
    """
    told = set(Notice.objects.filter(key=key).values_list("user_id", flat=True))
    new = {user.pk: user for user in users if user.pk not in told}
    knowing = sorted(user.pk for user in may_know(new.values(), url_name, subject_id))
    rows = [
        Notice(
            user_id=pk, key=key, topic=topic, sentence=_short(sentence), url_name=url_name,
            subject_id=subject_id, made_at=now,
        )
        for pk in knowing
    ]  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    mail_soon([Fresh(GENERAL, row.pk, row.user_id, topic) for row in rows], now=now)
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
