"""Querysets of agencies and their calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import F, Q

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

    def of_some_day(self) -> MembershipQuerySet:
        """Without those that were taken back and count on no day."""
        return self.exclude(valid_to__lt=F("valid_from"))


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


class EventQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> EventQuerySet:
        """Events that concern all, of agencies within reach, and of the bodies above one's own."""
        above = {
            "/".join(parts[: n + 1]) + "/"
            for m in user.access.memberships
            for parts in [m.agency.path.rstrip("/").split("/")]
            for n in range(len(parts))
        }
        return self.filter(Q(agency__isnull=True) | Q(scope_path__in=above) | user.access.scope_q())

    def open_on(self, day: date) -> EventQuerySet:
        """Events whose window holds the day and that nobody closed."""
        return self.filter(window_from__lte=day, window_to__gte=day, closed_at__isnull=True)
