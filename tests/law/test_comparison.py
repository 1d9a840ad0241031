from datetime import date

import pytest

from law.comparison import differences
from law.errors import LawError
from law.shipped import shipped_calendar


def compare(year, *, works, reason=lambda day: ""):
    found = differences(
        shipped_calendar(), year, other_works=works, other_reason=reason, other_name="lịch khác"
    )
    return [(each.date, each.ours_working, each.sentence) for each in found]


def test_the_same_calendar_has_no_differences():
    assert compare(2026, works=shipped_calendar().is_working) == []


def test_differences_are_sentences():
    def works(day):
        return day == date(2026, 9, 2) or (
            day != date(2026, 9, 3) and shipped_calendar().is_working(day)
        )

    def reason(day):
        return "Lễ riêng" if day == date(2026, 9, 3) else ""

    assert compare(2026, works=works, reason=reason) == [
        (
            date(2026, 9, 2),
            False,
            "Thứ Tư 02/09/2026: lịch của hệ thống là ngày nghỉ (nghỉ lễ: Quốc khánh), lịch khác là "
            "ngày làm việc.",
        ),
        (
            date(2026, 9, 3),
            True,
            "Thứ Năm 03/09/2026: lịch của hệ thống là ngày làm việc (Thứ Năm), lịch khác là ngày "
            "nghỉ (Lễ riêng).",
        ),
    ]


def test_year_outside_the_calendar():
    with pytest.raises(LawError):
        compare(2028, works=lambda day: True)
