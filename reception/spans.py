"""Spans of local days as moments, so that an index on the moment serves."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def day_span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of `first` to the last of `last`, local time."""
    start = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return start, end - timedelta(microseconds=1)
