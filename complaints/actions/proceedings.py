"""The proceeding of a petition (thủ tục giải quyết): opened, refused, and every step of it.

One door for all: the table says what is legal, this locks, ensures, writes the event, moves the
stage, keeps the duties, lets the effect of the step write its rows, and tells the ledger (ADR 0017).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from complaints.actions import clocks, locks, turns
from complaints.actions.accepting import note_refused, open_proceeding
from complaints.actions.assessment_jobs import ask_soon
from complaints.actions.effects import (
    CHECKS,
    EFFECTS,
    UNDOES,
    duties,
    endings,
    history,
)
from complaints.actions.effects.facts import facts_of
from complaints.actions.effects.taken import Taken
from complaints.actions.reporting_back import report_back
from complaints.models import Petition, Proceeding, ProceedingEvent
from complaints.procedure import moves, refusals, tables
from complaints.procedure.names import ENDED, ProcedureKind, Stage, StepName
from complaints.procedure.steps import Step
from complaints.rights import permissions_in
from records.actions import ledger
from records.enums import Verb

__all__ = ["note_refused", "open_proceeding", "take_step"]

_PAPER = ("document", "signer", "ground", "note")


@transaction.atomic
def take_step(
    *,
    petition_id: UUID,
    step: StepName,
    happened_on: date,
    said: Mapping[str, Any] | None = None,
    document: str = "",
    signer: str = "",
    ground: str = "",
    note: str = "",
    late_reason: str = "",
    version: int,
    by: User,
    now: datetime,
) -> ProceedingEvent:
    """Takes one step of a case, or refuses it with one sentence and changes nothing."""
    petition = locks.petition(pk=petition_id, by=by)
    proceeding = _proceeding_of(petition)
    row = _row_of(proceeding, step)
    _ensure_turn(row, petition, version, by)
    told = {"document": document, "signer": signer, "ground": ground, "note": note}
    answers = {**{name: text for name, text in told.items() if text.strip()}, **(said or {})}
    paper = {name: str(answers.get(name) or "").strip() for name in _PAPER}
    taken = Taken(
        petition=petition, proceeding=proceeding, step=row, happened_on=happened_on,
        said={asked.name: answers[asked.name] for asked in row.asks if asked.name in answers},
        **paper, by=by, now=now,
    )  # fmt: skip
    _ensure(taken, answers, late_reason)
    return _write(taken, late_reason)


def _proceeding_of(petition: Petition) -> Proceeding:
    found: Proceeding | None = Proceeding.objects.filter(petition=petition).first()
    if found is None:
        raise Refused("Đơn chưa được thụ lý; việc thụ lý được quyết định khi duyệt đề xuất xử lý.")
    return found


def _row_of(proceeding: Proceeding, name: StepName) -> Step:
    """The row of the table for this stage; else any of that name, to say why it is closed."""
    row = tables.step_of(proceeding.kind, name, proceeding.stage)
    rows = (row,) if row else tables.steps_named(proceeding.kind, name)
    if not rows:
        kind = ProcedureKind(proceeding.kind)
        raise Refused(f"Thủ tục “{kind.label}” không có bước “{StepName(name).label}”.")
    return rows[0]


def _ensure_turn(row: Step, petition: Petition, version: int, by: User) -> None:
    """The rights first, then who came first: the loser hears who won."""
    if row.needs not in permissions_in(by, petition.agency):
        raise NotAllowed(f"Vai trò của bạn ở cơ quan này không có quyền “{row.label}”.")
    turns.ensure_current(petition, version)


def _ensure(taken: Taken, answers: Mapping[str, Any], late_reason: str) -> None:
    """Everything that can be refused before anything is written."""
    row, stage = taken.step, Stage(taken.proceeding.stage)
    facts = facts_of(taken.petition, taken.proceeding, taken.happened_on)
    reasons = (
        refusals.refusal(
            row, stage=stage, permissions={row.needs}, facts=facts, on=taken.happened_on
        ),
        history.day_refusal(taken, late_reason),
        refusals.said_refusal(row, answers),
        refusals.papers_refusal(row, document=taken.document, signer=taken.signer),
    )
    if reason := next((reason for reason in reasons if reason), None):
        raise Refused(reason)
    if check := CHECKS.get(row.name):
        check(taken)


def _write(taken: Taken, late_reason: str) -> ProceedingEvent:
    """Event, stage, duties, the rows of the step, then what lists keep of the case."""
    stage = Stage(taken.proceeding.stage)
    target = moves.target_of(taken.step, stage=stage, stage_before=taken.proceeding.stage_before)
    undone = UNDOES[taken.step.name](taken) if taken.step.name in UNDOES else None
    event = history.write(
        taken, stage_before=stage, stage_after=target, late_reason=late_reason, undone=undone
    )
    _move(taken, stage, target)
    duties.change_clock(taken)
    started = duties.start(taken, endings.branches_of(taken))
    duties.end(taken)
    if target != stage and (target in ENDED or target in moves.ANSWERED):
        endings.lapse_stay(taken)
    if target != stage and target in ENDED:
        duties.finish_all_but(taken, started)
    if effect := EFFECTS.get(taken.step.name):
        effect(taken)
    _keep(taken, stage, target)
    ask_soon(taken.petition.matter_id, now=taken.now)
    report_back(petition=taken.petition, by=taken.by, now=taken.now)
    return event


def _move(taken: Taken, stage: Stage, target: Stage) -> None:
    """A suspension remembers where it came from; the end of a case has its day."""
    if target == stage:
        return
    proceeding = taken.proceeding
    proceeding.stage_before = stage if target == Stage.SUSPENDED else ""
    proceeding.stage = target
    proceeding.finished_on = taken.happened_on if target in ENDED else None
    proceeding.save(update_fields=["stage", "stage_before", "finished_on"])


def _keep(taken: Taken, was: Stage, stage: Stage) -> None:
    """Version, who has the next move, the nearest duty; then the ledger, without a name."""
    petition = taken.petition
    today = timezone.localtime(taken.now).date()
    petition.version += 1
    petition.waits_for = moves.waits_for(
        stage,
        facts_of(petition, taken.proceeding, today),
        kind=taken.proceeding.kind,
        for_citizen=endings.is_for_citizen(taken),
    )
    petition.save(update_fields=["version", "waits_for"])
    _keep_nearest(petition)
    ledger.write(
        by=taken.by, verb=Verb.CHANGE, subject=petition, now=taken.now,
        details={"buoc": taken.step.name.value, "giai_doan": stage.value},
        before={"giai_doan": was.label}, after={"giai_doan": stage.label},
    )  # fmt: skip


def _keep_nearest(petition: Petition) -> None:
    clocks.recompute_petition(petition)
    clocks.recompute_matter(petition.matter)
