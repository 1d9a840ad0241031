"""Spans of local days as moments, so that an index on the moment serves."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

# Whatever is typed into an address: days whose neighbours have moments everywhere.
_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)


def day_span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of `first` to the last of `last`, local time."""
    first, last = (min(max(day, _FIRST), _LAST) for day in (first, last))
    start = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return start, end - timedelta(microseconds=1)
