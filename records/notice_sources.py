"""Kinds of notices that stand in one inbox (Kind.NOTICE_SOURCE): each app tells how its own are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from agencies.models import User
from agencies.registry import Kind, entries
from records.enums import NoticeTopic


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A notice as its reader sees it; `open_url` is posted to: it marks the notice and leads on."""

    made_at: datetime
    read_at: datetime | None
    topic: str
    sentence: str
    open_url: str
    note: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class NoticeSource:
    """One table of notices with `user`, `made_at`, `read_at`.

    rows: one's own that one still may see, of a topic or of all. lines: rows as lines, in their order.
    unread: (page, subject) of the unread ones since a moment; what one may see of them is asked later.
    read_all: marks what one sees. unmailed: (id, user, topic) of the unread ones of these users since a
    moment and before another. told: of these the ones still unread and visible, with the sentence that
    a letter may carry, empty for what is sealed.
    """

    model: type[Model]
    rows: Callable[[User, NoticeTopic | None], QuerySet[Any]]
    lines: Callable[[Sequence[Any], User], list[InboxLine]]
    unread: Callable[[User, datetime], QuerySet[Any]]
    read_all: Callable[[User, datetime], int]
    unmailed: Callable[[Collection[UUID], datetime, datetime], QuerySet[Any]]
    told: Callable[[Collection[UUID], User], dict[UUID, str]]


def sources() -> dict[str, NoticeSource]:
    """All kinds by name, in the order of their names."""
    return {name: build() for name, build in entries(Kind.NOTICE_SOURCE).items()}
