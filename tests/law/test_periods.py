from datetime import date
from itertools import pairwise

import pytest

from law.errors import LawError
from law.periods import parse_period, previous_period, week_of
from law.rules import CutOff


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("2026-Q1", "2025-12-15", "2026-03-14", "Quý I năm 2026"),
        ("2026-Q2", "2026-03-15", "2026-06-14", "Quý II năm 2026"),
        ("2026-Q3", "2026-06-15", "2026-09-14", "Quý III năm 2026"),
        ("2026-Q4", "2026-09-15", "2026-12-14", "Quý IV năm 2026"),
        ("2026-6T", "2025-12-15", "2026-06-14", "6 tháng đầu năm 2026"),
        ("2026-9T", "2025-12-15", "2026-09-14", "9 tháng đầu năm 2026"),
        ("2026-N", "2025-12-15", "2026-12-14", "Năm 2026"),
        ("2026-T03", "2026-02-15", "2026-03-14", "Tháng 3 năm 2026"),
        ("2026-T01", "2025-12-15", "2026-01-14", "Tháng 1 năm 2026"),
        ("2026-W46", "2026-11-09", "2026-11-15", "Tuần 46 năm 2026"),
        ("2026-W53", "2026-12-28", "2027-01-03", "Tuần 53 năm 2026"),
        ("2026-CD", "2025-08-01", "2026-07-31", "Chuyên đề năm 2026"),
        ("2026-03-01..2026-03-31", "2026-03-01", "2026-03-31", "Từ 01/03/2026 đến 31/03/2026"),
    ],
)
def test_period_of_a_code(code, start, end, label):
    period = parse_period(code)
    assert (period.code, period.start.isoformat(), period.end.isoformat(), period.label) == (
        code,
        start,
        end,
        label,
    )


def test_code_is_read_as_people_type_it():
    assert parse_period(" 2026-w46 ") == parse_period("2026-W46")
    assert parse_period("01/03/2026..31/03/2026") == parse_period("2026-03-01..2026-03-31")


def test_quarters_follow_each_other_without_gap():
    ends = [parse_period(f"2026-Q{n}") for n in (1, 2, 3, 4)] + [parse_period("2027-Q1")]
    assert [(b.start - a.end).days for a, b in pairwise(ends)] == [1, 1, 1, 1]


def test_period_contains_both_its_ends():
    period = parse_period("2026-Q1")
    days = [date(2025, 12, 14), date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 15)]
    assert [day in period for day in days] == [False, True, True, False]
    assert period.span == "từ ngày 15/12/2025 đến ngày 14/03/2026"


def test_only_periods_of_the_circular_are_statutory():
    codes = ["2026-Q1", "2026-N", "2026-T03", "2026-W46", "2026-CD", "2026-03-01..2026-03-31"]
    assert [parse_period(code).statutory for code in codes] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_another_circular_brings_its_own_periods():
    cut_offs = {"H1": CutOff(start=(1, 1), end=(6, 30), starts_year_before=False)}
    period = parse_period("2028-H1", cut_offs)
    assert (period.start, period.end) == (date(2028, 1, 1), date(2028, 6, 30))
    assert period.label == "Kỳ H1 năm 2028"


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026-W46", "2026-W45"),
        ("2027-W01", "2026-W53"),
        ("2026-T03", "2026-T02"),
        ("2026-T01", "2025-T12"),
        ("2026-Q2", "2026-Q1"),
        ("2026-Q1", "2025-Q4"),
        ("2026-6T", "2025-6T"),
        ("2026-N", "2025-N"),
        ("2026-CD", "2025-CD"),
        ("2026-03-01..2026-03-31", "2026-01-29..2026-02-28"),
    ],
)
def test_previous_period(code, before):
    assert previous_period(parse_period(code)).code == before


def test_week_of_a_day():
    assert week_of(date(2026, 11, 15)).code == "2026-W46"  # Sunday
    assert week_of(date(2027, 1, 1)).code == "2026-W53"  # Friday


@pytest.mark.parametrize(
    "code", ["", "2026", "2026-Q5", "2026-T13", "2026-T00", "2026-W54", "2025-W53", "1926-Q1", "x"]
)
def test_unknown_code_shows_the_right_forms(code):
    with pytest.raises(LawError) as refused:
        parse_period(code)
    assert str(refused.value) == (
        f"Không hiểu kỳ báo cáo “{code}”; các cách ghi: 2026-Q1, 2026-6T, 2026-9T, 2026-N, "
        "2026-T03, 2026-W46, 2026-CD, 2026-03-01..2026-03-31."
    )


def test_free_period_runs_forward():
    with pytest.raises(LawError) as refused:
        parse_period("2026-03-31..2026-03-01")
    assert str(refused.value) == (
        "Kỳ báo cáo “2026-03-31..2026-03-01” có ngày cuối trước ngày đầu."
    )
