"""The events of a case: what they say of an earlier day, and the row that a step adds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.models import Petition, ProceedingEvent
from complaints.procedure import moves, refusals
from complaints.procedure import said as spoken
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Step


class _Past(NamedTuple):
    happened_on: date
    stage_before: str
    stage_after: str


def day_refusal(taken: Taken, late_reason: str) -> str | None:
    """Why the step cannot bear this day, or not without a reason for coming late into the file."""
    today = timezone.localtime(taken.now).date()
    past = _past(taken.petition)
    accepted_on = taken.proceeding.accepted_on
    last_on = max((event.happened_on for event in past), default=accepted_on)
    day = {"step": taken.step, "on": taken.happened_on, "today": today, "late_reason": late_reason}
    return (
        refusals.day_refusal(accepted_on=accepted_on, last_on=last_on, **day)
        or _order_refusal(taken, past)
        or refusals.past_deadline_refusal(due_on=_due_on(taken), **day)
    )


def _past(petition: Petition) -> list[_Past]:
    rows = ProceedingEvent.objects.filter(petition=petition).order_by("happened_on", "entered_at")
    return [_Past(*row) for row in rows.values_list(*_Past._fields)]


def _order_refusal(taken: Taken, past: list[_Past]) -> str | None:
    """A late entry must have been legal on its day, and none moves the case before its last move."""
    moved_on = max((e.happened_on for e in past if e.stage_before != e.stage_after), default=None)
    if moved_on is None or taken.happened_on >= moved_on:
        return None
    stage = Stage(taken.proceeding.stage)
    target = moves.target_of(taken.step, stage=stage, stage_before=taken.proceeding.stage_before)
    then = _stage_on(taken.happened_on, past)
    if target == stage and (then is None or then in taken.step.sources):
        return None
    return (
        f"Ngày {taken.happened_on:%d/%m/%Y} hồ sơ chưa đến giai đoạn “{stage.label}” "
        f"(từ {moved_on:%d/%m/%Y}); không thể “{taken.step.label}” vào ngày đó."
    )


def _stage_on(day: date, past: list[_Past]) -> Stage | None:
    """The stage at the end of `day`, by the events; None before the first of them."""
    until = [event.stage_after for event in past if event.happened_on <= day]
    return Stage(until[-1]) if until else None


def _due_on(taken: Taken) -> date | None:
    if not refusals.moves_deadline(taken.step):
        return None
    clock = duties.resolution_clock(taken.petition)
    return clock.due_on if clock else None


def write(
    taken: Taken,
    *,
    stage_before: Stage,
    stage_after: Stage,
    late_reason: str = "",
    undone: Mapping[str, Any] | None = None,
) -> ProceedingEvent:
    """The row of a step that was allowed; `undone`: what it takes back from the petition."""
    return ProceedingEvent.objects.create(
        petition=taken.petition,
        step=taken.step.name,
        happened_on=taken.happened_on,
        stage_before=stage_before,
        stage_after=stage_after,
        document=taken.document[:200],
        signer=taken.signer[:120],
        ground=taken.ground[:300],
        note=taken.note,
        data=spoken.kept({**taken.said, **(undone or {})}),
        late_reason=late_reason.strip()[:300],
        corrects=_corrected(taken),
        entered_at=taken.now,
        entered_by=taken.by,
    )


def _corrected(taken: Taken) -> ProceedingEvent | None:
    """The event of this case that a correction names."""
    if taken.step.name != StepName.CORRECT:
        return None
    named = str(taken.said.get("event") or "")
    events = ProceedingEvent.objects.filter(petition=taken.petition)
    found = next((event for event in events if str(event.pk) == named), None)
    if found is None:
        raise Refused("Hãy chọn việc đã ghi trong hồ sơ này để đính chính.")
    return found


def write_refusal(
    petition: Petition,
    step: Step,
    refused_on: date,
    said: Mapping[str, Any],
    note: str,
    by: User,
    now: datetime,
) -> ProceedingEvent:
    """Không thụ lý: an event of a petition that never had a proceeding."""
    return ProceedingEvent.objects.create(
        petition=petition,
        step=step.name,
        happened_on=refused_on,
        stage_before=Stage.INTAKE,
        stage_after=Stage.NOT_ACCEPTED,
        note=note.strip(),
        data=spoken.kept(said),
        entered_at=now,
        entered_by=by,
    )
