"""`clock(events, rule, calendar)`: by when, under which article, counted how.

One pure function. Its conventions and their reasons: docs/adr/0003-the-law-is-data.md.
"""

from collections.abc import Iterable
from datetime import date

from law.alternatives import Situation
from law.calendar import WorkingCalendar
from law.counting import Count, count_by
from law.dates import vn_date
from law.duties import day_off_advice, fixed_date, undated_sentence
from law.enums import (
    COUNTED_KINDS,
    DUTIES_OF_THE_OFFICE,
    Branch,
    Kind,
    State,
    least_sure,
)
from law.errors import LawError
from law.events import Course, Event, course_of
from law.notes import notes_on, rule_notes
from law.periods import Period
from law.result import ClockResult
from law.rules import Rule, RuleVersion
from law.sentences import dated_sentence, paused_sentence

SOON_DAYS = 3


def clock(
    *,
    rule: Rule,
    start: date,
    calendar: WorkingCalendar,
    today: date,
    branches: Iterable[Branch] = (),
    events: Iterable[Event] = (),
    period: Period | None = None,
    done_on: date | None = None,
    soon_days: int = SOON_DAYS,
) -> ClockResult:
    """When a duty that was triggered on `start` is due, and why; bad input is a LawError.

    `period` gives reporting duties (send_by, cut_off) their date. `done_on` stops the clock.
    """
    version = rule.version_on(start)
    if rule.kind not in COUNTED_KINDS:
        _refuse_counting(rule, branches, events)
        return _by_period(rule, version, start, calendar, today, period, done_on, soon_days)
    if period is not None:
        raise LawError(f"{rule.code} không tính theo kỳ báo cáo.")
    calendar.require(start)
    course = course_of(events, start=start, extension=version.extension)
    _refuse_impossible(rule, start, course, done_on)
    situation = Situation(rule, start, frozenset(branches), course, calendar, today)
    return _counted(situation, version, done_on, soon_days)


def _counted(
    situation: Situation, version: RuleVersion, done_on: date | None, soon_days: int
) -> ClockResult:
    rule, today, course = situation.rule, situation.today, situation.course
    amount = rule.amount_for(version, situation.branches)
    count = count_by(
        rule,
        amount=amount,
        unit=version.unit,
        start=situation.start,
        course=course,
        calendar=situation.calendar,
        today=today,
    )
    state = _state(rule.kind, count.due, today, done_on, soon_days)
    return ClockResult(
        rule=rule,
        version=version,
        start=situation.start,
        amount=amount,
        branches=tuple(sorted(situation.branches)),
        due=count.due,
        state=state,
        days_left=_days_left(count.due, today, done_on),
        confidence=least_sure(version.confidence, *(day.confidence for day in count.days)),
        sentence=_sentence(rule.kind, count, course, state, today, done_on),
        notes=notes_on(situation, version, count),
        days=count.days,
        pauses=course.pauses,
        extensions=course.extensions,
    )


def _by_period(
    rule: Rule,
    version: RuleVersion,
    start: date,
    calendar: WorkingCalendar,
    today: date,
    period: Period | None,
    done_on: date | None,
    soon_days: int,
) -> ClockResult:
    """A duty without a count: its sentence, or the fixed date of one reporting period."""
    if period is not None and rule.kind == Kind.QUOTA:
        raise LawError(f"{rule.code} không tính theo kỳ báo cáo.")
    due = fixed_date(rule, version, period) if period else None
    state = _state(rule.kind, due, today, done_on, soon_days) if due else None
    advice = day_off_advice(due, calendar) if due and rule.kind == Kind.SEND_BY else ""
    return ClockResult(
        rule=rule,
        version=version,
        start=start,
        amount=version.amount,
        branches=(),
        due=due,
        state=state,
        days_left=_days_left(due, today, done_on),
        confidence=version.confidence,
        sentence=(
            dated_sentence(rule.kind, due, state=state, today=today, done_on=done_on)
            if due and state
            else undated_sentence(rule, version)
        ),
        notes=tuple(note for note in (*rule_notes(rule, version), advice) if note),
    )


def _refuse_counting(rule: Rule, branches: Iterable[Branch], events: Iterable[Event]) -> None:
    if tuple(branches):
        raise LawError(f"{rule.code} không có trường hợp riêng nào.")
    if tuple(events):
        raise LawError(f"{rule.code} không tính bằng số ngày nên không có tạm đình chỉ, gia hạn.")


def _refuse_impossible(rule: Rule, start: date, course: Course, done_on: date | None) -> None:
    if rule.kind == Kind.NOTICE_BEFORE:
        if course.pauses:
            raise LawError(f"{rule.code} tính ngược từ {rule.trigger} nên không có tạm đình chỉ.")
    elif done_on is not None and done_on < start:
        raise LawError(
            f"Ngày hoàn thành {vn_date(done_on)} trước ngày bắt đầu tính hạn {vn_date(start)}."
        )


def _state(
    kind: Kind, due: date | None, today: date, done_on: date | None, soon_days: int
) -> State:
    if done_on is not None:
        return State.DONE
    if due is None:
        return State.PAUSED
    left = (due - today).days
    if left < 0:
        return State.OVERDUE if kind in DUTIES_OF_THE_OFFICE else State.DONE
    return State.DUE_SOON if left <= soon_days else State.RUNNING


def _days_left(due: date | None, today: date, done_on: date | None) -> int | None:
    return None if due is None else (due - (done_on or today)).days


def _sentence(
    kind: Kind, count: Count, course: Course, state: State, today: date, done_on: date | None
) -> str:
    if count.due is None:
        # Only an open suspension leaves a count without an end, and it is always the last one.
        return paused_sentence(course.pauses[-1], done_on)
    return dated_sentence(kind, count.due, state=state, today=today, done_on=done_on)
