"""Tasks of units that ended go to who continues them (bàn giao nhiệm vụ theo kế thừa)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from plans.actions.ending import tell
from plans.actions.locking import ensure_in_force, locked
from plans.enums import Acceptance, UnitRole, UpdateKind
from plans.handover import EndedUnit, ended_units, plans_to_hand_over, without_police
from plans.models import Plan, PlanTaskUnit
from plans.owners import people_with
from plans.task_people import offices_of
from records.actions import ledger, notices
from records.enums import Verb


@transaction.atomic
def hand_over(
    *, plan_id: UUID, moves: Mapping[UUID, Sequence[UUID]], by: User, now: datetime
) -> int:
    """Moves the open tasks of ended units to those that a person chose; returns how many places.

    `moves`: ended unit -> who takes over; several share its tasks in the same role. The name stays
    as the document writes it. Raises Refused for a unit that may not take over.
    """
    today = timezone.localdate(now)
    plan = locked(plan_id=plan_id, by=by, on=today)
    ensure_in_force(plan)
    # The units of a task are read and written under the lock of the task.
    list(plan.tasks.select_for_update().values_list("pk"))
    units = {unit.agency.pk: unit for unit in without_police(ended_units(plan, today))}
    moved = 0
    for agency_id, heir_ids in moves.items():
        if agency_id not in units:
            raise Refused("Đơn vị này không còn nhiệm vụ nào cần bàn giao.")
        moved += _move(plan, units[agency_id], heir_ids, by, now)
    return moved


def hand_over_where_sure(*, by: User, now: datetime) -> int:
    """Hands over in all plans of the user whatever has exactly one successor; returns the places."""
    today, moved = timezone.localdate(now), 0
    for plan in plans_to_hand_over(by, today):
        moves = {
            unit.agency.pk: [unit.only_heir.agency.pk]
            for unit in without_police(ended_units(plan, today))
            if unit.only_heir is not None
        }
        if moves:
            moved += hand_over(plan_id=plan.pk, moves=moves, by=by, now=now)
    return moved


def _move(plan: Plan, unit: EndedUnit, heir_ids: Sequence[UUID], by: User, now: datetime) -> int:
    allowed = {agency.pk: agency for agency in unit.choices}
    if not heir_ids or not set(heir_ids) <= allowed.keys():
        raise Refused(f"{unit.agency}: hãy chọn đơn vị nhận trong các đơn vị được nêu.")
    heirs = [allowed[pk] for pk in dict.fromkeys(heir_ids)]
    documents = {heir.agency.pk: heir.document for heir in unit.heirs}
    for place in unit.places:
        _give(place, unit.agency, heirs)
        names = ", ".join(str(heir) for heir in heirs)
        ground = documents.get(heirs[0].pk, "")
        note = f"{unit.agency} → {names}" + (f", theo {ground}" if ground else "")
        tell(place.task, UpdateKind.HANDOVER, f"{note}.", by=by, now=now)
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now,
                 details={"ban_giao": unit.agency.code, "cho": [h.code for h in heirs],
                          "nhiem_vu": len(unit.places)},
                 before={"co_quan": unit.agency.short_name},
                 after={"co_quan": [heir.short_name for heir in heirs]})  # fmt: skip
    _tell_heirs(plan, unit, heirs, by, now)
    return len(unit.places)


def _give(place: PlanTaskUnit, ended: Agency, heirs: list[Agency]) -> None:
    """The place goes to the first; the others get places of their own in the same role."""
    task, role, name = place.task, place.role, place.name
    if role == UnitRole.LEAD:
        # Who did it belonged to the unit that ended.
        task.assignee = None
    task.version += 1
    task.save(update_fields=["assignee", "version"])
    _set(place, heirs[0], ended)
    place.save()
    after = max(task.units.values_list("order", flat=True))
    for n, heir in enumerate(heirs[1:], start=1):
        further = PlanTaskUnit(task=task, order=after + n, name=name, role=role)
        _set(further, heir, ended)
        further.save()


def _set(place: PlanTaskUnit, heir: Agency, ended: Agency) -> None:
    place.agency, place.scope_path, place.handed_from = heir, heir.path, ended
    place.acceptance, place.answered_at, place.answered_by = Acceptance.WAITING, None, None
    place.answer_note = ""


def _tell_heirs(plan: Plan, unit: EndedUnit, heirs: list[Agency], by: User, now: datetime) -> None:
    people = people_with(Permission.UPDATE_TASK, offices_of(heirs), timezone.localdate(now))
    notices.give(
        users=people.exclude(pk=by.pk), key=f"plan_handover:{plan.pk}:{unit.agency.pk}",
        sentence=f"{len(unit.places)} nhiệm vụ của {unit.agency} theo {plan} được bàn giao cho "
        "đơn vị mình.",
        url_name="plan_detail", subject_id=plan.pk, now=now,
    )  # fmt: skip
