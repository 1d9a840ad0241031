"""One inbox of notices from all sources (thông báo): rows merged, unread ones counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import User
from records.enums import NoticeTopic
from records.notice_sources import InboxLine, sources
from records.notice_subjects import seen_of

# What nobody opened in three months is no longer news: the count stays a short index scan.
NEWS = timedelta(days=90)
_MOST = 100


@dataclass(frozen=True, slots=True)
class MergedRows:
    """Rows of several tables as one list by `made_at` and id, as `page_of` asks for them."""

    parts: tuple[QuerySet[Any], ...]
    newest_first: bool = True
    most: int | None = None

    def filter(self, condition: Q) -> MergedRows:
        return replace(self, parts=tuple(part.filter(condition) for part in self.parts))

    def order_by(self, *names: str) -> MergedRows:
        parts = tuple(part.order_by(*names) for part in self.parts)
        return replace(self, parts=parts, newest_first=bool(names) and names[0].startswith("-"))

    def values(self, *names: str) -> MergedRows:
        return replace(self, parts=tuple(part.values(*names) for part in self.parts))

    def __getitem__(self, cut: slice) -> MergedRows:
        return replace(self, parts=tuple(part[cut] for part in self.parts), most=cut.stop)

    def __iter__(self) -> Iterator[Any]:
        rows = [row for part in self.parts for row in part]
        rows.sort(key=lambda row: (row.made_at, row.pk), reverse=self.newest_first)
        return iter(rows[: self.most])

    def count(self) -> int:
        return sum(part.count() for part in self.parts)


def inbox_rows(
    user: User, now: datetime, *, topic: NoticeTopic | None = None, only_unread: bool = False
) -> MergedRows:
    """Everything one was told of and still may see, of all sources."""
    rows = MergedRows(tuple(source.rows(user, topic) for source in sources().values()))
    if only_unread:
        rows = rows.filter(Q(read_at=None, made_at__gte=now - NEWS))
    return rows


def lines_of(rows: Sequence[Any], user: User) -> list[InboxLine]:
    """The rows of a page as lines, in the order of the page."""
    found: dict[Any, InboxLine] = {}
    for source in sources().values():
        own = [row for row in rows if isinstance(row, source.model)]
        found |= zip((row.pk for row in own), source.lines(own, user), strict=True)
    return [found[row.pk] for row in rows]


def read_all(*, by: User, now: datetime) -> int:
    """Marks everything one sees in the inbox as read; returns how much it was."""
    return sum(source.read_all(by, now) for source in sources().values())


def unread(user: User, now: datetime) -> int:
    """How many wait to be read, exact up to the cap: one statement, and another when there are any."""
    since = now - NEWS
    first, *others = (source.unread(user, since)[: _MOST + 1] for source in sources().values())
    keys = list(first.union(*others, all=True) if others else first)
    seen = seen_of(user, keys)
    return sum(key in seen for key in keys)


def unread_words(user: User, now: datetime) -> Callable[[], str]:
    """The number for the navigation, empty for none; asked only on a page that prints it."""

    @cache
    def words() -> str:
        count = unread(user, now)
        return f"hơn {_MOST}" if count > _MOST else str(count or "")

    return words
