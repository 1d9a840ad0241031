"""The heartbeat of a task without end (nhịp minh chứng): how long nothing was shown. Pure (ADR 0024)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from plans.enums import Rhythm, TaskKind

_DAY = timedelta(days=1)
_FRIDAY = 4
# A task that goes on always is asked about once a month.
CONTINUOUS_DAYS = 30
RHYTHM_DAYS = {Rhythm.WEEKLY: 7, Rhythm.MONTHLY: 31, Rhythm.QUARTERLY: 92}
Works = Callable[[date], bool]


def on_weekdays(day: date) -> bool:
    """Monday to Friday: used where no working calendar is at hand."""
    return day.weekday() <= _FRIDAY


def silent_from(kind: str, rhythm: str, today: date, works: Works = on_weekdays) -> date | None:
    """A task of this rhythm is silent when its last sign of life is on this day or before.

    None for a task that has an end. A daily one is silent after a whole working day without
    evidence; the day that still runs does not count.
    """
    if kind == TaskKind.CONTINUOUS:
        return today - timedelta(days=CONTINUOUS_DAYS + 1)
    if kind != TaskKind.RECURRING:
        return None
    if rhythm != Rhythm.DAILY:
        days = RHYTHM_DAYS.get(Rhythm(rhythm), CONTINUOUS_DAYS) if rhythm else CONTINUOUS_DAYS
        return today - timedelta(days=days + 1)
    missed = today - _DAY
    while not works(missed):
        missed -= _DAY
    return missed - _DAY


def silence(
    kind: str,
    rhythm: str,
    last_evidence_on: date | None,
    since: date,
    today: date,
    works: Works = on_weekdays,
) -> int | None:
    """Days since the last evidence, or since the task began, once that is longer than its rhythm;
    None while the task is heard of in time, or has an end."""
    edge = silent_from(kind, rhythm, today, works)
    last = last_evidence_on or since
    return (today - last).days if edge is not None and last <= edge else None
