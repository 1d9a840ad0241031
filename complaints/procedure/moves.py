"""Where a step leads, and who is waited for there (giai đoạn sau một bước, đang chờ ai). Pure."""

from __future__ import annotations

from collections.abc import Set

from complaints.enums import WaitsFor
from complaints.procedure.names import ProcedureKind, Stage, StepName
from complaints.procedure.steps import Fact, Step

# After these the complaint or denunciation itself is answered; what follows is sending and doing.
ANSWERED = frozenset({Stage.DECIDED, Stage.IN_EFFECT, Stage.ENFORCING, Stage.APPEALED})
# Only a complaint may go on to a second instance or to court; after a conclusion the office acts.
APPEALABLE = frozenset(
    {ProcedureKind.COMPLAINT_1, ProcedureKind.COMPLAINT_2, ProcedureKind.DISCIPLINE}
)


def target_of(step: Step, *, stage: Stage, stage_before: str) -> Stage:
    """The stage after the step: resuming goes back to where the suspension came from."""
    if step.target is not None:
        return step.target
    if step.name == StepName.RESUME:
        return Stage(stage_before) if stage_before else Stage.ACCEPTED
    return stage


def waits_for(stage: Stage, facts: Set[Fact], *, kind: str, for_citizen: bool = False) -> WaitsFor:
    """Who has the next move. `for_citizen`: it was suspended for what hinders the citizen."""
    if stage == Stage.SUSPENDED:
        return WaitsFor.CITIZEN if for_citizen else WaitsFor.OTHER
    if stage == Stage.DECIDED:
        is_told = Fact.SENT in facts and kind in APPEALABLE
        return WaitsFor.CITIZEN if is_told else WaitsFor.AGENCY
    if stage in (Stage.ACCEPTED, Stage.VERIFYING, Stage.REPORTED):
        return _while_running(stage, facts)
    return WaitsFor.AGENCY


def _while_running(stage: Stage, facts: Set[Fact]) -> WaitsFor:
    if Fact.WAS_WITHDRAWN in facts:
        return WaitsFor.APPROVAL
    if Fact.EVIDENCE_ASKED in facts or Fact.EXPERT_ASKED in facts:
        return WaitsFor.OTHER
    ready = stage == Stage.REPORTED and Fact.DIALOGUE_DONE in facts
    return WaitsFor.APPROVAL if ready else WaitsFor.AGENCY
