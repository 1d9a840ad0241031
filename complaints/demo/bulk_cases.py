"""Proceedings in volume: the stage that a case has reached, told from its dates alone."""

from datetime import date
from typing import Any
from uuid import UUID

from complaints.demo.course import Course
from complaints.enums import PetitionKind, PetitionState, WaitsFor
from complaints.procedure.names import ProcedureKind, Stage

PROCEEDING = ["id", "petition_id", "kind", "stage", "accepted_on", "finished_on"]
_KINDS = {
    PetitionKind.COMPLAINT: ProcedureKind.COMPLAINT_1,
    PetitionKind.DENUNCIATION: ProcedureKind.DENUNCIATION,
    PetitionKind.RECOMMENDATION: ProcedureKind.RECOMMENDATION,
}
_VERIFIED_AFTER, _REPORTED_AFTER = 4, 26


def proceeding_row(
    pk: UUID, petition: UUID, kind: PetitionKind, went: Course, until: date
) -> tuple[Any, ...]:
    """The row of an accepted petition, in the order of PROCEEDING."""
    accepted_on = went.processed_on or until
    stage = stage_of(kind, went, until)
    return (pk, petition, _KINDS[kind].value, stage.value, accepted_on, went.resolved_on)


def stage_of(kind: PetitionKind, went: Course, until: date) -> Stage:
    """Closed with its result; before that as far as cases of this age usually are."""
    if went.resolved_on:
        return Stage.CLOSED
    days = (until - (went.processed_on or until)).days
    if kind is PetitionKind.RECOMMENDATION or days < _VERIFIED_AFTER:
        return Stage.ACCEPTED
    return Stage.VERIFYING if days < _REPORTED_AFTER else Stage.REPORTED


def waits_for(went: Course, until: date) -> WaitsFor:
    """One in four of the running ones waits for another body; a verified one for the head."""
    if went.state is not PetitionState.ACCEPTED or went.processed_on is None:
        return WaitsFor.AGENCY
    days = (until - went.processed_on).days
    if days >= _REPORTED_AFTER:
        return WaitsFor.APPROVAL
    return WaitsFor.OTHER if days % 4 == 0 else WaitsFor.AGENCY
