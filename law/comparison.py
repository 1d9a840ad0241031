"""Two calendars side by side: where ours and another one disagree about a day of a year."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from law.calendar import ONE_DAY, WorkingCalendar
from law.dates import vn_day

WORK_TEXT = {True: "làm việc", False: "nghỉ"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One day on which one calendar rests and the other works."""

    date: date
    ours_working: bool
    ours: str
    theirs: str
    sentence: str


def differences(
    calendar: WorkingCalendar,
    year: int,
    *,
    other_works: Callable[[date], bool],
    other_reason: Callable[[date], str],
    other_name: str,
) -> Iterator[Difference]:
    """Every day of the year that is a working day in one calendar only."""
    day = date(year, 1, 1)
    calendar.require(day)
    while day.year == year:
        status = calendar.reason(day)
        theirs = other_works(day)
        if status.working != theirs:
            reason = other_reason(day)
            sentence = (
                f"{vn_day(day)}: lịch của hệ thống là ngày {WORK_TEXT[status.working]} "
                f"({status.text}), {other_name} là ngày {WORK_TEXT[theirs]}"
                f"{f' ({reason})' if reason else ''}."
            )
            yield Difference(day, status.working, status.text, reason, sentence)
        day += ONE_DAY
