"""What a step will do to the clocks of a case, told before it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from complaints import law_book
from complaints.actions.effects.dialogue import NOTICE
from complaints.actions.effects.duties import last_branches
from complaints.actions.effects.facts import RESOLUTION_RULES
from complaints.case_steps import proceeding_of, table_kind
from complaints.models import Clock, ClockEvent, Petition
from complaints.procedure import discipline
from complaints.procedure.names import ProcedureKind, StepName
from complaints.procedure.refusals import moves_deadline
from complaints.procedure.steps import Start, Step
from complaints.selectors import Due
from law.enums import Branch, Confidence
from law.errors import LawError


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One duty that the step starts, with its due date; `sentence` where the law gives none."""

    due: Due
    citation: str
    unsure: bool
    sentence: str = ""


def foreseen(
    step: Step, *, petition: Petition, days: Mapping[str, date | None], today: date
) -> list[Foreseen]:
    """The duties that `step` starts. `days`: by the key of the day from which each counts, the day
    of the step itself under the empty key."""
    found = (_one(start, petition, days.get(start.on), today) for start in counted(step))
    return [one for one in found if one is not None]


def counted(step: Step) -> tuple[Start, ...]:
    """What is counted for a step: the duties it starts, and by when a dialogue must be told of."""
    if step.name == StepName.INVITE_DIALOGUE:
        return (*step.starts, Start(NOTICE, on="planned_at"))
    return step.starts


def _one(start: Start, petition: Petition, day: date | None, today: date) -> Foreseen | None:
    code = _code(start.rule, petition)
    if day is None or not code or not law_book.covers(code, day):
        return None
    clock = Clock(
        matter=petition.matter, petition=petition, agency=petition.agency, rule_code=code,
        branches=_branches(petition, code, day), started_on=day,
    )  # fmt: skip
    return _told(clock, today)


def _code(rule: str, petition: Petition) -> str:
    """The same step of a disciplinary complaint starts other duties in the second instance."""
    if table_kind(petition) != ProcedureKind.DISCIPLINE:
        return rule
    return discipline.duty(rule, is_first_time=petition.is_first_time)


def _branches(petition: Petition, code: str, day: date) -> list[str]:
    """Longer where one travels far, for the duties that know it; as before where it begins anew."""
    if code in RESOLUTION_RULES:
        return last_branches(petition)
    proceeding = proceeding_of(petition)
    known = law_book.rules().get(code).version_on(day).branches
    remote = Branch.REMOTE.value
    return [remote] if proceeding and proceeding.is_remote and remote in known else []


def _told(clock: Clock, today: date, more: Iterable[ClockEvent] = ()) -> Foreseen:
    duty = law_book.duty(clock.rule_code)
    try:
        result = law_book.explain(clock, today, more)
    except LawError as error:
        return Foreseen(Due(duty, None, None, None), "", True, str(error))
    return Foreseen(
        Due(duty, result.due, result.days_left, result.state),
        result.citation,
        result.confidence != Confidence.VERIFIED,
    )


def changed(
    step: Step, running: Iterable[Clock], *, on: date | None, days: int | None, today: date
) -> list[Foreseen]:
    """The duty to resolve as it will stand: suspended, resumed, extended or found complex."""
    clock = next((one for one in running if one.rule_code in RESOLUTION_RULES), None)
    if clock is None or on is None or not moves_deadline(step):
        return []
    more = []
    if step.clock is None:
        clock.branches = sorted({*clock.branches, Branch.COMPLEX.value})
    else:
        more = [
            ClockEvent(
                kind=step.clock, happened_on=on, ground=step.basis, document="-", days=days or 0
            )
        ]
    return [_told(clock, today, more)]


def ended(step: Step, running: Iterable[Clock]) -> list[str]:
    """Duties that end with the step, in words."""
    return [law_book.duty(clock.rule_code) for clock in running if clock.rule_code in step.ends]
