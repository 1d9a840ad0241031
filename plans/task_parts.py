"""What a user is to a task: works for a unit of it, looks after its plan, is over it (workflow.Part)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from agencies.enums import Level
from agencies.models import Agency, User
from agencies.roles import Permission
from agencies.vietnamese import fold
from plans.enums import PlanState, TaskKind, TaskState, UnitRole
from plans.models import PlanTask, PlanTaskUnit
from plans.owners import may_manage
from plans.workflow import Part, Situation

_POLICE = "cong an"


def is_police(name: str) -> bool:
    """Whether a unit of a plan is the police (Công an), who have no role in the product."""
    return fold(name).startswith(_POLICE)


def is_police_task(task: PlanTask) -> bool:
    """Whether the plan gives the task to the police."""
    return any(is_police(u.name) for u in task.units.all() if u.role == UnitRole.LEAD)


def works_for(unit: PlanTaskUnit, held: set[UUID]) -> bool:
    """Whether one of the agencies `held` is this unit, or the office of which the unit is a room."""
    agency = unit.agency
    if agency is None:
        return False
    return agency.pk in held or (agency.level == Level.UNIT and agency.parent_id in held)


def own_units(task: PlanTask, user: User) -> list[PlanTaskUnit]:
    """Units of the task for which the user tells progress."""
    held = _ids(user, Permission.UPDATE_TASK)
    return [unit for unit in task.units.all() if works_for(unit, held)]


def parts_of(task: PlanTask, user: User, today: date) -> frozenset[Part]:
    """Everything the user is to this task; needs its plan's agency and its units at hand."""
    units, found = list(task.units.all()), set()
    leads = [u for u in units if u.role == UnitRole.LEAD]
    for unit in own_units(task, user):
        found.add(Part.LEAD if unit.role == UnitRole.LEAD else Part.COOPERATE)
    if may_manage(task.plan, user, today):
        found.add(Part.MANAGER)
    if task.plan.agency_id in _ids(user, Permission.UPDATE_TASK):
        found.add(Part.ISSUER)
        if not any(u.agency_id for u in leads):
            # Nobody else can tell of it: the unit stands in the document without an agency.
            found.add(Part.LEAD)
    givers = _ids(user, Permission.ASSIGN_WORK) | _ids(user, Permission.IMPORT_PLAN)
    if any(works_for(unit, givers) for unit in leads):
        found.add(Part.ASSIGNER)
    agencies = [task.plan.agency, *(u.agency for u in units if u.agency is not None)]
    reached = _reaches(user, agencies)
    if reached and user.may(Permission.ASSIGN_WORK):
        found.add(Part.HEAD)
    if reached and user.may(Permission.SEE_OVERVIEW):
        found.add(Part.OVERSEER)
    return frozenset(found)


def situation_of(task: PlanTask, user: User, today: date) -> Situation:
    """What the rules of plans.workflow ask."""
    return Situation(
        state=TaskState(task.state),
        kind=TaskKind(task.kind),
        plan_state=PlanState(task.plan.state),
        parts=parts_of(task, user, today),
        police=is_police_task(task),
    )


def _ids(user: User, permission: Permission) -> set[UUID]:
    return {agency.pk for agency in user.access.agencies_with(permission)}


def _reaches(user: User, agencies: Iterable[Agency]) -> bool:
    return any(user.access.reaches(agency) for agency in agencies)
