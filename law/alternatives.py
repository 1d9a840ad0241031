"""What the same facts would give under another version, or by another text's wording."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from law.calendar import WorkingCalendar
from law.counting import count_by
from law.enums import Branch
from law.errors import LawError
from law.events import Course
from law.rules import Rule, RuleVersion


@dataclass(frozen=True, slots=True)
class Alternative:
    """A due date that is not the one that applies, shown so that nobody is surprised by it."""

    version: RuleVersion
    due: date | None


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a count needs besides the version."""

    rule: Rule
    start: date
    branches: frozenset[Branch]
    course: Course
    calendar: WorkingCalendar
    today: date

    def due_under(self, version: RuleVersion) -> date | None:
        """The due date had this version been in force."""
        return count_by(
            self.rule,
            amount=self.rule.amount_for(version, self.branches),
            unit=version.unit,
            start=self.start,
            course=self.course,
            calendar=self.calendar,
            today=self.today,
        ).due

    def due_by_other_reading(self, version: RuleVersion) -> date | None:
        """The due date by the wording of the other text; None where there is none."""
        reading = version.other_reading
        if reading is None:
            return None
        return count_by(
            self.rule,
            amount=reading.amount,
            unit=reading.unit,
            start=self.start,
            course=self.course,
            calendar=self.calendar,
            today=self.today,
        ).due


def under_other_versions(situation: Situation) -> tuple[Alternative, ...]:
    """All versions but the one in force at the start; one that has no such branch is left out."""
    return tuple(_alternatives(situation))


def _alternatives(situation: Situation) -> Iterator[Alternative]:
    applied = situation.rule.version_on(situation.start)
    for version in situation.rule.versions:
        if version is applied:
            continue
        try:
            yield Alternative(version, situation.due_under(version))
        except LawError:
            # That version does not know these circumstances, or its count leaves the calendar.
            continue
