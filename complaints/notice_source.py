"""Báo việc đến hạn, quá hạn, as one source of the inbox (records/notice_sources.py)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Case, CharField, QuerySet, Value, When
from django.urls import reverse

from agencies.models import User
from complaints import law_book
from complaints.early_notice import reasons
from complaints.enums import NoticeLevel, Secrecy
from complaints.models import CaseNotice
from complaints.selectors import SEALED_NUMBER, number_for
from complaints.warning_levels import topic_of
from law.dates import vn_date
from records.enums import NoticeTopic
from records.notice_sources import InboxLine, NoticeSource

_DUE = (NoticeLevel.SOON, NoticeLevel.TODAY)
TONES = {
    NoticeLevel.SOON: "neutral",
    NoticeLevel.TODAY: "warn",
    NoticeLevel.OVERDUE: "late",
    NoticeLevel.LONG_OVERDUE: "late",
}
_WORDS = {
    NoticeLevel.SOON: "sắp đến hạn",
    NoticeLevel.TODAY: "đến hạn",
    NoticeLevel.OVERDUE: "quá hạn",
    NoticeLevel.LONG_OVERDUE: "quá hạn lâu",
}


def source() -> NoticeSource:
    return NoticeSource(
        model=CaseNotice, rows=_rows, lines=_lines, unread=_unread_keys, read_all=_read_all,
        unmailed=_unmailed, told=_told,
    )  # fmt: skip


def title_of(notice: CaseNotice) -> str:
    clock = notice.clock
    return str(clock.petition.summary if clock.petition else clock.matter.title)


def _rows(user: User, topic: NoticeTopic | None = None) -> QuerySet[CaseNotice]:
    seen: QuerySet[CaseNotice] = CaseNotice.objects.visible_to(user)
    if topic is not None:
        seen = seen.filter(level__in=[level for level in NoticeLevel if topic_of(level) == topic])
    return seen.select_related("clock__petition", "clock__matter")


def _lines(rows: Sequence[CaseNotice], user: User) -> list[InboxLine]:
    early = reasons(rows, user)
    return [
        InboxLine(
            row.made_at, row.read_at, row.get_level_display(), title_of(row),
            reverse("notice_read", args=[row.pk]), _note(row, early.get(row.pk, ""), user),
            TONES[NoticeLevel(row.level)],
        )
        for row in rows
    ]  # fmt: skip


def _note(row: CaseNotice, early: str, user: User) -> str:
    parts = [_number(row, user), law_book.duty(row.clock.rule_code), f"hạn {vn_date(row.due_on)}"]
    return " · ".join(part for part in [*parts, early] if part)


def _number(row: CaseNotice, user: User) -> str:
    """Đơn số 12/2026; of a sealed one only the book."""
    if row.clock.secrecy:
        return "sổ kín"
    number = number_for(row.clock.petition, user) if row.clock.petition else ""
    return f"Đơn số {number}" if number and number != SEALED_NUMBER else ""


def _unread_keys(user: User, since: datetime) -> QuerySet[CaseNotice, tuple[str, UUID]]:
    """Before it is asked what one still may see (`notice_read` in notice_guards.py)."""
    unread = (
        CaseNotice.objects.unscoped("one's own; each is asked of visible_to when shown")
        .filter(user=user, read_at=None, made_at__gte=since)
        .order_by()
    )
    return unread.annotate(page=Value("notice_read", CharField())).values_list("page", "pk")


def _read_all(user: User, now: datetime) -> int:
    return int(_rows(user).filter(read_at=None).order_by().update(read_at=now))


def _unmailed(
    users: Collection[UUID], since: datetime, before: datetime
) -> QuerySet[CaseNotice, tuple[UUID, UUID, str]]:
    found = CaseNotice.objects.filter(
        user__in=users, read_at=None, made_at__gte=since, made_at__lt=before
    )
    topic = Case(
        When(level__in=_DUE, then=Value(NoticeTopic.DUE)),
        default=Value(NoticeTopic.OVERDUE),
        output_field=CharField(),
    )
    rows = found.annotate(topic=topic).order_by("-made_at")
    return rows.values_list("pk", "user_id", "topic")


def _told(ids: Collection[UUID], user: User) -> dict[UUID, str]:
    """The number and the duty, never the title: it may hold a name."""
    rows = _rows(user).filter(read_at=None, pk__in=ids).order_by("-made_at")
    return {row.pk: _sentence(row, user) for row in rows}


def _sentence(row: CaseNotice, user: User) -> str:
    if row.clock.secrecy != Secrecy.OPEN:
        return ""
    what = _number(row, user) or "Một vụ việc"
    duty = law_book.duty(row.clock.rule_code)
    return f"{what}: {_WORDS[NoticeLevel(row.level)]} “{duty}”, hạn {vn_date(row.due_on)}."
