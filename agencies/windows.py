"""The window of an event (trước, trong, sau): pure functions of its four dates (ADR 0022)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from agencies.enums import Phase

_DAY = timedelta(days=1)
# The phases that have days of their own; before and after may have none.
PHASES = (Phase.BEFORE, Phase.DURING, Phase.AFTER)


class Windowed(Protocol):
    """What has a window: window_from <= starts_on <= ends_on <= window_to."""

    @property
    def window_from(self) -> date: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def window_to(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Segment:
    """One phase as a piece of the drawn timeline: first day counted from 0, and how many days."""

    phase: Phase
    first: date
    last: date
    offset: int
    days: int


def phase_of(event: Windowed, day: date) -> Phase:
    """Giai đoạn of the event on a day."""
    if day < event.window_from:
        return Phase.COMING
    if day < event.starts_on:
        return Phase.BEFORE
    if day <= event.ends_on:
        return Phase.DURING
    return Phase.AFTER if day <= event.window_to else Phase.OVER


def day_span_of(event: Windowed, phase: Phase) -> tuple[date, date]:
    """First and last day of a phase; the first is later than the last where it has no day.

    Raises ValueError for the times outside the window: they have no end.
    """
    if phase == Phase.BEFORE:
        return event.window_from, event.starts_on - _DAY
    if phase == Phase.DURING:
        return event.starts_on, event.ends_on
    if phase == Phase.AFTER:
        return event.ends_on + _DAY, event.window_to
    raise ValueError(f"{phase} lies outside the window")


def within(event: Windowed, phase: Phase | None = None) -> tuple[date, date]:
    """First and last day of the whole window, or of one phase: the range a list is filtered by."""
    if phase is None:
        return event.window_from, event.window_to
    return day_span_of(event, phase)


def segments(event: Windowed) -> list[Segment]:
    """The phases that have a day, in order."""
    found = []
    for phase in PHASES:
        first, last = day_span_of(event, phase)
        if first <= last:
            offset = (first - event.window_from).days
            found.append(Segment(phase, first, last, offset, (last - first).days + 1))
    return found


def length_of(event: Windowed) -> int:
    """Days of the window, both ends counted."""
    return (event.window_to - event.window_from).days + 1


def countdown(event: Windowed, day: date) -> str:
    """How far the event is, in words that follow the name of the phase."""
    phase = phase_of(event, day)
    if phase == Phase.COMING:
        return f"còn {(event.window_from - day).days} ngày đến thời gian theo dõi"
    if phase == Phase.BEFORE:
        return f"còn {(event.starts_on - day).days} ngày đến ngày bắt đầu"
    if phase == Phase.DURING:
        return _during(event, day)
    if phase == Phase.AFTER:
        left = (event.window_to - day).days
        more = f"theo dõi thêm {left} ngày" if left else "hôm nay là ngày theo dõi cuối"
        return f"đã kết thúc {(day - event.ends_on).days} ngày, {more}"
    return f"hết thời gian theo dõi từ {event.window_to:%d/%m/%Y}"


def _during(event: Windowed, day: date) -> str:
    held, whole = (day - event.starts_on).days + 1, (event.ends_on - event.starts_on).days + 1
    left = (event.ends_on - day).days
    rest = f"còn {left} ngày" if left else "hôm nay là ngày cuối"
    return f"ngày thứ {held} trên {whole}, {rest}" if whole > 1 else "diễn ra trong ngày hôm nay"
