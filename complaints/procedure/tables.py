"""Which table of steps a case follows, and what it says at one stage (ADR 0017)."""

from __future__ import annotations

from complaints.enums import PetitionKind
from complaints.procedure.complaint import COMPLAINT_1, COMPLAINT_2
from complaints.procedure.continued import CONTINUED
from complaints.procedure.denunciation import DENUNCIATION
from complaints.procedure.discipline import DISCIPLINE
from complaints.procedure.names import ProcedureKind, Stage, StepName
from complaints.procedure.recommendation import RECOMMENDATION
from complaints.procedure.steps import Step

TABLES: dict[ProcedureKind, tuple[Step, ...]] = {
    ProcedureKind.COMPLAINT_1: COMPLAINT_1,
    ProcedureKind.COMPLAINT_2: COMPLAINT_2,
    ProcedureKind.DISCIPLINE: DISCIPLINE,
    ProcedureKind.DENUNCIATION: DENUNCIATION,
    ProcedureKind.DENUNCIATION_AGAIN: CONTINUED,
    ProcedureKind.RECOMMENDATION: RECOMMENDATION,
}


def kind_of(*, petition_kind: str, is_first_time: bool, is_discipline: bool) -> ProcedureKind:
    """The table that a petition follows once it is accepted."""
    if petition_kind == PetitionKind.RECOMMENDATION:
        return ProcedureKind.RECOMMENDATION
    if petition_kind == PetitionKind.DENUNCIATION:
        return ProcedureKind.DENUNCIATION if is_first_time else ProcedureKind.DENUNCIATION_AGAIN
    if is_discipline:
        return ProcedureKind.DISCIPLINE
    return ProcedureKind.COMPLAINT_1 if is_first_time else ProcedureKind.COMPLAINT_2


def step_of(kind: str, name: str, stage: str) -> Step | None:
    """The step of this name as it stands at this stage; None where the table has none.

    A step may have several rows: from one stage it asks what from another it does not.
    """
    return next((step for step in steps_from(kind, stage) if step.name == name), None)


def steps_from(kind: str, stage: str) -> tuple[Step, ...]:
    """Everything that may happen at this stage, in the order of the table."""
    return tuple(step for step in TABLES[ProcedureKind(kind)] if Stage(stage) in step.sources)


def steps_named(kind: str, name: str) -> tuple[Step, ...]:
    """Every row of this step, whatever the stage: for the sentence why it is closed now."""
    return tuple(step for step in TABLES[ProcedureKind(kind)] if step.name == StepName(name))
