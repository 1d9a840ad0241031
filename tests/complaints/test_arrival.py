"""Time limits to complain, counted by hand; advice only."""

from datetime import date

import pytest

from complaints.arrival import lateness, limitation_advice


def advice(contested_on: date, received_on: date, **more) -> str:
    return limitation_advice(
        kind="complaint", contested_on=contested_on, received_on=received_on,
        today=date(2026, 11, 18), **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("received_on", "within"), [(date(2026, 11, 17), True), (date(2026, 11, 18), False)]
)
def test_ninety_days_from_the_decision(received_on, within):
    # 90 days from 19/08/2026: 12 in August, 30, 31 and 17 in November: Tuesday 17/11/2026.
    said = advice(date(2026, 8, 19), received_on)
    assert said.startswith("Còn thời hiệu" if within else "Quá thời hiệu 1 ngày")
    assert "đến hết ngày 17/11/2026 (Luật Khiếu nại 2011, điều 9)" in said


@pytest.mark.parametrize(
    ("more", "until"),
    [
        # From Monday 02/11/2026: 15 days, 10 days, 30 days; the last ends on Wednesday 02/12.
        ({"is_discipline": True}, "17/11/2026"),
        ({"is_discipline": True, "is_first_time": False}, "12/11/2026"),
        ({"is_first_time": False}, "02/12/2026"),
    ],
)
def test_discipline_and_the_second_instance_have_their_own(more, until):
    assert f"đến hết ngày {until}" in advice(date(2026, 11, 2), date(2026, 11, 3), **more)


def test_advice_is_silent_where_there_is_nothing_to_say():
    day = date(2026, 11, 2)
    for told in (
        {"kind": "denunciation", "contested_on": day, "received_on": day},
        {"kind": "complaint", "contested_on": None, "received_on": day},
        {"kind": "complaint", "contested_on": day, "received_on": None},
    ):
        assert limitation_advice(**told, today=day) == ""


def test_a_day_before_the_law_is_said_and_not_raised():
    assert advice(date(1999, 1, 1), date(2026, 11, 3)).startswith("Chưa tính được thời hiệu:")


@pytest.mark.parametrize(
    ("received_on", "said"),
    [
        (date(2026, 11, 13), "Vào sổ sau 5 ngày kể từ ngày nhận đơn."),
        (date(2026, 11, 18), ""),
    ],
)
def test_late_entry_is_said(received_on, said):
    assert lateness(received_on, date(2026, 11, 18)) == said
