"""Run days (ngày lập báo cáo): on which day a rhythm makes which periods; pure, no database.

A run makes periods that are over: the day, the week, the month 15–14 or the statutory periods that
ended last before it. Statutory and monthly runs fall on a day of the month, so that `15` means the
day after the periods of Thông tư 06/2025/TT-TTCP (art. 7 clause 1) end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from law.calendar import ONE_DAY
from law.periods import FREE, Period, parse_period, previous_period, statutory_cut_offs, week_of
from reports.enums import Rhythm

# Nobody looks further: the rarest run is a year away from the next of its kind.
_FURTHEST = 370


@dataclass(frozen=True, slots=True)
class Run:
    """One moment at which periods are made; several where a quarter and the half year end together."""

    at: datetime
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class RunRule:
    """When a schedule runs: `day` of the week (1 Monday) or of the month, local hour `at`."""

    rhythm: Rhythm
    day: int
    at: time
    zone: tzinfo

    def moment(self, on: date) -> datetime:
        """The run of a local day; Viet Nam has one offset all year, so each day has the hour once."""
        return datetime.combine(on, self.at, tzinfo=self.zone)

    def runs(self, days: Iterator[date]) -> Iterator[Run]:
        """The runs that fall on these days, in their order."""
        for on in days:
            if periods := periods_made_on(on, self.rhythm, self.day):
                yield Run(self.moment(on), periods)

    def passed(self, *, since: date, now: datetime, at_most: int) -> list[Run]:
        """Runs whose moment came from the day `since` on, the oldest first, at most the last few."""
        today = now.astimezone(self.zone).date()
        back = min((today - since).days + 1, _FURTHEST)
        days = (today - timedelta(days=n) for n in range(max(back, 0)))
        come = (run for run in self.runs(days) if run.at <= now)
        return list(islice(come, at_most))[::-1]

    def coming(self, *, now: datetime, how_many: int = 3, since: date | None = None) -> list[Run]:
        """The next runs after `now`, not before the day `since`."""
        first = max(now.astimezone(self.zone).date(), since or date.min)
        days = (first + timedelta(days=n) for n in range(_FURTHEST))
        return list(islice((run for run in self.runs(days) if run.at > now), how_many))

    def first_day(self, now: datetime) -> date:
        """From which day runs are still to come: today until its hour is past, then tomorrow."""
        today = now.astimezone(self.zone).date()
        return today if self.moment(today) > now else today + ONE_DAY


def periods_made_on(on: date, rhythm: Rhythm, day: int) -> tuple[Period, ...]:
    """The periods that a run on the day `on` makes; empty when the rhythm does not run that day."""
    if rhythm == Rhythm.DAILY:
        before = on - ONE_DAY
        return (parse_period(f"{before}{FREE}{before}"),)
    if rhythm == Rhythm.WEEKLY:
        return (previous_period(week_of(on)),) if on.isoweekday() == day else ()
    if on.day != day:
        return ()
    return (_month_before(on),) if rhythm == Rhythm.MONTHLY else _statutory_before(on)


def _month_before(on: date) -> Period:
    """The month 15–14 that ended last before the day."""
    month = parse_period(f"{on.year}-T{on.month:02d}")
    return month if month.end < on else previous_period(month)


def _statutory_before(on: date) -> tuple[Period, ...]:
    """Quarters, 6 months, 9 months, years that ended since the same day of the month before."""
    last_of_month_before = on.replace(day=1) - ONE_DAY
    since = last_of_month_before.replace(day=on.day)
    periods = (
        parse_period(f"{year}-{name}")
        for year in (on.year - 1, on.year)
        for name in statutory_cut_offs()
    )
    ended = [period for period in periods if since <= period.end < on]
    return tuple(sorted(ended, key=lambda period: (period.end, period.end - period.start)))
