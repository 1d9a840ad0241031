"""Which steps a case has now: what to do next, what else may be done, what may not be and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.roles import Permission
from complaints.actions.effects.facts import RESOLUTION_RULES
from complaints.enums import PetitionState
from complaints.models import Petition, Proceeding
from complaints.procedure.names import ProcedureKind, Stage, StepName
from complaints.procedure.refusals import refusal
from complaints.procedure.steps import Fact, Step
from complaints.procedure.tables import TABLES, kind_of

# The way a case goes when nothing comes in between; the rest may be needed on any day.
_ONWARD = (
    StepName.NOTIFY,
    StepName.ASSIGN,
    StepName.REPORT,
    StepName.INVITE_DIALOGUE,
    StepName.HOLD_DIALOGUE,
    StepName.RESUME,
    StepName.DECIDE,
    StepName.ANSWER,
    StepName.SEND,
    StepName.PUBLISH,
    StepName.HANDLE,
    StepName.REPORT_HANDLING,
    StepName.TAKE_EFFECT,
    StepName.START_ENFORCING,
    StepName.RECORD_DONE,
    StepName.CLOSE,
)
_COME_BY_TIME = frozenset({StepName.TAKE_EFFECT})
# Steps that are due because of what the case lacks, as often as it lacks it.
_CALLED_FOR: dict[StepName, Callable[[Set[Fact]], bool]] = {
    StepName.RECORD_DONE: lambda facts: Fact.HAS_ITEMS in facts and Fact.ALL_DONE not in facts,
    StepName.HOLD_DIALOGUE: lambda facts: Fact.DIALOGUE_PLANNED in facts,
    StepName.INVITE_DIALOGUE: lambda facts: not facts & {Fact.DIALOGUE_DONE, Fact.DIALOGUE_PLANNED},
    StepName.EXPERT_ANSWER: lambda facts: Fact.EXPERT_ASKED in facts,
    StepName.RECEIVE_EVIDENCE: lambda facts: Fact.EVIDENCE_ASKED in facts,
}
# A continued denunciation is taken up again or refused: neither way is the usual one.
_OF_REVIEW = frozenset({StepName.ACCEPT, StepName.REFUSE_AGAIN})
# Before acceptance a petition is decided by a proposal and its approval (ADR 0020); only a
# continued denunciation is accepted by a step.
_BEFORE = frozenset({StepName.ACCEPT, StepName.REFUSE})


@dataclass(frozen=True, slots=True)
class Door:
    """One step as a button; `why` is empty when it is open."""

    step: Step
    why: str
    is_next: bool

    @property
    def is_open(self) -> bool:
        return not self.why


def stage_of(petition: Petition) -> Stage:
    """The stage of the proceeding, or that of a petition without one."""
    if (proceeding := proceeding_of(petition)) is not None:
        return Stage(proceeding.stage)
    waits = petition.state == PetitionState.RECEIVED
    return Stage.INTAKE if waits else Stage.NOT_ACCEPTED


def proceeding_of(petition: Petition) -> Proceeding | None:
    """The proceeding of an accepted petition, else None."""
    return getattr(petition, "proceeding", None)


def stage_words(petition: Petition) -> str:
    """Where the case stands: the stage of its proceeding, or how the petition was processed."""
    if proceeding_of(petition) is not None or petition.state == PetitionState.RECEIVED:
        return str(stage_of(petition).label)
    if petition.state == PetitionState.PROCESSED:
        return petition.get_outcome_display()
    return petition.get_state_display()


def table_kind(petition: Petition) -> ProcedureKind:
    """Which table of steps the case follows, or would follow once accepted."""
    if (proceeding := proceeding_of(petition)) is not None:
        return ProcedureKind(proceeding.kind)
    return kind_of(
        petition_kind=petition.kind,
        is_first_time=petition.is_first_time,
        is_discipline=petition.is_discipline,
    )


def doors(
    petition: Petition,
    *,
    permissions: Set[Permission],
    facts: Set[Fact],
    today: date,
    running: Mapping[str, date | None],
    taken: Set[str],
) -> list[Door]:
    """Each step of an accepted case once, open ones first. `running`: due dates of open clocks by
    their rule; `taken`: steps that were taken already."""
    if proceeding_of(petition) is None:
        return []
    stage = stage_of(petition)
    steps = [s for s in _here_first(_table(petition), stage) if not _is_before(s)]
    lead = _lead(steps, stage, facts, today)
    found = [
        Door(
            step,
            refusal(step, stage=stage, permissions=permissions, facts=facts, on=today) or "",
            is_next=step == lead or _is_next(step, stage, facts, running, taken),
        )
        for step in steps
    ]
    return sorted(
        found,
        key=lambda door: (not door.is_open, not door.is_next, *_urgency(door.step, lead, running)),
    )


def _urgency(step: Step, lead: Step | None, running: Mapping[str, date | None]) -> tuple[date, int]:
    """What ends the nearest duty first; the leading step, and what a case calls for, by the date of
    its resolution."""
    own = [due for code in step.ends if (due := running.get(code))]
    if step == lead or step.name in _CALLED_FOR:
        own += [due for code, due in running.items() if due and code in RESOLUTION_RULES]
    return min(own, default=date.max), _rank(step)


def _table(petition: Petition) -> tuple[Step, ...]:
    return TABLES[table_kind(petition)]


def _is_before(step: Step) -> bool:
    return step.name in _BEFORE and Stage.REVIEWING not in step.sources


def _rank(step: Step) -> int:
    return _ONWARD.index(step.name) if step.name in _ONWARD else len(_ONWARD)


def _here_first(steps: Iterable[Step], stage: Stage) -> list[Step]:
    """One arrow a name: the one that starts at this stage, if there is one."""
    found: dict[StepName, Step] = {}
    for step in steps:
        if step.name not in found or stage in step.sources:
            found[step.name] = step
    return list(found.values())


def _moves(step: Step, stage: Stage) -> bool:
    """True for a step of the way onward that leads out of this stage."""
    onward = step.name in _ONWARD and stage in step.sources
    return onward and (step.target not in (None, stage) or step.name == StepName.RESUME)


def _lead(steps: Iterable[Step], stage: Stage, facts: Set[Fact], today: date) -> Step | None:
    """The step that leads out of this stage: the earliest on the way for which all facts are there,
    so that a conclusion at once is not proposed before the verification."""
    if Fact.WAS_WITHDRAWN in facts:
        return next((s for s in steps if s.name == StepName.TERMINATE and stage in s.sources), None)
    unfinished = _CALLED_FOR[StepName.RECORD_DONE](facts)
    ready = [
        step
        for step in steps
        if _moves(step, stage)
        and not (step.name == StepName.CLOSE and unfinished)
        and not refusal(step, stage=stage, permissions={step.needs}, facts=facts, on=today)
    ]
    return min(ready, key=_rank, default=None)


def _is_next(
    step: Step, stage: Stage, facts: Set[Fact], running: Mapping[str, Any], taken: Set[str]
) -> bool:
    """True for what is due beside the leading step: it is called for, it ends a duty, or it was not
    done yet."""
    if stage not in step.sources:
        return False
    if called_for := _CALLED_FOR.get(step.name):
        return called_for(facts)
    if stage == Stage.REVIEWING:
        return step.name in _OF_REVIEW
    if step.name not in _ONWARD or _moves(step, stage):
        return False
    return bool(running.keys() & set(step.ends)) if step.ends else step.name not in taken


def missing(
    petition: Petition, *, facts: Set[Fact], today: date, taken: Set[str]
) -> tuple[Step, str] | None:
    """The one thing that holds the case up: the next step onward and the fact it waits for."""
    stage, steps = stage_of(petition), _here_first(_table(petition), stage_of(petition))
    lead = _lead(steps, stage, facts, today)
    if lead is not None and lead.name != StepName.TERMINATE:
        return None
    for step in sorted(steps, key=_rank):
        if not _moves(step, stage) or step.name in taken | _COME_BY_TIME:
            continue
        why = refusal(step, stage=stage, permissions={step.needs}, facts=facts, on=today)
        return (step, why) if why else None
    return None
