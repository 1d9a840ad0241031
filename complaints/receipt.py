"""Hạn tiếp nhận: how long a unit has to take in, or to refuse, a petition that came to its inbox."""

from datetime import date, timedelta

from complaints import law_book

# “Nghiệp vụ”: no text sets it. As many working days as the sender has to pass a petition on, so that
# none lies longer between two bodies than with one (ADR 0033).
RECEIVE_DAYS = 5
_DAY = timedelta(days=1)


def receive_by(sent_on: date) -> date:
    """The fifth working day after the day of sending; a year without a calendar counts Monday to
    Friday."""
    calendar, day, left = law_book.calendar(), sent_on, RECEIVE_DAYS
    while left:
        day += _DAY
        working = calendar.is_working(day) if calendar.covers(day) else day.weekday() < 5
        left -= working
    return day
