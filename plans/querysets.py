"""Who sees which plan and task: the issuer's side, and the units that a plan gives work to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.scoping import Scoped
from complaints.enums import Secrecy
from plans.enums import PlanState, TaskState, UnitRole

if TYPE_CHECKING:
    from agencies.models import User


def _given_work(user: User, **outer: OuterRef) -> Exists:
    """Whether a plan that a person accepted names a unit within reach; also when it is over."""
    units = apps.get_model("plans", "PlanTaskUnit").objects.filter(
        user.access.scope_q(), task__plan__accepted_at__isnull=False, **outer
    )
    return Exists(units)


def _continued(user: User, issuer: str) -> Exists:
    """Whether somebody within reach continues the issuer (kế thừa)."""
    successions = apps.get_model("agencies", "Succession").objects.filter(
        user.access.scope_q("successor", "successor__path"), predecessor=OuterRef(issuer)
    )
    return Exists(successions)


class PlanQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans of agencies within reach; accepted plans that give such an agency work, or whose
        issuer it continues."""
        named = _given_work(user, task__plan=OuterRef("pk"))
        continued = Q(_continued(user, "agency_id"), accepted_at__isnull=False)
        return self.filter(user.access.scope_q() | Q(named) | continued)

    def accepted(self) -> PlanQuerySet:
        return self.filter(state=PlanState.ACCEPTED)


class PlanTaskQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> PlanTaskQuerySet:
        """Tasks of plans that the user may see."""
        own = user.access.scope_q(agency="plan__agency", path="plan__scope_path")
        named = _given_work(user, task__plan=OuterRef("plan_id"))
        continued = Q(_continued(user, "plan__agency_id"), plan__accepted_at__isnull=False)
        return self.filter(own | Q(named) | continued)

    def accepted(self) -> PlanTaskQuerySet:
        """Tasks of plans that a person accepted."""
        return self.filter(plan__state=PlanState.ACCEPTED)

    def open(self) -> PlanTaskQuerySet:
        return self.filter(state=TaskState.OPEN)

    def led_by(self, agency_ids: Any) -> PlanTaskQuerySet:
        """Tasks that these agencies (a list or a subquery of ids) lead."""
        units = apps.get_model("plans", "PlanTaskUnit").objects.filter(
            task=OuterRef("pk"), role=UnitRole.LEAD, agency_id__in=agency_ids
        )
        return self.filter(Exists(units))

    def due_between(self, first: date, last: date) -> PlanTaskQuerySet:
        """Tasks with a date in these days, both counted."""
        return self.filter(due_on__range=(first, last))


class TaskUpdateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> TaskUpdateQuerySet:
        """Updates of the tasks that the user may see."""
        tasks = apps.get_model("plans", "PlanTask").objects.visible_to(user)
        return self.filter(task__in=tasks)


class ReadingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> ReadingQuerySet:
        """Those of agencies within reach, and those the user is asked to sign."""
        own = user.access.scope_q("activity__agency", "activity__scope_path")
        signatures = apps.get_model("plans", "ReadingSignature").objects
        asked = signatures.filter(user=user, request=OuterRef("pk"))
        return self.filter(own | Exists(asked))


class StandingQuerySet(models.QuerySet[Any]):
    """Contacts and contingencies: written once by a body above, used by everybody below it."""

    def visible_to(self, user: User) -> StandingQuerySet:
        """Rows of agencies within reach, and of the bodies above one's own."""
        return self.filter(Q(scope_path__in=user.access.paths_above) | user.access.scope_q())


class SettleItemQuerySet(Scoped):
    def visible_to(self, user: User) -> SettleItemQuerySet:
        """Rows within reach whose matter is open and seen by the user: the list tells nothing more.

        A matter that becomes sealed or restricted later leaves the list for everybody.
        """
        matters = apps.get_model("complaints", "Matter").objects.visible_to(user)
        return self.filter(
            user.access.scope_q(),
            matter__in=matters.filter(secrecy=Secrecy.OPEN, exclusions=None).values("pk"),
        )
