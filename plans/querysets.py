"""Who sees which plan and task: the issuer's side, and the units that a plan gives work to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from plans.enums import PlanState, TaskState, UnitRole

if TYPE_CHECKING:
    from agencies.models import User


def _given_work(user: User, **outer: OuterRef) -> Exists:
    """Whether an accepted plan names a unit within reach."""
    units = apps.get_model("plans", "PlanTaskUnit").objects.filter(
        user.access.scope_q(), task__plan__state=PlanState.ACCEPTED, **outer
    )
    return Exists(units)


class PlanQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans of agencies within reach, and accepted plans that give such an agency work."""
        named = _given_work(user, task__plan=OuterRef("pk"))
        return self.filter(user.access.scope_q() | Q(named))

    def accepted(self) -> PlanQuerySet:
        return self.filter(state=PlanState.ACCEPTED)


class PlanTaskQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> PlanTaskQuerySet:
        """Tasks of plans that the user may see."""
        own = user.access.scope_q(agency="plan__agency", path="plan__scope_path")
        named = _given_work(user, task__plan=OuterRef("plan_id"))
        return self.filter(own | Q(named))

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


class SettleItemQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> SettleItemQuerySet:
        """Rows within reach whose matter the user may see: the list tells nothing more."""
        matters = apps.get_model("complaints", "Matter").objects.visible_to(user)
        return self.filter(user.access.scope_q(), matter__in=matters)
