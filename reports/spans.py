"""The days a figure is about: a span with both ends, and the morning from which it is seen."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from law.periods import Period


@dataclass(frozen=True, slots=True)
class Span:
    """Days `start`..`end`; stocks (overdue, open) are those of the morning of `as_of`."""

    start: date
    end: date
    as_of: date

    @classmethod
    def of(cls, period: Period, today: date) -> "Span":
        """A period that is over is seen from the morning after it, a running one from today."""
        return cls(period.start, period.end, min(period.end + timedelta(days=1), today))

    @property
    def starts_at(self) -> datetime:
        return midnight(self.start)

    @property
    def ends_before(self) -> datetime:
        return midnight(min(self.end, date.max - timedelta(days=1)) + timedelta(days=1))

    @property
    def seen_at(self) -> datetime:
        return midnight(self.as_of)

    @property
    def next_end(self) -> date:
        """Last of the seven days that begin with `as_of`."""
        return self.as_of + timedelta(days=6)


def midnight(day: date) -> datetime:
    """The moment at which `day` begins in Viet Nam."""
    return timezone.make_aware(datetime.combine(day, time.min))
