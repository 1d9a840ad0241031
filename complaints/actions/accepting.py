"""Thụ lý, không thụ lý: the first event of a case, written by whoever decides on the petition."""

from collections.abc import Iterable
from datetime import date, datetime

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions import clocks
from complaints.actions.effects import EFFECTS, before, duties, history, overdue
from complaints.actions.effects.taken import Taken
from complaints.models import Petition, Proceeding, ProceedingEvent
from complaints.procedure import tables
from complaints.procedure.names import ProcedureKind, Stage, StepName
from complaints.procedure.steps import MISSING, Fact, Step

# What processing has found already, by its own table and its own approval (ADR 0020).
_FOUND_BY_PROCESSING = frozenset({Fact.ELIGIBLE, Fact.COMPETENT})


def open_proceeding(
    *,
    petition: Petition,
    accepted_on: date,
    document: str = "",
    branches: Iterable[str] = (),
    previous: Proceeding | None = None,
    by: User,
    now: datetime,
) -> Proceeding:
    """Thụ lý: the proceeding with its first event and the duty to resolve, in the transaction of
    whoever decided it and has the petition locked; the ledger row is theirs."""
    kind, step = _intake_step(petition, StepName.ACCEPT)
    previous = previous or before.previous_of(petition)
    facts = before.acceptance_facts(petition, previous=previous, today=accepted_on)
    _ensure_facts(step, facts | _FOUND_BY_PROCESSING)
    stage, circumstances = step.target or Stage.ACCEPTED, sorted(set(branches))
    proceeding = Proceeding.objects.create(
        petition=petition,
        kind=kind,
        stage=stage,
        previous=previous,
        accepted_on=accepted_on,
        acceptance_document=document.strip()[:120],
        is_remote="remote" in circumstances,
    )
    said = {"branches": circumstances, **_days_of_intake(kind, petition, previous)}
    taken = Taken(
        petition, proceeding, step, accepted_on, said, document.strip(), "", "", "", by, now
    )
    history.write(taken, stage_before=Stage.INTAKE, stage_after=stage)
    duties.start(taken, circumstances)
    duties.end(taken)
    if effect := EFFECTS.get(step.name):
        effect(taken)
    clocks.recompute_petition(petition)
    clocks.recompute_matter(petition.matter)
    return proceeding


def note_refused(
    *,
    petition: Petition,
    refused_on: date,
    grounds: Iterable[str] = (),
    note: str = "",
    by: User,
    now: datetime,
) -> ProceedingEvent:
    """Không thụ lý: the event alone, in the transaction of whoever decided it."""
    _, step = _intake_step(petition, StepName.REFUSE)
    said = {"grounds": list(grounds)}
    return history.write_refusal(petition, step, refused_on, said, note, by, now)


def _intake_step(petition: Petition, name: StepName) -> tuple[ProcedureKind, Step]:
    kind = tables.kind_of(
        petition_kind=petition.kind,
        is_first_time=petition.is_first_time,
        is_discipline=petition.is_discipline,
    )
    step = tables.step_of(kind, name, Stage.INTAKE)
    if step is None:
        raise Refused(f"Thủ tục “{kind.label}” không có bước “{name.label}”.")
    return kind, step


def _days_of_intake(
    kind: ProcedureKind, petition: Petition, previous: Proceeding | None
) -> dict[str, date]:
    """Days before the acceptance from which a duty of its table runs."""
    if kind == ProcedureKind.DENUNCIATION_AGAIN:
        return overdue.since(petition, previous)
    return {}


def _ensure_facts(step: Step, facts: set[Fact]) -> None:
    missing = next((MISSING[fact] for fact in step.facts if fact not in facts), None)
    if missing:
        raise Refused(missing)
