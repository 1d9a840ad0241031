"""Who sees which incident and which report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from agencies.querysets import ScopedQuerySet
from agencies.roles import Permission
from agencies.scoping import Scoped

if TYPE_CHECKING:
    from agencies.models import User


class IncidentQuerySet(Scoped):
    def visible_to(self, user: User) -> IncidentQuerySet:
        """Incidents within reach; one about a matter only for who sees the matter."""
        matters = apps.get_model("complaints", "Matter").objects.visible_to(user)
        return self.filter(user.access.scope_q(), Q(matter__isnull=True) | Q(matter__in=matters))


class ReportQuerySet(Scoped, ScopedQuerySet):
    def visible_to(self, user: User) -> ReportQuerySet:
        """Reports within reach; those sent to a body for whom it receives, and those of the body for
        which the head of its inspectorate signs (TUQ.)."""
        access = user.access
        receiving = [a.pk for a in access.agencies_with(Permission.RECEIVE_REPORT)]
        signing = access.agencies_with(Permission.APPROVE_REPORT)
        overseen = [a.oversees_id for a in signing if a.oversees_id]
        condition = access.scope_q()
        if receiving:
            condition |= Q(sent_to__in=receiving)
        if overseen:
            condition |= Q(agency__in=overseen)
        return self.filter(condition)


class ScheduledQuerySet(ScopedQuerySet):
    """Schedules and batches: what is made when and for whom, never a figure."""

    def visible_to(self, user: User) -> ScheduledQuerySet:
        """Those within reach, and those of the trees whose schedules this administrator keeps."""
        return self.filter(user.access.scope_q() | _kept_by(user))


class ScheduleQuerySet(ScheduledQuerySet):
    def visible_to(self, user: User) -> ScheduleQuerySet:
        """Also those of the bodies above that make reports for the units below them."""
        above = Q(scope_path__in=user.access.paths_above, with_units_below=True)
        return self.filter(user.access.scope_q() | _kept_by(user) | above)

    def kept_by(self, user: User) -> ScheduleQuerySet:
        """Those that this user may change."""
        return self.filter(_kept_by(user))


def _kept_by(user: User) -> Q:
    kept = Q(pk__in=[])
    for tree in user.access.agencies_with(Permission.SCHEDULE_REPORT):
        kept |= Q(scope_path__gte=tree.path, scope_path__lt=tree.path[:-1] + "0")
    return kept
