"""Letters that tell of notices: gathered as rows, sent later (docs/notices.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from agencies.models import User
from records.enums import MailChoice, MailKind, MailState, NoticeTopic
from records.models import NoticeChoice, NoticeMail, NoticeMailLine

# What comes within a minute goes in one letter: fifty cases assigned at once are not fifty letters.
GATHERED_FOR = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A notice just given: its source (records/notice_sources.py), its id, whose it is, its topic."""

    source: str
    notice_id: UUID
    user_id: UUID
    topic: str


@transaction.atomic
def mail_soon(given: Iterable[Fresh], *, now: datetime) -> int:
    """Puts these notices into the letters of those who want them at once; returns how many letters.

    Nobody without an address, nobody whose account is locked.
    """
    by_user: dict[UUID, list[Fresh]] = {}
    for fresh in given:
        by_user.setdefault(fresh.user_id, []).append(fresh)
    if not by_user:
        return 0
    wanted = _wanted_now(by_user)
    letters = 0
    for user_id in sorted(by_user):
        theirs = [f for f in by_user[user_id] if (user_id, f.topic) in wanted]
        if theirs:
            add_lines(_gathering(user_id, now), theirs)
            letters += 1
    return letters


def add_lines(mail: NoticeMail, given: Iterable[Fresh]) -> None:
    """A notice that stands in a letter already is left out."""
    NoticeMailLine.objects.bulk_create(
        [
            NoticeMailLine(mail=mail, source=f.source, notice_id=f.notice_id, topic=f.topic)
            for f in given
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )


def _wanted_now(users: Iterable[UUID]) -> set[tuple[UUID, str]]:
    chosen = NoticeChoice.objects.filter(
        user__in=list(users), mail=MailChoice.NOW, user__is_active=True
    ).exclude(user__email="")
    return set(chosen.values_list("user_id", "topic"))


def _gathering(user_id: UUID, now: datetime) -> NoticeMail:
    """The letter of this user that still gathers; locked, so that nobody sends it meanwhile."""
    mail, _ = NoticeMail.objects.select_for_update(of=("self",)).get_or_create(
        user_id=user_id,
        kind=MailKind.NOW,
        state=MailState.WAITING,
        tries=0,
        defaults={"made_at": now, "next_try_at": now + GATHERED_FOR},
    )
    return mail


@transaction.atomic
def choose_mail(*, chosen: dict[NoticeTopic, MailChoice], by: User) -> None:
    """Keeps one's own choice for each topic; no ledger: it tells of nobody but its owner."""
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(user=by, topic=topic, mail=mail) for topic, mail in chosen.items()],
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["mail"],
    )
