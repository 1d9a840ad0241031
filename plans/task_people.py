"""Who does a task and who is told of it: people of the unit that leads, people of the issuer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from agencies.enums import Level
from agencies.models import Agency, User
from agencies.roles import Permission
from plans.enums import UnitRole
from plans.models import PlanTask
from plans.owners import people_with

_SHORT = 110


def lead_agencies(task: PlanTask) -> list[Agency]:
    """Agencies that lead the task; units without an agency stay text."""
    return [u.agency for u in task.units.all() if u.role == UnitRole.LEAD and u.agency is not None]


def offices_of(agencies: Iterable[Agency]) -> list[Agency]:
    """The agencies and, for a room, the office it belongs to: a room often has no account."""
    found = {}
    for agency in agencies:
        found[agency.pk] = agency
        if agency.level == Level.UNIT and agency.parent is not None:
            found[agency.parent.pk] = agency.parent
    return list(found.values())


def short_of(task: PlanTask) -> str:
    """The task in a sentence of a notice: whole words, without the stop at the end."""
    text = task.text.rstrip(" .;")
    if len(text) <= _SHORT:
        return text
    return f"{text[:_SHORT].rsplit(' ', 1)[0].rstrip(' ,;')}…"


def people_for(task: PlanTask, on: date) -> list[User]:
    """Who may be given the task: those of the unit that leads; of its office when a room."""
    return list(people_with(Permission.UPDATE_TASK, offices_of(lead_agencies(task)), on))


def told_of(task: PlanTask, on: date) -> list[User]:
    """Who hears of the task: the one who does it; else the unit that leads; else the issuer."""
    if task.assignee is not None and task.assignee.is_active:
        return [task.assignee]
    leads = lead_agencies(task)
    found = list(people_with(Permission.UPDATE_TASK, leads, on)) if leads else []
    if not found and leads:
        found = list(people_with(Permission.UPDATE_TASK, offices_of(leads), on))
    return found or managers_of(task, on)


def managers_of(task: PlanTask, on: date) -> list[User]:
    """Who looks after the plan of the task."""
    return list(people_with(Permission.IMPORT_PLAN, [task.plan.agency], on))
