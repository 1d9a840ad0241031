"""Whether people work on a day (ngày làm việc), also in a year that no calendar covers yet."""

from datetime import date

from complaints import law_book
from plans.heartbeat import on_weekdays


def works_on(day: date) -> bool:
    """By the calendar in force; Monday to Friday where its year is not known yet."""
    calendar = law_book.calendar()
    return calendar.is_working(day) if calendar.covers(day) else on_weekdays(day)
