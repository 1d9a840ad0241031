"""Querysets of agencies and their calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from agencies.models import User


class AgencyQuerySet(models.QuerySet[Any]):
    def in_force(self, on: date) -> AgencyQuerySet:
        """Agencies that exist on the day `on`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def visible_to(self, user: User) -> AgencyQuerySet:
        """Agencies whose common records `user` may see."""
        return self.filter(user.access.agencies_q())


class MembershipQuerySet(models.QuerySet[Any]):
    def in_force(self, on: date) -> MembershipQuerySet:
        """Memberships that count on the day `on`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A user with a hashed password; roles come from memberships."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class DutySwapQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> DutySwapQuerySet:
        """Swaps of the shifts within reach."""
        return self.filter(user.access.scope_q("shift__agency", "shift__scope_path"))


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that belong to one agency (`agency_id`, `scope_path`) and know no secrets."""

    def visible_to(self, user: User) -> ScopedQuerySet:
        """Rows of the agencies that `user` reaches. The single source for pages, counts, exports."""
        return self.filter(user.access.scope_q())
