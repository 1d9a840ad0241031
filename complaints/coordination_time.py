"""Hạn của yêu cầu phối hợp: by when it is to be taken in and answered, unless the asker says so. Pure.

“Nghiệp vụ”: no text sets these hours (ADR 0032). People wait at the place, so they are hours and not
days: four hours inside one working day, otherwise the next working morning.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Protocol

ACCEPT_WITHIN = timedelta(hours=4)
OPENS, CLOSES, MORNING = time(7, 30), time(17), time(9)
_DAY = timedelta(days=1)


class Calendar(Protocol):
    """Working days as `law` knows them."""

    def covers(self, day: date) -> bool: ...
    def is_working(self, day: date) -> bool: ...


def usual_accept_by(asked_at: datetime, calendar: Calendar) -> datetime:
    """Of an hour of Viet Nam: four hours on, when that is before the offices close that day."""
    begins = max(asked_at, _at(asked_at, asked_at.date(), OPENS))
    until = begins + ACCEPT_WITHIN
    if _works(asked_at.date(), calendar) and until <= _at(asked_at, asked_at.date(), CLOSES):
        return until
    return _at(asked_at, next_working(asked_at.date(), calendar), MORNING)


def usual_answer_by(accept_by: datetime, calendar: Calendar) -> datetime:
    """The end of the first working day after the one by which it is taken in."""
    return _at(accept_by, next_working(accept_by.date(), calendar), CLOSES)


def next_working(day: date, calendar: Calendar) -> date:
    """The first working day after `day`; a year without a calendar counts Monday to Friday."""
    day += _DAY
    while not _works(day, calendar):
        day += _DAY
    return day


def _works(day: date, calendar: Calendar) -> bool:
    return calendar.is_working(day) if calendar.covers(day) else day.weekday() < 5


def _at(like: datetime, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=like.tzinfo)
