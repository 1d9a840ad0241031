"""Nguyên nhân vượt cấp: how the level below stood on the day a matter was seen higher up. Pure.

The cause stands beside every count of level-skipping (design.md section 2): whether the body below was
late, still in time, or had answered. It speaks of bodies and days, never of a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from complaints.enums import SkipCause
from law.dates import vn_date

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class DutyDay:
    """A duty of the office below: what, by which day, done when."""

    name: str
    due_on: date
    done_on: date | None = None

    def days_late(self, on: date) -> int:
        """How long it was late on the morning of a day; 0 when it was not."""
        open_then = self.done_on is None or self.done_on >= on
        return max(0, (on - self.due_on).days) if open_then else 0


@dataclass(frozen=True, slots=True)
class Handled:
    """One petition in hand at a body below. `ended_on`: resolved, answered, or found not its own."""

    unit: str
    received_on: date
    ended_on: date | None = None
    duties: tuple[DutyDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """What is kept with the sighting."""

    cause: SkipCause
    sentence: str


def cause_of(handled: Iterable[Handled], seen_on: date) -> Cause:
    """The cause on the day seen: late before in time, in time before answered. What came to the level
    below only later does not count; who has answered and not carried it out in time is late."""
    known = [one for one in handled if one.received_on <= seen_on]
    running = [one for one in known if one.ended_on is None or one.ended_on >= seen_on]
    if not known:
        said = "chưa ghi nhận đơn nào về vụ việc này ở cơ quan cấp dưới có thẩm quyền"
        return _cause(SkipCause.UNKNOWN, seen_on, said)
    late = [
        (duty.days_late(seen_on), one, duty)
        for one in known
        for duty in one.duties
        if duty.days_late(seen_on)
    ]
    if late:
        days, one, duty = max(late, key=lambda found: found[0])
        said = f"{one.unit} đã quá hạn {days} ngày: {duty.name}, hạn {vn_date(duty.due_on)}"
        return _cause(SkipCause.LATE, seen_on, said)
    if running:
        return _cause(SkipCause.UNANSWERED, seen_on, _in_time(running, seen_on))
    last = max(known, key=lambda one: one.ended_on or one.received_on)
    ended = vn_date(last.ended_on or last.received_on)
    return _cause(SkipCause.ANSWERED, seen_on, f"{last.unit} đã giải quyết, trả lời ngày {ended}")


def _in_time(running: list[Handled], seen_on: date) -> str:
    first = min(running, key=lambda one: one.received_on)
    dues = [d.due_on for d in first.duties if d.due_on >= seen_on and d.done_on is None]
    until = f", hạn {vn_date(min(dues))}" if dues else ""
    return (
        f"{first.unit} đang giải quyết đơn nhận ngày {vn_date(first.received_on)}, chưa quá "
        f"hạn{until}"
    )


def _cause(cause: SkipCause, seen_on: date, said: str) -> Cause:
    return Cause(cause, f"Ngày {vn_date(seen_on)}, {said}."[:_LONGEST])
