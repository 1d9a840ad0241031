"""What a notice is about, and who may still see it (Kind.NOTICE_SUBJECT): asked of the owner of the
page to which the notice leads, when it is given, shown, counted and put into a letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from agencies.registry import Kind, entries
from agencies.scoping import Scoped

if TYPE_CHECKING:
    from agencies.models import User

Key = tuple[str, UUID]


class NoticeQuerySet(Scoped):
    def visible_to(self, user: User) -> NoticeQuerySet:
        """One's own notices about what one still may see: of the others nothing is left, so that who
        was excluded sees what they would see without the matter.

        Only the pages that these notices lead to are asked, so this reads their names at once.
        """
        own, guards = self.filter(user=user), entries(Kind.NOTICE_SUBJECT)
        named = (
            own.narrowed("names of pages").order_by().values_list("url_name", flat=True).distinct()
        )
        condition = Q(pk__in=[])
        for name in sorted(guards.keys() & set(named)):
            seen = guards[name](user=user).filter(pk=OuterRef("subject_id")).order_by()
            condition |= Q(Exists(seen), url_name=name)
        return own.filter(condition)


def may_know(users: Iterable[User], url_name: str, subject_id: UUID) -> list[User]:
    """Those of `users` who may see what the notice is about; nobody for a page without a guard."""
    rows = entries(Kind.NOTICE_SUBJECT).get(url_name)
    if rows is None:
        return []
    return [user for user in users if rows(user=user).filter(pk=subject_id).exists()]


def seen_of(user: User, keys: Iterable[Key]) -> set[Key]:
    """Those of these subjects (page, id) that the user may see; one statement for all."""
    found = _by_page(user, keys)
    if not found:
        return set()
    first, *others = (
        rows.annotate(page=Value(name, CharField())).values_list("page", "pk")
        for name, rows in found.items()
    )
    return set(first.union(*others, all=True) if others else first)


def open_of(user: User, keys: Iterable[Key]) -> set[Key]:
    """Those of them that hang on no sealed or restricted matter: what a letter may tell of."""
    found: set[Key] = set()
    for name, rows in _by_page(user, keys).items():
        common = rows.filter(secrecy=0) if _knows_secrecy(rows) else rows
        found |= {(name, pk) for pk in common.values_list("pk", flat=True)}
    return found


def _by_page(user: User, keys: Iterable[Key]) -> dict[str, QuerySet[Any]]:
    wanted: dict[str, set[UUID]] = {}
    for name, pk in keys:
        wanted.setdefault(name, set()).add(pk)
    guards = entries(Kind.NOTICE_SUBJECT)
    return {
        name: guards[name](user=user).filter(pk__in=ids).order_by()
        for name, ids in sorted(wanted.items())
        if name in guards
    }


def _knows_secrecy(rows: QuerySet[Any]) -> bool:
    if "secrecy" in rows.query.annotations:
        return True
    try:
        rows.model._meta.get_field("secrecy")
    except FieldDoesNotExist:
        return False
    return True
