"""What happened in a case, as its page tells it: newest first, corrections under what they correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from complaints.amounts import write_amount
from complaints.models import ProceedingEvent
from complaints.procedure.columns import in_words
from complaints.procedure.names import ProcedureKind, Stage, StepName
from complaints.procedure.steps import Ask, Asked, Step
from complaints.procedure.tables import step_of

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words. `moved_to` is the stage it led to, empty when the stage stayed."""

    event: ProceedingEvent
    label: str
    moved_to: str
    said: tuple[tuple[str, list[str]], ...]
    corrections: tuple[Told, ...] = ()


def timeline(
    events: Iterable[ProceedingEvent], kind: ProcedureKind, labels: Labels
) -> tuple[Told, ...]:
    """Events newest first; `labels` names what was chosen from the case itself."""
    rows = list(events)
    told = {row.pk: _told(row, kind, labels) for row in rows if row.corrects_id is None}
    under: dict[Any, list[Told]] = {}
    for row in rows:
        if row.corrects_id is not None:
            under.setdefault(row.corrects_id, []).append(_told(row, kind, labels))
    found = [
        Told(one.event, one.label, one.moved_to, one.said, tuple(under.get(pk, ())))
        for pk, one in told.items()
    ]
    return tuple(reversed(found))


def step_behind(event: ProceedingEvent, kind: ProcedureKind) -> Step | None:
    """The arrow of the table by which this event was recorded."""
    return step_of(kind, StepName(event.step), Stage(event.stage_before))


def _told(event: ProceedingEvent, kind: ProcedureKind, labels: Labels) -> Told:
    step = step_behind(event, kind)
    moved = event.stage_after != event.stage_before
    return Told(
        event=event,
        label=step.label if step else event.get_step_display(),
        moved_to=event.get_stage_after_display() if moved else "",
        said=tuple(_said(step.asks if step else (), event.data, labels)),
    )


def _said(
    asks: Iterable[Asked], data: Mapping[str, Any], labels: Labels
) -> Iterable[tuple[str, list[str]]]:
    for asked in asks:
        value = data.get(asked.name)
        if value in (None, "", []):
            continue
        if words := [w for w in _words(asked, value, labels) if w]:
            yield asked.label, words


def _words(asked: Asked, value: Any, labels: Labels) -> list[str]:
    """The answer in words, one entry a line."""
    if asked.kind in (Ask.CHOICE, Ask.MANY):
        known = {**labels, **dict(asked.choices)}
        chosen = value if isinstance(value, list) else [value]
        return [known.get(str(one), "") for one in chosen]
    if asked.kind == Ask.LINES:
        lines = value if isinstance(value, list) else str(value).splitlines()
        return [in_words(asked.name, line) for line in lines]
    return [_one(asked.kind, value)]


def _one(kind: Ask, value: Any) -> str:
    if kind == Ask.YES:
        return "Có" if value else "Không"
    if kind == Ask.MONEY:
        return write_amount(value)  # the label names the unit
    if kind == Ask.DAY:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if kind == Ask.MOMENT:
        return f"{timezone.localtime(datetime.fromisoformat(value)):%H:%M %d/%m/%Y}"
    return str(value)
