"""A later text laid over the law: what changes, what stays, and what is refused."""

from datetime import date

import pytest

from law.adoption import LawInForce, changed_days, with_calendar, with_rule
from law.clock import clock
from law.enums import Confidence
from law.errors import LawError
from law.shipped import shipped_calendar, shipped_rules

SHIPPED = LawInForce(shipped_rules(), shipped_calendar())


def version(**changes):
    said = {
        "valid_from": "2027-01-01",
        "amount": 20,
        "unit": "calendar_days",
        "citation": "Luật mới, điều 1",
        "confidence": "verified",
    }
    return {key: value for key, value in {**said, **changes}.items() if value is not None}


def rule(code="KN_GQ1", **changes):
    return {"rule": code, "version": version(**changes)}


def day(on, kind="off", **more):
    return {"date": on, "kind": kind, "name": "nghỉ", "confidence": "verified", **more}


def due(law, code, start):
    return clock(
        rule=law.rules.get(code), start=start, calendar=law.calendar, today=date(2026, 11, 18)
    ).due


def spans(law, code):
    return [(v.valid_from, v.valid_to, v.amount) for v in law.rules.get(code).versions]


def test_a_new_version_ends_the_one_before():
    law = with_rule(SHIPPED, rule())
    assert spans(law, "KN_GQ1") == [
        (date(2012, 7, 1), date(2026, 12, 31), 30),
        (date(2027, 1, 1), None, 20),
    ]
    # 31/12 Thu + 30 = Sat 30/01, Mon 01/02; 04/01 Mon + 20 = Sun 24/01, Mon 25.
    assert due(law, "KN_GQ1", date(2026, 12, 31)) == date(2027, 2, 1)
    assert due(law, "KN_GQ1", date(2027, 1, 4)) == date(2027, 1, 25)
    assert spans(SHIPPED, "KN_GQ1") == [(date(2012, 7, 1), None, 30)]
    assert [r.code for r in law.rules] == [r.code for r in SHIPPED.rules]


def test_a_version_of_the_same_day_is_a_correction():
    law = with_rule(SHIPPED, rule("KN_THULY", valid_from="2026-07-01", amount=6))
    assert spans(law, "KN_THULY") == [
        (date(2012, 7, 1), date(2026, 6, 30), 10),
        (date(2026, 7, 1), None, 6),
    ]


def test_a_version_before_a_known_one_ends_when_that_begins():
    law = with_rule(SHIPPED, rule("KN_THULY", valid_from="2026-01-01", amount=9))
    assert spans(law, "KN_THULY") == [
        (date(2012, 7, 1), date(2025, 12, 31), 10),
        (date(2026, 1, 1), date(2026, 6, 30), 9),
        (date(2026, 7, 1), None, 7),
    ]


def test_texts_lie_over_each_other_in_order():
    law = with_rule(with_rule(SHIPPED, rule()), rule(valid_from="2027-06-01", amount=25))
    assert spans(law, "KN_GQ1")[1:] == [
        (date(2027, 1, 1), date(2027, 5, 31), 20),
        (date(2027, 6, 1), None, 25),
    ]


def test_a_new_holiday_moves_a_date_and_names_its_decision():
    law = with_calendar(SHIPPED, {"day": [day("2026-12-07", citation="Quyết định 9/QĐ-TTg")]})
    # Five working days from Wed 02/12: 3, 4, 7, 8, Wed 9; without Mon 7 Thu 10.
    assert due(SHIPPED, "TC_CHUYEN", date(2026, 12, 2)) == date(2026, 12, 9)
    assert due(law, "TC_CHUYEN", date(2026, 12, 2)) == date(2026, 12, 10)
    assert law.calendar.reason(date(2026, 12, 7)).basis == "Quyết định 9/QĐ-TTg"
    assert changed_days(SHIPPED.calendar, law.calendar) == [date(2026, 12, 7)]


