"""Between rows and the law: what `law` answers about a running clock (thời hạn)."""

from collections.abc import Iterable
from datetime import date

from agencies import law_in_force
from agencies.refusals import Refused
from complaints.models import Clock, ClockEvent
from law.adoption import LawInForce
from law.calendar import WorkingCalendar
from law.clock import SOON_DAYS, clock
from law.enums import EventType, State
from law.errors import LawError
from law.events import Event
from law.result import ClockResult
from law.rules import RuleBook, RuleVersion, parse_branches
from law.versions import Compared, compared


def rules() -> RuleBook:
    """All duties with the texts adopted here; read once a unit of work."""
    return law_in_force.in_force().rules


def calendar() -> WorkingCalendar:
    """The working calendar with the days adopted here; read once a unit of work."""
    return law_in_force.in_force().calendar


def duty(code: str) -> str:
    """The duty of a code in words, for lists: "Giải quyết khiếu nại lần đầu".

    A later text changes amounts and never the name of a duty, so no list asks which texts hold.
    """
    return law_in_force.SHIPPED.rules.get(code).duty if code else ""


def covers(rule_code: str, day: date) -> bool:
    """True when a version of this rule is in force on `day`."""
    return any(version.covers(day) for version in rules().get(rule_code).versions)


def version_of(row: Clock) -> RuleVersion:
    """The version this clock is bound to: the one in force on the day it started (ADR 0003)."""
    return rules().get(row.rule_code).version_on(row.started_on)


def as_law_events(events: Iterable[ClockEvent]) -> list[Event]:
    """Rows as the law reads them."""
    return [
        Event(EventType(e.kind), e.happened_on, e.ground, e.document, e.days or None)
        for e in events
    ]


def explain(
    row: Clock,
    today: date,
    more: Iterable[ClockEvent] = (),
    law: LawInForce | None = None,
    stored: Iterable[ClockEvent] | None = None,
) -> ClockResult:
    """Due date, state and the whole explanation. `more`: events that are not stored yet; `law`:
    another than the one in force, to try it; `stored`: its events, where the caller knows them.
    Raises LawError with a sentence for the person.
    """
    if stored is None:
        stored = [] if row._state.adding else list(row.events.all())
    law = law or law_in_force.in_force()
    return clock(
        rule=law.rules.get(row.rule_code),
        start=row.started_on,
        branches=parse_branches(row.branches),
        events=as_law_events([*stored, *more]),
        calendar=law.calendar,
        today=today,
        done_on=row.finished_on,
    )


def versions_of(row: Clock, today: date) -> tuple[Compared, ...]:
    """What the text before or after a change of law would give for this clock."""
    return compared(
        rule=rules().get(row.rule_code),
        start=row.started_on,
        branches=parse_branches(row.branches),
        events=as_law_events(row.events.all()),
        calendar=calendar(),
        today=today,
    )


def due_of(row: Clock, today: date, more: Iterable[ClockEvent] = ()) -> date | None:
    """The due date, None while paused. What the law cannot answer is refused with its sentence."""
    try:
        return explain(row, today, more).due
    except LawError as error:
        raise Refused(str(error)) from None


def state_on(due_on: date | None, finished_on: date | None, today: date) -> State:
    """State for lists, from the stored dates alone; `explain` says the same with its reasons."""
    if finished_on is not None:
        return State.DONE
    if due_on is None:
        return State.PAUSED
    left = (due_on - today).days
    if left < 0:
        return State.OVERDUE
    return State.DUE_SOON if left <= SOON_DAYS else State.RUNNING
