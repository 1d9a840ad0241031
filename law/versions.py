"""What each version of a duty would give for the same facts, also far from a change of law."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from law.alternatives import Situation
from law.calendar import WorkingCalendar
from law.enums import UNIT_TEXT, Branch
from law.errors import LawError
from law.events import Event, course_of
from law.rules import Rule, RuleVersion


@dataclass(frozen=True, slots=True)
class Compared:
    """One wording of the duty: the version that applies, another one, or what another text writes.

    `due` is None while suspended; `why_not` is the sentence where this version has no answer.
    """

    span: str
    amount: str
    citation: str
    applies: bool
    due: date | None = None
    why_not: str = ""


def compared(
    *,
    rule: Rule,
    start: date,
    branches: Iterable[Branch],
    events: Iterable[Event],
    calendar: WorkingCalendar,
    today: date,
) -> tuple[Compared, ...]:
    """All versions in order of time, each followed by the wording of another text where one differs."""
    facts = (rule, start, frozenset(branches), tuple(events), calendar, today)
    return tuple(line for version in rule.versions for line in _lines(version, *facts))


def _lines(
    version: RuleVersion,
    rule: Rule,
    start: date,
    branches: frozenset[Branch],
    events: tuple[Event, ...],
    calendar: WorkingCalendar,
    today: date,
) -> Iterator[Compared]:
    applies = version.covers(start)
    try:
        course = course_of(events, start=start, extension=version.extension)
        situation = Situation(rule, start, branches, course, calendar, today)
        amount = f"{rule.amount_for(version, branches)} {UNIT_TEXT[version.unit]}"
        due = situation.due_under(version)
        other = situation.due_by_other_reading(version) if applies else None
    except LawError as error:
        yield Compared(
            version.span, version.amount_text, version.citation, applies, why_not=str(error)
        )
        return
    yield Compared(version.span, amount, version.citation, applies, due)
    reading = version.other_reading
    if reading is not None and other is not None:
        words = f"{reading.amount} {UNIT_TEXT[reading.unit]}"
        yield Compared("cách ghi khác", words, reading.citation, applies=False, due=other)
