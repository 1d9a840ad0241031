"""State of a task on a day (tình trạng nhiệm vụ đến ngày), from what was told until then. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.enums import TaskState, UpdateKind

_LEADS_TO: dict[str, TaskState] = {
    UpdateKind.DONE: TaskState.DONE,
    UpdateKind.REOPEN: TaskState.OPEN,
    UpdateKind.BLOCK: TaskState.BLOCKED,
    UpdateKind.UNBLOCK: TaskState.OPEN,
    UpdateKind.DROP: TaskState.DROPPED,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One update as the state needs it: what, on which day, with which words and evidence."""

    kind: str
    on: date
    note: str = ""
    is_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stood on a day."""

    state: TaskState = TaskState.OPEN
    blocked_by: str = ""
    done_on: date | None = None
    last_evidence_on: date | None = None


def standing_on(told: Iterable[Told], day: date) -> Standing:
    """Replays updates, given in the order in which they were written; later days do not count.

    The day something happened decides, not the day somebody wrote it down: what was done on Friday
    and noted on Monday was done on Friday.
    """
    standing = Standing()
    for update in sorted((t for t in told if t.on <= day), key=lambda t: t.on):
        state = _LEADS_TO.get(update.kind, standing.state)
        standing = Standing(
            state=state,
            blocked_by=_reason(update, state, standing.blocked_by),
            done_on=_done_on(update, state, standing.done_on),
            last_evidence_on=update.on if update.is_evidence else standing.last_evidence_on,
        )
    return standing


def _reason(update: Told, state: TaskState, before: str) -> str:
    if state is not TaskState.BLOCKED:
        return ""
    return update.note if update.kind == UpdateKind.BLOCK else before


def _done_on(update: Told, state: TaskState, before: date | None) -> date | None:
    if state is not TaskState.DONE:
        return None
    return update.on if update.kind == UpdateKind.DONE else before
