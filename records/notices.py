"""Notices of one user, and how many of them wait to be read."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.db.models import QuerySet

from agencies.models import User
from records.models import Notice

# What nobody opened in three months is no longer news: the count stays a short index scan.
NEWS = timedelta(days=90)
_MOST = 100


def of_user(user: User) -> QuerySet[Notice]:
    """One's own notices."""
    found: QuerySet[Notice] = Notice.objects.visible_to(user)
    return found


def unread(user: User, now: datetime) -> QuerySet[Notice]:
    """Those that wait to be read."""
    return of_user(user).filter(read_at=None, made_at__gte=now - NEWS)


def unread_words(user: User, now: datetime) -> Callable[[], str]:
    """The number for the navigation, empty for none: one statement, and only on a page that prints
    it."""

    @cache
    def words() -> str:
        count = unread(user, now).order_by().values("pk")[: _MOST + 1].count()
        return f"hơn {_MOST}" if count > _MOST else str(count or "")

    return words
