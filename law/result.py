"""What the clock answers: a date, its state, and the whole explanation."""

from dataclasses import dataclass
from datetime import date

from law.counting import Day
from law.enums import Branch, Confidence, State, Unit
from law.events import Event, Pause
from law.rules import Rule, RuleVersion


@dataclass(frozen=True, slots=True)
class ClockResult:
    """The answer with its whole explanation.

    `due` is None while a suspension is open and for duties without a date; `days_left` counts
    calendar days to `due` from today, or from the day it was done; `amount` is without extensions.
    """

    rule: Rule
    version: RuleVersion
    start: date
    amount: int | None
    branches: tuple[Branch, ...]
    due: date | None
    state: State | None
    days_left: int | None
    confidence: Confidence
    sentence: str
    notes: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Event, ...] = ()

    @property
    def unit(self) -> Unit:
        return self.version.unit

    @property
    def citation(self) -> str:
        return self.version.citation

    @property
    def valid_from(self) -> date:
        return self.version.valid_from

    @property
    def valid_to(self) -> date | None:
        return self.version.valid_to

    @property
    def note(self) -> str:
        return " ".join(self.notes)