def test_what_was_computed_is_decided_or_cancelled():
    tet = {"day": [day("2027-02-04", to="2027-02-10")]}
    law = with_calendar(SHIPPED, tet)
    assert law.calendar.reason(date(2027, 2, 5)).confidence == Confidence.VERIFIED
    # 06 and 07/02 are a weekend: nobody worked then before.
    assert changed_days(SHIPPED.calendar, law.calendar) == []
    law = with_calendar(SHIPPED, {"cancelled": ["2027-11-24"]})
    assert changed_days(SHIPPED.calendar, law.calendar) == [date(2027, 11, 24)]
    assert law.calendar.is_working(date(2027, 11, 24))


def test_a_new_year_of_the_calendar_is_covered():
    law = with_calendar(SHIPPED, {"day": [day("2028-01-03")]})
    assert law.calendar.years == (2024, 2025, 2026, 2027, 2028)
    assert changed_days(SHIPPED.calendar, law.calendar) == []
    # From Fri 24/12/2027: 27-31/12 are five.
    assert due(law, "TC_CHUYEN", date(2027, 12, 24)) == date(2027, 12, 31)
    # From Tue 28/12/2027: 29, 30, 31, then Mon 03/01 off: 4, Wed 5.
    assert due(law, "TC_CHUYEN", date(2027, 12, 28)) == date(2028, 1, 5)


@pytest.mark.parametrize(
    ("lay_over", "payload", "sentence"),
    [
        (with_rule, {}, "Văn bản: thiếu “rule”."),
        (with_rule, {"rule": "KN_GQ1"}, "Văn bản: thiếu “version”."),
        (
            with_rule,
            rule("KN_GQ9"),
            "Không có quy định mã “KN_GQ9”; gần giống: KN_GQ2, KN_GQ1, KNPA_GQ.",
        ),
        (
            with_rule,
            rule(amount=0),
            "Quy định KN_GQ1 từ 01/01/2027: “amount” phải là số nguyên dương.",
        ),
        (
            with_rule,
            rule(valid_from="2027-02-30"),
            "“2027-02-30” không phải là ngày hợp lệ; hãy ghi dạng 2026-07-01 hoặc 01/07/2026.",
        ),
        (
            with_rule,
            rule(unit="period"),
            "Quy định KN_GQ1 từ 01/01/2027: loại “deadline” không dùng đơn vị “period”.",
        ),
        (with_rule, rule(valid_from=None), "Quy định KN_GQ1: thiếu “valid_from”."),
        (with_calendar, {}, "Văn bản về lịch làm việc phải có ít nhất một ngày."),
        (with_calendar, {"day": ["x"]}, "Văn bản: mỗi dòng phải là một bảng dữ liệu."),
        (with_calendar, {"days": []}, "Văn bản: không hiểu “days”."),
        (
            with_calendar,
            {"cancelled": ["2027-03-01"]},
            "Lịch làm việc không ghi gì về ngày 01/03/2027 nên không có gì để bỏ.",
        ),
        (
            with_calendar,
            {"day": [day("2027-02-04"), day("2027-02-04")]},
            "Một ngày chỉ được ghi một lần trong văn bản.",
        ),
        (
            with_calendar,
            {"day": [day("2027-03-01", kind="swapped_off", worked_on="2027-03-06")]},
            "Lịch làm việc: ngày 01/03/2027 hoán đổi mà không có ngày kia.",
        ),
        (
            with_calendar,
            {"day": [day("2027-03-01", kind="worked", instead_of="2027-03-06")]},
            "Lịch làm việc, ngày 01/03/2027: ngày làm bù phải là ngày cuối tuần.",
        ),
        (
            with_calendar,
            {"cancelled": ["2026-08-22"]},
            "Lịch làm việc: ngày 31/08/2026 hoán đổi mà không có ngày kia.",
        ),
    ],
)
def test_a_text_that_contradicts_itself_is_refused(lay_over, payload, sentence):
    with pytest.raises(LawError) as refused:
        lay_over(SHIPPED, payload)
    assert str(refused.value) == sentence
