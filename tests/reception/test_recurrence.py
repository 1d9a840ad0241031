"""Reception days from rules as offices say them: hand-made calendars, the law's days off, properties."""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.calendar import CalendarDay, WorkingCalendar
from law.enums import Confidence, DayKind
from law.shipped import shipped_calendar
from reception.recurrence import (
    EXAMPLES,
    LAST,
    NEAREST,
    NEXT_WORKING,
    Planned,
    Recurrence,
    describe,
    held_on,
    parse,
)

CALENDAR = shipped_calendar()


def days(rule: str, first: date, last: date, day_off: str = NEXT_WORKING) -> list[date]:
    return [found.day for found in held_on(parse(rule), first, last, CALENDAR, day_off)]


def year(rule: str, number: int, day_off: str = NEXT_WORKING) -> list[date]:
    return days(rule, date(number, 1, 1), date(number, 12, 31), day_off)


def test_the_thursdays_of_the_second_half_of_2025():
    by_month = {
        7: (3, 10, 17, 24, 31), 8: (7, 14, 21, 28), 9: (4, 11, 18, 25), 10: (2, 9, 16, 23, 30),
        11: (6, 13, 20, 27), 12: (4, 11, 18, 25),
    }  # fmt: skip
    assert days("thứ Năm hằng tuần", date(2025, 7, 1), date(2025, 12, 31)) == [
        date(2025, month, day) for month, found in by_month.items() for day in found
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("thứ Năm hằng tuần", Recurrence(weekdays=(3,))),
        ("THỨ NĂM HÀNG TUẦN", Recurrence(weekdays=(3,))),
        ("thu nam hang tuan", Recurrence(weekdays=(3,))),
        ("Thứ 5 mỗi tuần.", Recurrence(weekdays=(3,))),
        ("T5", Recurrence(weekdays=(3,))),
        ("thứ Tư", Recurrence(weekdays=(2,))),
        ("thứ Hai, thứ Năm hằng tuần", Recurrence(weekdays=(0, 3))),
        ("các ngày thứ 5, thứ 2 hằng tuần", Recurrence(weekdays=(0, 3))),
        ("thứ 2 và 5 hằng tuần", Recurrence(weekdays=(0, 3))),
        ("từ thứ Hai đến thứ Tư hằng tuần", Recurrence(weekdays=(0, 1, 2))),
        ("Chủ nhật hằng tuần", Recurrence(weekdays=(6,))),
        ("CN", Recurrence(weekdays=(6,))),
        ("ngày 15", Recurrence(days=(15,))),
        ("ngày 15 hằng tháng", Recurrence(days=(15,))),
        ("ngày 15 hàng tháng", Recurrence(days=(15,))),
        ("mùng 5 hằng tháng", Recurrence(days=(5,))),
        ("ngày 05 và 20", Recurrence(days=(5, 20))),
        ("ngày 20 và ngày 05 hằng tháng", Recurrence(days=(5, 20))),
        ("ngày 5, 15, 25", Recurrence(days=(5, 15, 25))),
        ("ngày cuối cùng của tháng", Recurrence(days=(31,))),
        ("thứ Sáu tuần cuối tháng", Recurrence(weekdays=(4,), weeks=(LAST,))),
        ("thứ Sáu cuối tháng", Recurrence(weekdays=(4,), weeks=(LAST,))),
        ("thứ Ba tuần đầu tháng", Recurrence(weekdays=(1,), weeks=(1,))),
        ("thứ Ba tuần thứ nhất của tháng", Recurrence(weekdays=(1,), weeks=(1,))),
        ("thứ Hai tuần thứ hai của tháng", Recurrence(weekdays=(0,), weeks=(2,))),
        ("thứ Ba tuần thứ ba của tháng", Recurrence(weekdays=(1,), weeks=(3,))),
        ("thứ Tư tuần thứ tư của tháng", Recurrence(weekdays=(2,), weeks=(4,))),
        ("thứ Năm tuần thứ nhất và thứ ba hằng tháng", Recurrence(weekdays=(3,), weeks=(1, 3))),
        ("thứ Năm tuần 2 và tuần cuối tháng", Recurrence(weekdays=(3,), weeks=(2, LAST))),
        ("ngày làm việc cuối cùng của tháng", Recurrence(working_edge=LAST)),
        ("ngày làm việc đầu tiên hằng tháng", Recurrence(working_edge=1)),
        ("các ngày làm việc", Recurrence(every_working_day=True)),
        ("Các ngày làm việc trong tuần", Recurrence(every_working_day=True)),
    ],
)
def test_rules_as_offices_say_them(said, meant):
    assert parse(said) == meant


