"""Oracles of the duties that no clock counts: quotas, cut-offs and sending days, by their text."""

from datetime import date

import pytest

from law.clock import clock
from law.enums import COUNTED_KINDS
from law.errors import LawError
from law.periods import parse_period
from law.shipped import shipped_calendar, shipped_rules

QUOTAS = [
    ("TIEP_TINH", "2026-06-30", "ít nhất 01 ngày trong 01 tháng"),
    ("TIEP_TINH", "2026-07-01", "ít nhất 01 ngày trong 01 tháng"),
    ("TIEP_SO", "2026-06-30", "ít nhất 01 ngày trong 01 tháng"),
    ("TIEP_SO", "2026-07-01", "ít nhất 01 ngày trong 01 tháng"),
    ("TIEP_HUYEN", "2025-06-30", "ít nhất 02 ngày trong 01 tháng"),
    ("TIEP_XA", "2026-06-30", "ít nhất 01 ngày trong 01 tuần"),
    ("TIEP_XA", "2026-07-01", "ít nhất 02 ngày trong 01 tháng"),
    ("TIEP_DVSN", "2026-07-01", "ít nhất 01 ngày trong 01 tháng"),
]
# Cut-offs by Circular 06/2025, art. 7 clause 1; the sending days by clause 2: they do not roll.
PERIODS = [
    ("BC_CHOT", "2026-Q1", "2026-03-14"),
    ("BC_CHOT", "2026-6T", "2026-06-14"),
    ("BC_CHOT", "2026-Q3", "2026-09-14"),
    ("BC_CHOT", "2026-N", "2026-12-14"),
    ("BC_CHOT", "2027-Q1", "2027-03-14"),
    ("BC_GUI_TINH", "2026-Q1", "2026-03-17"),
    ("BC_GUI_TINH", "2026-Q3", "2026-09-17"),
    ("BC_GUI_TINH", "2027-Q1", "2027-03-17"),
    ("BC_GUI_TTCP", "2026-Q1", "2026-03-20"),
    ("BC_GUI_TTCP", "2026-6T", "2026-06-20"),
    ("BC_GUI_TTCP", "2026-Q3", "2026-09-20"),
    ("BC_GUI_TTCP", "2027-Q1", "2027-03-20"),
]
ENDED = [
    ("TIEP_HUYEN", "2025-07-01", "TIEP_HUYEN không có quy định áp dụng cho ngày 01/07/2025"),
    ("TIEP_DVSN", "2026-06-30", "TIEP_DVSN không có quy định áp dụng cho ngày 30/06/2026"),
    ("BC_GUI_TINH", "2025-09-29", "BC_GUI_TINH không có quy định áp dụng cho ngày 29/09/2025"),
]


def answer(code, start, period=None):
    return clock(
        rule=shipped_rules().get(code), start=start, period=period, calendar=shipped_calendar(),
        today=date(2026, 11, 21),
    )  # fmt: skip


@pytest.mark.parametrize(("code", "start", "said"), QUOTAS)
def test_a_quota_says_how_often(code, start, said):
    result = answer(code, date.fromisoformat(start))
    assert (result.due, result.days) == (None, ())
    assert said in result.sentence


@pytest.mark.parametrize(("code", "period", "due"), PERIODS)
def test_a_reporting_day_belongs_to_its_period(code, period, due):
    asked = parse_period(period)
    assert answer(code, asked.end, asked).due == date.fromisoformat(due)


@pytest.mark.parametrize(("code", "start", "sentence"), ENDED)
def test_outside_its_days_a_duty_has_no_answer(code, start, sentence):
    with pytest.raises(LawError) as refused:
        answer(code, date.fromisoformat(start))
    assert str(refused.value).startswith(sentence)


def test_every_duty_without_a_count_has_its_oracle():
    asked = {rule.code for rule in shipped_rules() if rule.kind not in COUNTED_KINDS}
    assert {code for code, _, _ in (*QUOTAS, *PERIODS)} == asked
