"""Counting day by day, each day with the reason why it counts or does not (ADR 0003)."""

from dataclasses import dataclass
from datetime import date, timedelta

from law.calendar import ONE_DAY, DayStatus, WorkingCalendar
from law.enums import CONFIDENCE_TEXT, Confidence, Kind, Unit
from law.events import Course, Pause
from law.rules import Rule


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the explanation; `confidence` and `basis` of its calendar row, where it mattered."""

    date: date
    counted: bool
    reason: str
    confidence: Confidence = Confidence.VERIFIED
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """The days gone through, in the order of counting; no due date while a suspension is open."""

    days: tuple[Day, ...]
    due: date | None
    rolled: bool = False


@dataclass(frozen=True, slots=True)
class Ruler:
    """How to count: how many of which days, in which direction, over which calendar."""

    amount: int
    unit: Unit
    calendar: WorkingCalendar
    backwards: bool = False

    @property
    def step(self) -> timedelta:
        return -ONE_DAY if self.backwards else ONE_DAY

    def count(self, start: date, course: Course, today: date) -> Count:
        """From the day next to the trigger; an end on a day off rolls on, once, at the very end."""
        days: list[Day] = []
        counted, day = 0, start
        while True:
            day += self.step
            status = self.calendar.reason(day)
            if (pause := course.pause_on(day)) is not None:
                days.append(_paused(day, pause))
                if pause.resumed_on is None:
                    return Count((*days, *self._so_far(day, pause, today)), None)
                continue
            rolling = counted == self.amount
            days.append(self._roll(day, status) if rolling else self._take(day, status, counted))
            counted += days[-1].counted
            if counted == self.amount:
                if status.working:
                    return Count(tuple(days), day, rolled=rolling)
                days[-1] = _end_on_day_off(days[-1], status)

    def _take(self, day: date, status: DayStatus, counted: int) -> Day:
        if self.unit == Unit.CALENDAR_DAYS:
            return Day(day, True, f"ngày thứ {counted + 1} ({status.text})")
        if status.working:
            reason = f"ngày làm việc thứ {counted + 1} ({_doubted(status)})"
            return Day(day, True, reason, status.confidence, status.basis)
        return _day_off(day, status)

    def _roll(self, day: date, status: DayStatus) -> Day:
        if not status.working:
            return _day_off(day, status)
        where = (
            "lùi về ngày làm việc liền trước" if self.backwards else "sang ngày làm việc tiếp theo"
        )
        reason = f"hết hạn {where} ({_doubted(status)})"
        return Day(day, False, reason, status.confidence, status.basis)

    def _so_far(self, day: date, pause: Pause, today: date) -> list[Day]:
        """The suspended days up to today, as far as the calendar goes."""
        more: list[Day] = []
        while day < today and self.calendar.covers(day + ONE_DAY):
            day += ONE_DAY
            more.append(_paused(day, pause))
        return more


def count_by(
    rule: Rule,
    *,
    amount: int,
    unit: Unit,
    start: date,
    course: Course,
    calendar: WorkingCalendar,
    today: date,
) -> Count:
    """Count a duty; báo trước counts backwards, extensions lengthen the raw count."""
    backwards = rule.kind == Kind.NOTICE_BEFORE
    ruler = Ruler(amount + course.extra_days, unit, calendar, backwards=backwards)
    return ruler.count(start, course, today)


def _day_off(day: date, status: DayStatus) -> Day:
    return Day(day, False, f"không tính: {_doubted(status)}", status.confidence, status.basis)


def _paused(day: date, pause: Pause) -> Day:
    return Day(day, False, f"không tính: {pause.text}")


def _doubted(status: DayStatus) -> str:
    if status.confidence == Confidence.VERIFIED:
        return status.text
    return f"{status.text}; {CONFIDENCE_TEXT[status.confidence]}"


def _end_on_day_off(last: Day, status: DayStatus) -> Day:
    """The last counted day falls on a day off: now its calendar row matters."""
    if not last.counted:
        return last
    number = last.reason.partition(" (")[0]
    reason = f"{number}, rơi vào ngày nghỉ ({_doubted(status)})"
    return Day(last.date, True, reason, status.confidence, status.basis)
