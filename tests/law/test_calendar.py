from datetime import date

import pytest

from law.calendar import CalendarDay, WorkingCalendar, working_calendar
from law.enums import Confidence, DayKind
from law.errors import LawError
from law.shipped import shipped_calendar


@pytest.mark.parametrize(
    ("day", "working", "text", "confidence"),
    [
        ("2026-03-02", True, "Thứ Hai", Confidence.VERIFIED),
        ("2026-03-07", False, "Thứ Bảy", Confidence.VERIFIED),
        ("2026-03-08", False, "Chủ nhật", Confidence.VERIFIED),
        ("2026-09-02", False, "nghỉ lễ: Quốc khánh", Confidence.VERIFIED),
        ("2026-08-22", True, "làm bù cho ngày 31/08/2026", Confidence.VERIFIED),
        (
            "2026-08-31",
            False,
            "nghỉ hoán đổi dịp Quốc khánh, làm bù ngày 22/08/2026",
            Confidence.VERIFIED,
        ),
        ("2026-02-18", False, "nghỉ lễ: Tết Bính Ngọ", Confidence.VERIFIED),
        ("2026-01-10", True, "làm bù cho ngày 02/01/2026", Confidence.FROM_MEMORY),
        ("2027-02-08", False, "nghỉ lễ: Tết Đinh Mùi", Confidence.COMPUTED),
    ],
)
def test_reason_of_a_day(day, working, text, confidence):
    status = shipped_calendar().reason(date.fromisoformat(day))
    assert status[:3] == (working, text, confidence)
    assert shipped_calendar().is_working(date.fromisoformat(day)) == working


def test_days_off_per_year_that_fall_on_weekdays():
    calendar = shipped_calendar()
    off = {
        year: sum(
            not calendar.is_working(day)
            for n in range(366)
            if (day := date.fromordinal(date(year, 1, 1).toordinal() + n)).year == year
            and day.weekday() < 5
        )
        for year in calendar.years
    }
    assert off == {2024: 12, 2025: 12, 2026: 14, 2027: 12}


def test_nearest_working_days_around_national_day():
    calendar = shipped_calendar()
    assert calendar.on_or_after(date(2026, 8, 29)) == date(2026, 9, 3)  # Sat to Thu
    assert calendar.on_or_before(date(2026, 9, 2)) == date(2026, 8, 28)  # Wed to Fri
    assert calendar.on_or_after(date(2026, 8, 22)) == date(2026, 8, 22)  # a Saturday that works


def test_year_without_rows_is_not_covered():
    assert [shipped_calendar().covers(date(year, 1, 1)) for year in (2023, 2024, 2027, 2028)] == [
        False,
        True,
        True,
        False,
    ]
    with pytest.raises(LawError) as refused:
        shipped_calendar().reason(date(2028, 1, 3))
    assert str(refused.value) == (
        "Lịch làm việc chỉ có các năm 2024–2027, chưa có ngày 03/01/2028."
    )


def holiday(day, kind=DayKind.OFF, other=None):
    return CalendarDay(date.fromisoformat(day), kind, "lễ", Confidence.VERIFIED, other)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (["2026-01-01"], "2026"),
        (["2026-01-01", "2027-01-01"], "2026–2027"),
        (["2024-01-01", "2026-01-01"], "2024, 2026"),
    ],
)
def test_years_in_words(days, text):
    assert WorkingCalendar([holiday(day) for day in days]).years_text == text


def test_rows_adopted_without_the_other_half_still_read():
    assert holiday("2026-08-22", DayKind.WORKED).text == "lễ"
    assert holiday("2026-08-31", DayKind.SWAPPED_OFF).text == "nghỉ lễ"


def test_a_day_stands_once():
    with pytest.raises(LawError) as refused:
        WorkingCalendar([holiday("2026-01-01"), holiday("2026-01-01")])
    assert str(refused.value) == "Lịch làm việc ghi ngày 01/01/2026 hai lần."


def test_a_calendar_is_not_empty():
    with pytest.raises(LawError) as refused:
        WorkingCalendar([])
    assert str(refused.value) == "Lịch làm việc không có ngày nào."


def row(day, kind="off", **more):
    return {"date": day, "kind": kind, "name": "lễ", "confidence": "verified", **more}


FRIDAY, SATURDAY = date(2026, 8, 21), date(2026, 8, 22)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Lịch làm việc: thiếu “day”."),
        (
            [row(FRIDAY, "free")],
            "Lịch làm việc, ngày 21/08/2026: “kind” không nhận giá trị “free”.",
        ),
        ([row(FRIDAY, to=date(2026, 8, 1))], "Lịch làm việc, ngày 21/08/2026: “to” không hợp lệ."),
        (
            [row(FRIDAY, "swapped_off")],
            "Lịch làm việc, ngày 21/08/2026: thiếu “worked_on”.",
        ),
        (
            [row(FRIDAY, "swapped_off", worked_on=SATURDAY, to=SATURDAY)],
            "Lịch làm việc, ngày 21/08/2026: “to” không hợp lệ.",
        ),
        (
            [row(FRIDAY, "swapped_off", worked_on=SATURDAY)],
            "Lịch làm việc: ngày 21/08/2026 hoán đổi mà không có ngày kia.",
        ),
        (
            [
                row(FRIDAY, "swapped_off", worked_on=SATURDAY),
                row(SATURDAY, "worked", instead_of=date(2026, 8, 20)),
            ],
            "Lịch làm việc: ngày 21/08/2026 hoán đổi mà không có ngày kia.",
        ),
        (
            [row(FRIDAY, "worked", instead_of=SATURDAY)],
            "Lịch làm việc, ngày 21/08/2026: ngày làm bù phải là ngày cuối tuần.",
        ),
        ([row(FRIDAY, colour="red")], "Lịch làm việc, ngày 21/08/2026: không hiểu “colour”."),
    ],
)
def test_wrong_rows_are_refused(rows, sentence):
    with pytest.raises(LawError) as refused:
        working_calendar({"day": rows})
    assert str(refused.value) == sentence
