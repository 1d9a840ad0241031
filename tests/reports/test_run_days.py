"""Which day a rhythm makes which period: tables worked out on a calendar, and properties."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.enums import Rhythm
from reports.run_days import RunRule, periods_made_on
from tests.factories import HANOI


@pytest.mark.parametrize(
    ("on", "rhythm", "day", "codes"),
    [
        # Monday 16/11/2026 makes the week 09–15/11; on other days nothing is made.
        (date(2026, 11, 16), Rhythm.WEEKLY, 1, ["2026-W46"]),
        (date(2026, 11, 17), Rhythm.WEEKLY, 1, []),
        (date(2026, 11, 20), Rhythm.WEEKLY, 5, ["2026-W46"]),
        # 2026 has 53 weeks: Monday 04/01/2027 makes the week 28/12–03/01.
        (date(2027, 1, 4), Rhythm.WEEKLY, 1, ["2026-W53"]),
        (date(2027, 1, 11), Rhythm.WEEKLY, 1, ["2027-W01"]),
        (date(2028, 3, 1), Rhythm.DAILY, 1, ["2028-02-29..2028-02-29"]),
        (date(2027, 1, 1), Rhythm.DAILY, 9, ["2026-12-31..2026-12-31"]),
        # A month ends on the 14th: the 15th makes it, the 10th makes the one before.
        (date(2026, 11, 15), Rhythm.MONTHLY, 15, ["2026-T11"]),
        (date(2026, 11, 14), Rhythm.MONTHLY, 14, ["2026-T10"]),
        (date(2027, 1, 10), Rhythm.MONTHLY, 10, ["2026-T12"]),
        (date(2027, 1, 15), Rhythm.MONTHLY, 15, ["2027-T01"]),
        # Thông tư 06/2025/TT-TTCP: quarters end on 14/3, 14/6, 14/9, 14/12.
        (date(2026, 3, 15), Rhythm.STATUTORY, 15, ["2026-Q1"]),
        (date(2026, 6, 15), Rhythm.STATUTORY, 15, ["2026-Q2", "2026-6T"]),
        (date(2026, 9, 15), Rhythm.STATUTORY, 15, ["2026-Q3", "2026-9T"]),
        (date(2026, 12, 15), Rhythm.STATUTORY, 15, ["2026-Q4", "2026-N"]),
        (date(2027, 1, 3), Rhythm.STATUTORY, 3, ["2026-Q4", "2026-N"]),
        (date(2026, 4, 15), Rhythm.STATUTORY, 15, []),
        (date(2026, 3, 14), Rhythm.STATUTORY, 14, []),
        (date(2026, 4, 14), Rhythm.STATUTORY, 14, ["2026-Q1"]),
    ],
)
def test_a_day_makes_the_periods_that_are_over(on, rhythm, day, codes):
    assert [period.code for period in periods_made_on(on, rhythm, day)] == codes


RULES = st.builds(
    RunRule,
    rhythm=st.sampled_from(Rhythm),
    day=st.integers(1, 7),
    at=st.times(timezones=st.none()).map(lambda t: t.replace(second=0, microsecond=0)),
    zone=st.just(HANOI),
)
MOMENTS = st.builds(
    datetime.combine, st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.times(), st.just(HANOI)
)


@given(RULES, MOMENTS)
def test_runs_make_only_what_is_over_each_period_once_and_none_is_left_out(rule, now):
    runs = rule.coming(now=now, how_many=6)
    assert [run.at for run in runs] == sorted({run.at for run in runs})
    assert all(run.at > now and run.at.timetz().replace(tzinfo=None) == rule.at for run in runs)
    periods = [period for run in runs for period in run.periods]
    assert len({period.code for period in periods}) == len(periods)
    assert all(period.end < run.at.date() for run in runs for period in run.periods)
    if rule.rhythm in (Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY):
        assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(periods))


@given(RULES, MOMENTS, st.integers(0, 90))
def test_what_passed_and_what_comes_meet_without_a_gap(rule, now, days):
    since = now.date() - timedelta(days=days)
    passed = rule.passed(since=since, now=now, at_most=400)
    early = datetime.combine(since, time.min, tzinfo=HANOI) - timedelta(microseconds=1)
    coming = rule.coming(now=early, how_many=len(passed) + 1)
    assert coming[: len(passed)] == passed
    assert all(run.at > now for run in coming[len(passed) :])
    assert rule.passed(since=since, now=now, at_most=2) == passed[-2:]