def test_the_examples_of_the_page_are_understood():
    assert [describe(parse(example)) for example in EXAMPLES] == [
        "thứ Năm hằng tuần",
        "ngày 15 hằng tháng",
        "ngày 05 và 20 hằng tháng",
        "thứ Sáu tuần cuối của tháng",
        "ngày làm việc cuối cùng của tháng",
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("  ", "Hãy ghi ngày tiếp, ví dụ “thứ Năm hằng tuần” hoặc “ngày 15 hằng tháng”."),
        ("ngày 32", "Không có ngày 32 trong tháng; ngày ghi từ 01 đến 31."),
        ("ngày 0", "Không có ngày 0 trong tháng; ngày ghi từ 01 đến 31."),
        (
            "thứ Năm tuần thứ năm",
            "Không phải tháng nào cũng có tuần thứ năm; hãy ghi “tuần cuối tháng” nếu đúng ý.",
        ),
        ("ngày " + "5, " * 50, "Ngày tiếp ghi quá 120 ký tự; hãy ghi ngắn gọn."),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_a_sentence(said, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)) as refusal:
        parse(said)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "said",
    ["thứ Tám", "15", "hôm nào rảnh", "sáng thứ Năm hằng tuần", "ngày 15/7", "thứ Sáu đến thứ Hai",
     "thứ Năm tuần đầu hằng tuần", "thai", "thứ Năm 🎉", "tuần cuối tháng"],
)  # fmt: skip
def test_what_is_not_understood_shows_the_forms(said):
    with pytest.raises(ValueError, match="hãy ghi như một trong các mẫu: “thứ Năm hằng tuần”"):
        parse(said)


def test_tet_and_holidays_move_the_day_and_say_why():
    moved = [
        (found.rule_day, found.day, found.why)
        for found in held_on(
            parse("thứ Năm hằng tuần"), date(2026, 1, 1), date(2026, 12, 31), CALENDAR, NEXT_WORKING
        )
        if found.is_moved
    ]
    assert moved == [
        (
            date(2026, 1, 1), date(2026, 1, 5),
            "01/01/2026 là ngày nghỉ (nghỉ lễ: Tết Dương lịch)",
        ),
        (
            date(2026, 2, 19), date(2026, 2, 23),
            "19/02/2026 là ngày nghỉ (nghỉ lễ: Tết Bính Ngọ)",
        ),
        (
            date(2026, 4, 30), date(2026, 5, 4),
            "30/04/2026 là ngày nghỉ (nghỉ lễ: 30/4 và 1/5), sang tháng 05",
        ),
    ]  # fmt: skip


def test_the_nearest_working_day_may_lie_before():
    # 30/04/2026 is a Thursday, 1/5 a Friday: Wednesday 29/4 is one day away, Monday 4/5 four.
    assert date(2026, 4, 29) in year("thứ Năm hằng tuần", 2026, NEAREST)
    # Wednesday 02/09/2026: Thursday 3/9 is one day away, Friday 28/8 five.
    assert days("ngày 02", date(2026, 9, 1), date(2026, 9, 30), NEAREST) == [date(2026, 9, 3)]
    assert days("ngày 02", date(2025, 9, 1), date(2025, 9, 30), NEAREST) == [date(2025, 9, 3)]
    # Saturday goes back to Friday, Sunday on to Monday.
    assert year("ngày 15", 2026, NEAREST) == [
        date(2026, 1, 15), date(2026, 2, 13), date(2026, 3, 16), date(2026, 4, 15),
        date(2026, 5, 15), date(2026, 6, 15), date(2026, 7, 15), date(2026, 8, 14),
        date(2026, 9, 15), date(2026, 10, 15), date(2026, 11, 16), date(2026, 12, 15),
    ]  # fmt: skip


def test_of_two_equally_near_days_the_later_is_taken():
    # Wednesday 18/02/2026 lies in Tết (16 to 20): Friday 13/2 and Monday 23/2 are five days away.
    assert days("ngày 18", date(2026, 2, 1), date(2026, 2, 28), NEAREST) == [date(2026, 2, 23)]


def test_a_saturday_worked_for_another_day_is_a_reception_day():
    assert date(2026, 8, 22) in days("thứ Bảy hằng tuần", date(2026, 8, 1), date(2026, 8, 31))
    # Sunday 23/08/2026: the worked Saturday before is as near as Monday; the later is taken.
    assert days("ngày 23", date(2026, 8, 1), date(2026, 8, 31), NEAREST) == [date(2026, 8, 24)]
    working = days("các ngày làm việc", date(2026, 8, 17), date(2026, 9, 4))
    assert [day.day for day in working] == [17, 18, 19, 20, 21, 22, 24, 25, 26, 27, 28, 3, 4]


def test_a_month_without_that_day_gives_its_last():
    found = held_on(parse("ngày 31"), date(2026, 1, 1), date(2026, 4, 30), CALENDAR, NEAREST)
    assert [(p.day, p.why) for p in found] == [
        (date(2026, 1, 30), "31/01/2026 là ngày nghỉ (Thứ Bảy)"),
        (
            date(2026, 2, 27),
            "tháng 02 không có ngày 31, lấy ngày cuối tháng; 28/02/2026 là ngày nghỉ (Thứ Bảy)",
        ),
        (date(2026, 3, 31), ""),
        (
            date(2026, 4, 29),
            "tháng 04 không có ngày 31, lấy ngày cuối tháng; "
            "30/04/2026 là ngày nghỉ (nghỉ lễ: 30/4 và 1/5)",
        ),
    ]


