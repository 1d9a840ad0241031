"""How a change of a task is written: its row, one update that tells it, the ledger. No rule is asked
here: plans.actions.tasks asks them for people, plans.actions.auto_close writes for the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from plans import evidence_refs
from plans.enums import Acceptance, EvidenceKind, TaskState, UpdateKind
from plans.models import PlanTask, TaskUpdate
from plans.task_parts import own_units
from plans.workflow import STEPS
from records.actions import files, ledger
from records.enums import Verb

_LONGEST = 300
# Doing one of these is taking the task up.
_WORK = frozenset(
    {
        UpdateKind.PROGRESS, UpdateKind.EVIDENCE, UpdateKind.DONE, UpdateKind.BLOCK,
        UpdateKind.UNBLOCK, UpdateKind.ASSIGN,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What is told with a step; `file`: name and bytes; `ref`: the record shown as evidence."""

    note: str = ""
    happened_on: date | None = None
    evidence: EvidenceKind | None = None
    document_number: str = ""
    file: tuple[str, bytes] | None = None
    ref: Model | None = None
    agency: Agency | None = None
    assignee: User | None = None


def write(
    task: PlanTask, step: UpdateKind, told: Told, *, by: User | None, hand: User, now: datetime,
    today: date,
) -> TaskUpdate:  # fmt: skip
    """Changes the locked task, adds the update that tells it, and says so in the ledger.

    `by` is None where the house writes by itself; `hand` is whose deed closes the task.
    """
    happened_on = told.happened_on or today
    changed = _EFFECTS.get(step, _nothing)(task, told, hand, now, happened_on)
    if STEPS[step].moves:
        task.version += 1
    task.save(update_fields=[*changed, "version"])
    update = _update(task, step, told, by, now, happened_on)
    if by is not None and step in _WORK:
        _take_up(task, by, now)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=task, also=[update], now=now, details={"buoc": step.value}
    )
    return update


def _update(
    task: PlanTask, step: UpdateKind, told: Told, by: User | None, now: datetime, on: date
) -> TaskUpdate:
    update = TaskUpdate(
        task=task, kind=step, happened_on=on, note=told.note.strip(), agency=told.agency, by=by,
        made_at=now, evidence=told.evidence or "",
        document_number=tidy(told.document_number)[:100],
    )  # fmt: skip
    if told.ref is not None and told.evidence is not None:
        update.ref_label = evidence_refs.label_of(told.evidence, told.ref, by)
        update.ref_kind, update.ref_id = str(told.ref._meta.model_name), told.ref.pk
    if told.file is not None:
        name, content = told.file
        update.file = files.store(parent=task, name=name, content=content, by=by, now=now)
    update.save(force_insert=True)
    return update


def _take_up(task: PlanTask, by: User, now: datetime) -> None:
    """Who works on a task has taken it: their unit no longer owes an answer."""
    waiting = [u for u in own_units(task, by) if u.acceptance == Acceptance.WAITING]
    for unit in waiting:
        unit.acceptance, unit.answered_at, unit.answered_by = Acceptance.ACCEPTED, now, by
        unit.save(update_fields=["acceptance", "answered_at", "answered_by"])


Effect = Callable[[PlanTask, Told, User, datetime, date], list[str]]


def _nothing(task: PlanTask, told: Told, hand: User, now: datetime, on: date) -> list[str]:
    return []


def _shown(task: PlanTask, told: Told, hand: User, now: datetime, on: date) -> list[str]:
    task.last_evidence_on = max(on, task.last_evidence_on or on)
    return ["last_evidence_on"]


def _done(task: PlanTask, told: Told, hand: User, now: datetime, on: date) -> list[str]:
    task.state, task.done_at, task.done_by = TaskState.DONE, now, hand
    return ["state", "done_at", "done_by"]


def _opened(task: PlanTask, told: Told, hand: User, now: datetime, on: date) -> list[str]:
    task.state, task.done_at, task.done_by, task.blocked_by = TaskState.OPEN, None, None, ""
    return ["state", "done_at", "done_by", "blocked_by"]


def _blocked(task: PlanTask, told: Told, hand: User, now: datetime, on: date) -> list[str]:
    task.state, task.blocked_by = TaskState.BLOCKED, tidy(told.note)[:_LONGEST]
    return ["state", "blocked_by"]


def _dropped(task: PlanTask, told: Told, hand: User, now: datetime, on: date) -> list[str]:
    task.state, task.blocked_by = TaskState.DROPPED, ""
    return ["state", "blocked_by"]


def _assigned(task: PlanTask, told: Told, hand: User, now: datetime, on: date) -> list[str]:
    if told.assignee is None:
        raise Refused("Hãy chọn người thực hiện.")
    task.assignee = told.assignee
    return ["assignee"]


_EFFECTS: dict[UpdateKind, Effect] = {
    UpdateKind.EVIDENCE: _shown,
    UpdateKind.DONE: _done,
    UpdateKind.REOPEN: _opened,
    UpdateKind.UNBLOCK: _opened,
    UpdateKind.BLOCK: _blocked,
    UpdateKind.DROP: _dropped,
    UpdateKind.ASSIGN: _assigned,
}
