"""A task is mended after its plan came into force (sửa nhiệm vụ): what it was stays in its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from plans import workflow
from plans.actions.task_writing import Told, write
from plans.actions.tasks import MOVED, locked
from plans.enums import Acceptance, Rhythm, TaskKind, UnitRole, UpdateKind
from plans.models import PlanTask, PlanTaskUnit
from plans.task_parts import situation_of

NO_DUE = "Nhiệm vụ thường xuyên, định kỳ không có hạn cuối."
NO_UNIT = "Nhiệm vụ phải có ít nhất một đơn vị thực hiện."
_LABELS = {
    "text": "Nội dung", "deadline_text": "Thời hạn ghi trong văn bản", "due_on": "Hạn",
    "kind": "Loại thời hạn", "rhythm": "Nhịp", "reports_to": "Nơi nhận báo cáo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitTold:
    """A unit as the form gives it: `id` of one that is there, none for a new one."""

    name: str
    role: UnitRole
    agency: Agency | None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TaskTold:
    """What a task says, after the change."""

    text: str
    deadline_text: str
    due_on: date | None
    kind: TaskKind
    rhythm: str
    reports_to: str
    units: Sequence[UnitTold]


@transaction.atomic
def change_task(
    *, task_id: UUID, told: TaskTold, version: int | None, by: User, now: datetime
) -> PlanTask:
    """Writes what is told over the task; one update tells old and new. No change writes nothing."""
    task = _open_to_change(task_id, version, by, now)
    if not told.units:
        raise Refused(NO_UNIT)
    said = _fields(task, told) + _units(task, told.units)
    if said:
        task.save(update_fields=[*_LABELS, "recurring"])
        _write(task, said, by, now)
    return task


@transaction.atomic
def set_due(*, task_id: UUID, due_on: date, by: User, now: datetime) -> PlanTask:
    """Sets the date of one task: what bulk editing does row by row."""
    task = _open_to_change(task_id, None, by, now)
    if task.kind in workflow.WITHOUT_END:
        raise Refused(NO_DUE)
    before = _day(task.due_on)
    task.due_on, task.kind = due_on, TaskKind.DUE
    task.save(update_fields=["due_on", "kind"])
    _write(task, [f"Hạn: {before} → {_day(due_on)}"], by, now)
    return task


def _open_to_change(task_id: UUID, version: int | None, by: User, now: datetime) -> PlanTask:
    task = locked(task_id, by)
    situation = situation_of(task, by, timezone.localdate(now))
    if refused := workflow.refusal(UpdateKind.CHANGE, situation):
        raise refused
    if version is not None and version != task.version:
        raise Refused(MOVED)
    return task


def _write(task: PlanTask, said: list[str], by: User, now: datetime) -> None:
    write(
        task, UpdateKind.CHANGE, Told(note="\n".join(said)), by=by, hand=by, now=now,
        today=timezone.localdate(now),
    )  # fmt: skip


def _fields(task: PlanTask, told: TaskTold) -> list[str]:
    """Sets the plain fields; a line for each that changed."""
    new = {
        "text": tidy(told.text), "deadline_text": tidy(told.deadline_text)[:300],
        "due_on": told.due_on, "kind": told.kind,
        "rhythm": told.rhythm if told.kind == TaskKind.RECURRING else "",
        "reports_to": tidy(told.reports_to)[:300],
    }  # fmt: skip
    lines = []
    for field, value in new.items():
        before = getattr(task, field)
        if before != value:
            lines.append(f"{_LABELS[field]}: {_words(field, before)} → {_words(field, value)}")
            setattr(task, field, value)
    task.recurring = task.kind == TaskKind.RECURRING
    return lines


def _words(field: str, value: object) -> str:
    if field == "due_on":
        return _day(value if isinstance(value, date) else None)
    if field == "kind":
        return str(TaskKind(str(value)).label)
    if field == "rhythm":
        return str(Rhythm(str(value)).label) if value else "không"
    return f"“{value}”" if value else "không ghi"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "không ghi"


def _units(task: PlanTask, told: Sequence[UnitTold]) -> list[str]:
    """Writes the units; a line for each that came, went or changed."""
    there = {unit.pk: unit for unit in task.units.all()}
    kept, lines = {u.id for u in told if u.id}, []
    for pk, unit in there.items():
        if pk not in kept:
            lines.append(f"Bỏ đơn vị: {_unit(unit.name, unit.role, unit.agency)}")
            unit.delete()
    place = task.units.aggregate(last=Max("order"))["last"]
    for one in told:
        if one.id in there:
            lines += _changed_unit(there[one.id], one)
            continue
        place = 0 if place is None else place + 1
        PlanTaskUnit.objects.create(
            task=task, order=place, name=tidy(one.name)[:300], role=one.role, agency=one.agency,
            scope_path=one.agency.path if one.agency else "",
        )  # fmt: skip
        lines.append(f"Thêm đơn vị: {_unit(one.name, one.role, one.agency)}")
    return lines


def _changed_unit(unit: PlanTaskUnit, told: UnitTold) -> list[str]:
    """Another agency owes an answer of its own."""
    before = _unit(unit.name, unit.role, unit.agency)
    agency_id = told.agency.pk if told.agency else None
    if (unit.name, unit.role, unit.agency_id) == (tidy(told.name), told.role, agency_id):
        return []
    if unit.agency_id != agency_id:
        unit.acceptance, unit.answered_at, unit.answered_by = Acceptance.WAITING, None, None
        unit.answer_note = ""
    unit.name, unit.role, unit.agency = tidy(told.name)[:300], told.role, told.agency
    unit.scope_path = told.agency.path if told.agency else ""
    unit.save()
    return [f"Đơn vị: {before} → {_unit(unit.name, unit.role, unit.agency)}"]


def _unit(name: str, role: str, agency: Agency | None) -> str:
    known = f", là {agency.name}" if agency else ""
    return f"{tidy(name)} ({UnitRole(role).label.lower()}{known})"
