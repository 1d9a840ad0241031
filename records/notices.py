"""General notices of one user, as one source of the inbox."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from agencies.models import User
from records.enums import NoticeTopic
from records.models import Notice
from records.notice_sources import InboxLine, NoticeSource
from records.notice_subjects import open_of, seen_of

_TONES = {
    NoticeTopic.OVERDUE: "late",
    NoticeTopic.DUE: "warn",
    NoticeTopic.URGED: "warn",
    NoticeTopic.FLAGGED: "warn",
}


def source() -> NoticeSource:
    return NoticeSource(
        model=Notice, rows=of_user, lines=_lines, unread=_unread_keys, read_all=_read_all,
        unmailed=_unmailed, told=_told,
    )  # fmt: skip


def of_user(user: User, topic: NoticeTopic | None = None) -> QuerySet[Notice]:
    """One's own notices about what one still may see."""
    found: QuerySet[Notice] = Notice.objects.visible_to(user)
    return found if topic is None else found.filter(topic=topic)


def _lines(rows: Sequence[Notice], user: User) -> list[InboxLine]:
    return [
        InboxLine(
            row.made_at, row.read_at, row.get_topic_display(), row.sentence,
            reverse("notice_open", args=[row.pk]), tone=_TONES.get(NoticeTopic(row.topic), "neutral"),
        )
        for row in rows
    ]  # fmt: skip


def _unread_keys(user: User, since: datetime) -> QuerySet[Notice, tuple[str, UUID]]:
    """Before it is asked what one still may see: the count on every page stays cheap."""
    own = Notice.objects.unscoped("one's own; each is asked of its owner when shown").filter(
        user=user, read_at=None, made_at__gte=since
    )
    return own.order_by().values_list("url_name", "subject_id")


def _read_all(user: User, now: datetime) -> int:
    return int(of_user(user).filter(read_at=None).update(read_at=now))


def _unmailed(
    users: Collection[UUID], since: datetime, before: datetime
) -> QuerySet[Notice, tuple[UUID, UUID, str]]:
    found = Notice.objects.filter(
        user__in=users, read_at=None, made_at__gte=since, made_at__lt=before
    )
    return found.order_by("-made_at").values_list("pk", "user_id", "topic")


def _told(ids: Collection[UUID], user: User) -> dict[UUID, str]:
    rows = list(
        Notice.objects.unscoped("one's own; each is asked of its owner when shown")
        .filter(user=user, read_at=None, pk__in=ids)
        .order_by("-made_at")
    )
    keys = [(row.url_name, row.subject_id) for row in rows]
    seen, common = seen_of(user, keys), open_of(user, keys)
    return {
        row.pk: row.sentence if key in common else ""
        for row, key in zip(rows, keys, strict=True)
        if key in seen
    }
