"""Rules of sessions, without a database: online checklists, sealed visits, what may change when."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest

from law.enums import State
from law.shipped import shipped_calendar, shipped_rules
from reception.enums import OnlineGround, SessionState
from reception.workflow_sessions import (
    CHANGES,
    DENUNCIATION,
    Preparation,
    change_refusal,
    day_off_warning,
    lawful_changes,
    online_refusal,
    online_steps,
)
from tests.factories import HANOI

CALENDAR, RULES = shipped_calendar(), shipped_rules()
TODAY = date(2026, 11, 18)
NOTHING = Preparation(None, None, None, "")


@dataclass
class Arrangement:
    ground: str = "complex"
    no_protection_asked: bool = False


@dataclass
class Session:
    mode: str = "online"
    online: Arrangement = field(default_factory=Arrangement)


def test_the_words_are_those_of_the_enums():
    assert set(CHANGES) == set(SessionState.values)
    assert OnlineGround.DENUNCIATION == DENUNCIATION


@pytest.mark.parametrize(
    ("session", "is_secret", "refused"),
    [
        (None, True, False),
        (Session("in_person"), True, False),
        (Session(), False, False),
        (Session(), True, True),
        (Session(online=Arrangement("complex", no_protection_asked=True)), True, True),
        (Session(online=Arrangement("denunciation", no_protection_asked=True)), True, False),
        (Session(online=Arrangement("denunciation")), True, True),
    ],
)
def test_a_sealed_visit_and_an_online_session(session, is_secret, refused):
    why = online_refusal(session, is_secret)
    assert (why is not None) == refused
    if why:
        assert why == (
            "Không ghi tố cáo hoặc việc cần giữ kín vào buổi tiếp trực tuyến này "
            "(Nghị định 154/2026/NĐ-CP, điều 20 khoản 4); hãy để trống buổi tiếp."
        )


def steps(done=NOTHING, *, on=date(2026, 9, 9), starts_at=time(8), now=None):
    moment = now or datetime(2026, 8, 20, 9, 0, tzinfo=HANOI)
    return online_steps(
        done, on_date=on, starts_at=starts_at, now=moment, rules=RULES, calendar=CALENDAR
    )


def test_notice_and_test_count_working_days_backwards_over_the_holiday():
    """Wednesday 09/09/2026: working days before it are 8, 7, 4, 3/9 and, over Quốc khánh (31/8 swapped
    off, 1 and 2/9), Friday 28/8: the fifth. The test connection: 8/9."""
    assert [step.due for step in steps()] == [
        "chậm nhất 28/08/2026",
        "chậm nhất 08/09/2026",
        "chậm nhất 07:00 ngày 09/09/2026",
        "khi kết thúc buổi tiếp",
    ]


def test_states_as_time_goes_by():
    after = steps(now=datetime(2026, 9, 10, 8, 0, tzinfo=HANOI))
    assert {step.state for step in after} == {State.OVERDUE}
    morning = steps(now=datetime(2026, 9, 9, 7, 1, tzinfo=HANOI))
    assert [step.state for step in morning] == [
        State.OVERDUE, State.OVERDUE, State.OVERDUE, State.RUNNING,
    ]  # fmt: skip


def test_a_session_without_an_hour_says_the_rule():
    step = steps(starts_at=None)[2]
    assert (step.due, step.state) == ("trước giờ tiếp 01 giờ", State.RUNNING)


def test_what_was_done_in_time_and_late():
    done = Preparation(
        date(2026, 8, 28), date(2026, 9, 9), datetime(2026, 9, 9, 7, 0, tzinfo=HANOI), "MC-01"
    )
    found = steps(done, now=datetime(2026, 9, 9, 12, 0, tzinfo=HANOI))
    assert [(step.state, step.is_late) for step in found] == [
        (State.DONE, False), (State.DONE, True), (State.DONE, False), (State.DONE, False),
    ]  # fmt: skip


def test_a_year_without_calendar_says_so():
    step = steps(on=date(2028, 3, 1))[0]
    assert step.basis.startswith("Lịch làm việc chỉ có các năm 2024–2027")
    assert step.due == ""


@pytest.mark.parametrize(
    ("day", "warning"),
    [
        (date(2026, 11, 18), ""),
        (date(2026, 8, 22), ""),
        (date(2026, 11, 22), "Ngày 22/11/2026 là ngày nghỉ (Chủ nhật)."),
        (date(2026, 9, 2), "Ngày 02/09/2026 là ngày nghỉ (nghỉ lễ: Quốc khánh)."),
        (date(2028, 1, 3), "Lịch làm việc mới có các năm 2024–2027; hãy xem lại ngày tiếp."),
    ],
)
def test_a_day_off_is_said(day, warning):
    assert day_off_warning(day, CALENDAR) == warning


@pytest.mark.parametrize(
    ("state", "days", "visits", "offered"),
    [
        ("planned", 1, False, ("moved", "cancelled")),
        ("planned", 0, False, ("held", "moved", "cancelled", "missed")),
        ("planned", -1, False, ("held", "missed")),
        ("planned", 0, True, ("held",)),
        ("held", 0, False, ("missed",)),
        ("held", 0, True, ()),
        ("missed", -3, False, ("held",)),
        ("cancelled", 0, False, ()),
        ("moved", 0, False, ()),
    ],
)
def test_what_is_offered_when(state, days, visits, offered):
    on_date = TODAY + timedelta(days=days)
    found = lawful_changes(state=state, on_date=on_date, today=TODAY, has_open_visits=visits)
    assert found == offered
    for change in set(CHANGES["planned"]) - set(offered):
        why = change_refusal(
            change=change, state=state, on_date=on_date, today=TODAY, has_open_visits=visits
        )
        assert why is not None
        assert why.endswith(".")
