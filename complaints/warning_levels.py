"""When somebody is told of a due date (mức báo), in one place: change the days here."""

from datetime import date, timedelta

from complaints.enums import NoticeLevel
from law.calendar import ONE_DAY, WorkingCalendar
from law.clock import SOON_DAYS
from records.enums import NoticeTopic

# So many working days late, and the body that oversees is told.
LONG_OVERDUE_WORKING_DAYS = 10
# The name of these notices as a source of the inbox.
DUE = "due"
_EVER = date(2000, 1, 1)
Window = tuple[date, date]


def windows(today: date, calendar: WorkingCalendar) -> dict[NoticeLevel, Window]:
    """First and last due date of each level today; a level that was missed is caught up with."""
    return {
        NoticeLevel.SOON: (today + ONE_DAY, today + timedelta(days=SOON_DAYS)),
        NoticeLevel.TODAY: (today, today),
        NoticeLevel.OVERDUE: (_EVER, today - ONE_DAY),
        NoticeLevel.LONG_OVERDUE: (_EVER, long_overdue_since(today, calendar)),
    }


def topic_of(level: int) -> NoticeTopic:
    """The kind of notice by which one chooses how to be told."""
    early = level in (NoticeLevel.SOON, NoticeLevel.TODAY)
    return NoticeTopic.DUE if early else NoticeTopic.OVERDUE


def sooner(today: date, days: int) -> Window:
    """The span of “sắp đến hạn” in the window of an event that tells of it `days` earlier."""
    return today + ONE_DAY, today + timedelta(days=SOON_DAYS + days)


def long_overdue_since(today: date, calendar: WorkingCalendar) -> date:
    """What was due on this day or before is ten working days late today."""
    day, counted = today, 0
    while counted < LONG_OVERDUE_WORKING_DAYS:
        counted += calendar.is_working(day)
        day -= ONE_DAY
    return day