def test_weeks_of_a_month_count_that_weekday():
    assert days("thứ Sáu tuần cuối tháng", date(2026, 6, 1), date(2026, 9, 30)) == [
        date(2026, 6, 26), date(2026, 7, 31), date(2026, 8, 28), date(2026, 9, 25),
    ]  # fmt: skip
    assert days("thứ Ba tuần đầu tháng", date(2026, 6, 1), date(2026, 8, 31)) == [
        date(2026, 6, 2), date(2026, 7, 7), date(2026, 8, 4),
    ]  # fmt: skip


def test_the_last_working_day_of_each_month():
    assert days("ngày làm việc cuối cùng của tháng", date(2026, 1, 1), date(2026, 5, 31)) == [
        date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 31), date(2026, 4, 29),
        date(2026, 5, 29),
    ]  # fmt: skip


def test_days_that_meet_are_held_once_and_say_so():
    found = held_on(
        parse("thứ Năm, thứ Hai hằng tuần"), date(2026, 2, 16), date(2026, 2, 26), CALENDAR,
        NEXT_WORKING,
    )  # fmt: skip
    assert found == [
        Planned(
            date(2026, 2, 23),
            date(2026, 2, 23),
            "16/02/2026 là ngày nghỉ (nghỉ lễ: Tết Bính Ngọ); "
            "19/02/2026 là ngày nghỉ (nghỉ lễ: Tết Bính Ngọ)",
        ),
        Planned(date(2026, 2, 26), date(2026, 2, 26)),
    ]


def test_a_moved_day_stays_inside_the_period():
    found = held_on(parse("ngày 31"), date(2027, 10, 1), date(2027, 10, 31), CALENDAR, NEXT_WORKING)
    assert [(p.day, p.why) for p in found] == [
        (date(2027, 10, 29), "31/10/2027 là ngày nghỉ (Chủ nhật), sau đó hết kỳ của lịch")
    ]
    assert days("thứ Năm hằng tuần", date(2026, 2, 16), date(2026, 2, 22)) == []


def test_a_day_off_that_nobody_decided_yet_is_to_be_checked():
    found = held_on(parse("ngày 04"), date(2027, 2, 1), date(2027, 2, 28), CALENDAR, NEXT_WORKING)
    assert [p.why for p in found] == [
        "04/02/2027 là ngày nghỉ (nghỉ lễ: Tết Đinh Mùi, cần đối chiếu)"
    ]


def test_a_year_the_calendar_does_not_know_is_refused():
    with pytest.raises(ValueError, match="Lịch làm việc mới có các năm 2024–2027"):
        year("ngày 15", 2028)


RULES = st.one_of(
    st.builds(
        Recurrence,
        weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda s: tuple(sorted(s))),
        weeks=st.sets(st.sampled_from([1, 2, 3, 4])).map(lambda s: tuple(sorted(s))),
    ),
    st.builds(
        Recurrence,
        days=st.sets(st.integers(1, 31), min_size=1).map(lambda s: tuple(sorted(s))),
    ),
    st.sampled_from(
        [Recurrence(working_edge=1), Recurrence(working_edge=LAST),
         Recurrence(every_working_day=True), Recurrence(weekdays=(4,), weeks=(2, LAST))]
    ),
)  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(RULES, DAYS, DAYS, st.sampled_from([NEXT_WORKING, NEAREST]))
def test_reception_days_are_working_days_of_the_period_in_order(rule, one, other, day_off):
    first, last = min(one, other), max(one, other)
    found = held_on(rule, first, last, CALENDAR, day_off)
    held = [planned.day for planned in found]
    assert held == sorted(set(held))
    for planned in found:
        assert first <= planned.day <= last
        assert CALENDAR.is_working(planned.day)
        assert planned.why or not planned.is_moved


@given(RULES)
def test_a_rule_reads_back_as_it_is_written(rule):
    if len(describe(rule)) <= 120:
        assert parse(describe(rule)) == rule


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    with suppress(ValueError):
        assert isinstance(parse(text), Recurrence)


def test_an_office_may_work_on_a_weekday_that_is_off_elsewhere():
    """The calendar is data: one special row moves the day."""
    local = WorkingCalendar(
        [CalendarDay(date(2026, 7, 2), DayKind.OFF, "ngày hội", Confidence.VERIFIED)]
    )
    found = held_on(parse("thứ Năm"), date(2026, 7, 1), date(2026, 7, 10), local, NEAREST)
    assert [planned.day for planned in found] == [date(2026, 7, 3), date(2026, 7, 9)]
