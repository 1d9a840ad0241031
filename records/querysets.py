"""Who sees which job and which issued document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.querysets import ScopedQuerySet
from agencies.registry import Kind, entries
from agencies.scoping import Scoped

if TYPE_CHECKING:
    from agencies.models import User


class SearchRowQuerySet(Scoped, ScopedQuerySet):
    """Words of open records: kept and read like the records themselves."""


class JobQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> JobQuerySet:
        """Jobs of the agencies that `user` reaches, and those they asked for themselves."""
        return self.filter(user.access.scope_q() | Q(asked_by=user))


class OwnQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> OwnQuerySet:
        """Rows made for this user; nobody else's business."""
        return self.filter(user=user)


class SavedFilterQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> SavedFilterQuerySet:
        """One's own, and those shared with an agency to which one belongs."""
        own = {membership.agency_id for membership in user.access.memberships}
        return self.filter(Q(user=user) | Q(agency__in=own))


class DocumentQuerySet(Scoped):
    def visible_to(self, user: User) -> DocumentQuerySet:
        """Documents about records that this user sees; the owner of each kind says which."""
        condition = Q(pk__in=[])
        for kind, rows in entries(Kind.DOCUMENT_SUBJECT).items():
            seen = rows(user=user).filter(pk=OuterRef("subject_id")).order_by()
            condition |= Q(Exists(seen), subject_kind=kind)
        return self.filter(condition)
