"""The explanation of one clock in the words of its page (vì sao ngày này?)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from complaints import law_book
from complaints.models import Clock
from law.dates import vn_day
from law.enums import BRANCH_TEXT, CONFIDENCE_TEXT, STATE_TEXT, Confidence, Kind, State
from law.result import ClockResult
from law.versions import Compared

_TONE = {
    Confidence.VERIFIED: "ok",
    Confidence.INFERRED: "warn",
    Confidence.FROM_MEMORY: "warn",
    Confidence.COMPUTED: "warn",
}
_STATE_TONE = {State.OVERDUE: "late", State.DUE_SOON: "warn", State.DONE: "ok"}
_IN_BRACKETS = re.compile(r"\((.*)\)$")
_PLAIN_DAYS = ("Thứ ", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip; `reason` only where the day is out of the ordinary."""

    date: date
    counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day of the calendar on which the count depended, with the decision behind it."""

    day: str
    what: str
    basis: str
    trust: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class ClockPage:
    """What the page says beside the rows of the clock."""

    result: ClockResult
    amount: str
    branches: str
    days: tuple[StripDay, ...]
    counted: int
    state: str
    state_tone: str
    start: str
    forwards: bool
    trust: str
    trust_tone: str
    calendar_doubt: str
    special: tuple[SpecialDay, ...]
    versions: tuple[Compared, ...]

    @property
    def duty(self) -> str:
        return self.result.rule.duty

    @property
    def unsure(self) -> bool:
        return self.result.confidence != Confidence.VERIFIED


def page_of_clock(clock: Clock, today: date) -> ClockPage:
    """Everything the law answers about this clock, ready to print."""
    result = law_book.explain(clock, today)
    text, calendar = result.version.confidence, result.confidence
    return ClockPage(
        result=result,
        amount=_amount(result),
        branches=", ".join(BRANCH_TEXT[branch] for branch in result.branches),
        days=tuple(_strip(result)),
        counted=sum(day.counted for day in result.days),
        state=STATE_TEXT[result.state] if result.state else "",
        state_tone=_tone(result),
        start=vn_day(result.start),
        forwards=result.rule.kind != Kind.NOTICE_BEFORE,
        trust=CONFIDENCE_TEXT[text],
        trust_tone=_TONE[text],
        calendar_doubt="" if calendar == text else CONFIDENCE_TEXT[calendar],
        special=tuple(_special(result)),
        versions=law_book.versions_of(clock, today),
    )


def _tone(result: ClockResult) -> str:
    """Done late is no reason to be content."""
    if result.state == State.DONE and (result.days_left or 0) < 0:
        return "warn"
    return _STATE_TONE.get(result.state, "neutral") if result.state else "neutral"


def _amount(result: ClockResult) -> str:
    """“30 ngày, gia hạn thêm 30 ngày”."""
    unit = result.version.amount_text.partition(" ")[2]
    more = sum(event.days or 0 for event in result.extensions)
    return f"{result.amount} {unit}" + (f", gia hạn thêm {more} ngày" if more else "")


def _strip(result: ClockResult) -> Iterator[StripDay]:
    for day in result.days:
        paused = any(pause.holds(day.date) for pause in result.pauses)
        reason = "tạm đình chỉ" if paused and not day.counted else _short(day.reason)
        yield StripDay(day.date, day.counted, reason)


def _special(result: ClockResult) -> Iterator[SpecialDay]:
    """Holidays and working Saturdays on the way, in order of time."""
    for day in sorted(result.days, key=lambda day: day.date):
        if day.basis:
            status = law_book.calendar().reason(day.date)
            doubtful = status.confidence != Confidence.VERIFIED
            trust = CONFIDENCE_TEXT[status.confidence]
            yield SpecialDay(vn_day(day.date), status.text, status.basis, trust, doubtful)


def _short(reason: str) -> str:
    """The strip prints date, weekday and number by itself: only the special part of a reason."""
    if not reason.startswith("ngày "):
        said = reason.removeprefix("không tính: ")
    else:
        bracket = _IN_BRACKETS.search(reason)
        said = bracket[1] if bracket else reason
        if "rơi vào ngày nghỉ" in reason:
            said = f"rơi vào ngày nghỉ: {said}"
    plain = said.startswith(_PLAIN_DAYS) and ";" not in said
    return "" if plain else said
