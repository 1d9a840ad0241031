"""Tasks of units that ended (bàn giao nhiệm vụ): which they are, and who may take them over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import Agency, User
from plans.enums import PlanState
from plans.heirs import Heir, heirs_of
from plans.models import Plan, PlanTaskUnit
from plans.owners import managed_ids
from plans.task_parts import is_police
from plans.workflow import UNFINISHED


@dataclass
class EndedUnit:
    """A unit that ended, with its places in open tasks of one plan, and who may take them over.

    `choices`: its successors; where no document names one, the issuer and the rooms of the issuer.
    """

    agency: Agency
    places: list[PlanTaskUnit] = field(default_factory=list)
    heirs: list[Heir] = field(default_factory=list)
    choices: list[Agency] = field(default_factory=list)

    @property
    def is_police(self) -> bool:
        """The paragraph stays text of the document; nobody is handed its task (design, 2)."""
        return is_police(self.places[0].name)

    @property
    def only_heir(self) -> Heir | None:
        return self.heirs[0] if len(self.heirs) == 1 else None


def places_of_ended(on: date) -> QuerySet[PlanTaskUnit]:
    """Places of ended units in unfinished tasks of plans in force."""
    return (
        PlanTaskUnit.objects.filter(
            agency__valid_to__lt=on,
            task__state__in=UNFINISHED,
            task__plan__state=PlanState.ACCEPTED,
        )
        .select_related("agency", "task")
        .order_by("task__order", "order")
    )


def ended_units(plan: Plan, on: date) -> list[EndedUnit]:
    """Units of this plan that ended, in the order of the document."""
    found: dict[UUID, EndedUnit] = {}
    for place in places_of_ended(on).filter(task__plan=plan):
        agency: Agency = place.agency
        found.setdefault(agency.pk, EndedUnit(agency)).places.append(place)
    heirs = heirs_of([unit.agency for unit in found.values()], on)
    own = _issuers_own(plan, on) if any(not heirs[pk] for pk in found) else []
    for pk, unit in found.items():
        unit.heirs = heirs[pk]
        unit.choices = [h.agency for h in unit.heirs] or own
    return list(found.values())


def _issuers_own(plan: Plan, on: date) -> list[Agency]:
    """The issuer and its rooms that are in force; nobody when the issuer itself ended."""
    if not plan.agency.exists_on(on):
        return []
    below = Agency.objects.in_force(on).filter(path__startswith=plan.agency.path)
    return list(below.order_by("path"))


def plans_to_hand_over(user: User, on: date) -> QuerySet[Plan]:
    """Plans that the user looks after with unfinished tasks of units that ended."""
    # Whom nobody hands over is not waited for (EndedUnit.is_police).
    places = places_of_ended(on).exclude(name__istartswith="Công an")
    waiting = places.order_by().values("task__plan")
    rows = Plan.objects.visible_to(user).filter(agency__in=managed_ids(user, on))
    return rows.filter(pk__in=waiting)


def without_police(units: Iterable[EndedUnit]) -> list[EndedUnit]:
    """Those whose tasks may be handed over."""
    return [unit for unit in units if not unit.is_police]
