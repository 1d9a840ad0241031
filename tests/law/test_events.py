from datetime import date

import pytest

from law.enums import EventType
from law.errors import LawError
from law.events import Event, Pause, course_of, parse_events
from law.rules import Extension

START = date(2026, 7, 6)
CAP = Extension(30, 1, 2)


def pause(day, ground="điều 11a", document="12/QĐ"):
    return Event(EventType.PAUSE, date(2026, 7, day), ground, document)


def resume(day):
    return Event(EventType.RESUME, date(2026, 7, day), "", "13/QĐ")


def extend(day, days=30, ground="phức tạp", document="14/QĐ"):
    return Event(EventType.EXTEND, date(2026, 7, day), ground, document, days)


def test_events_are_paired_and_summed():
    course = course_of([pause(13), extend(14, 20), resume(20)], start=START, extension=CAP)
    assert course.pauses == (
        Pause(date(2026, 7, 13), "điều 11a", "12/QĐ", date(2026, 7, 20), "13/QĐ"),
    )
    assert course.extra_days == 20
    assert course.pause_on(date(2026, 7, 19)) == course.pauses[0]
    assert course.pause_on(date(2026, 7, 20)) is None


def test_a_case_may_be_suspended_again_on_the_day_it_was_resumed():
    course = course_of([pause(13), resume(20), pause(20)], start=START, extension=None)
    assert course.pause_on(date(2026, 7, 20)) == course.pauses[1]


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([resume(13)], "Tiếp tục giải quyết ngày 13/07/2026 khi vụ việc không tạm đình chỉ."),
        (
            [pause(13), resume(14), resume(15)],
            "Tiếp tục giải quyết ngày 15/07/2026 khi vụ việc không tạm đình chỉ.",
        ),
        (
            [pause(13), pause(14)],
            "Tạm đình chỉ ngày 14/07/2026 khi vụ việc đang tạm đình chỉ từ 13/07/2026.",
        ),
        (
            [pause(13), resume(13)],
            "Tiếp tục giải quyết ngày 13/07/2026 phải sau ngày tạm đình chỉ 13/07/2026.",
        ),
        ([pause(3)], "Tạm đình chỉ ngày 03/07/2026 trước ngày bắt đầu tính hạn 06/07/2026."),
        (
            [extend(14), pause(13)],
            "Tạm đình chỉ ngày 13/07/2026 không theo thứ tự thời gian, sau sự kiện 14/07/2026.",
        ),
        ([pause(13, ground="")], "Tạm đình chỉ ngày 13/07/2026 thiếu căn cứ pháp lý, lý do."),
        ([pause(13, document="")], "Tạm đình chỉ ngày 13/07/2026 thiếu số, ký hiệu văn bản."),
        ([extend(13, ground="")], "Gia hạn ngày 13/07/2026 thiếu căn cứ pháp lý, lý do."),
        ([extend(13, days=31)], "Gia hạn ngày 13/07/2026: số ngày gia hạn phải từ 1 đến 30."),
        ([extend(13, days=0)], "Gia hạn ngày 13/07/2026: số ngày gia hạn phải từ 1 đến 30."),
        ([extend(13, days=None)], "Gia hạn ngày 13/07/2026: số ngày gia hạn phải từ 1 đến 30."),
        (
            [extend(13), extend(14), extend(15)],
            "Gia hạn ngày 15/07/2026: chỉ được gia hạn nhiều nhất 2 lần.",
        ),
    ],
)
def test_impossible_courses_are_refused(events, sentence):
    with pytest.raises(LawError) as refused:
        course_of(events, start=START, extension=CAP)
    assert str(refused.value) == sentence


def test_a_period_without_extension_in_the_law_is_not_extended():
    with pytest.raises(LawError) as refused:
        course_of([extend(13)], start=START, extension=None)
    assert str(refused.value) == (
        "Gia hạn ngày 13/07/2026: pháp luật không cho gia hạn thời hạn này."
    )


def test_events_file():
    data = [
        {"type": "pause", "on": "2026-07-13", "ground": " điều 11a ", "document": "12/QĐ"},
        {"type": "resume", "on": "03/08/2026", "ground": None},
        {"type": "extend", "on": "2026-08-04", "ground": "x", "document": "y", "days": 30},
    ]
    assert parse_events(data) == (
        Event(EventType.PAUSE, date(2026, 7, 13), "điều 11a", "12/QĐ"),
        Event(EventType.RESUME, date(2026, 8, 3)),
        Event(EventType.EXTEND, date(2026, 8, 4), "x", "y", 30),
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Tệp sự kiện phải là một danh sách."),
        (["x"], "Sự kiện thứ 1 phải là một đối tượng có “type” và “on”."),
        ([{"type": "stop"}], "Sự kiện thứ 1: “type” phải là một trong pause, resume, extend."),
        ([{"type": []}], "Sự kiện thứ 1: “type” phải là một trong pause, resume, extend."),
        ([{"type": "pause"}], "Sự kiện thứ 1: thiếu ngày “on”."),
        (
            [{"type": "resume", "on": "2026-07-32"}],
            "“2026-07-32” không phải là ngày hợp lệ; hãy ghi dạng 2026-07-01 hoặc 01/07/2026.",
        ),
        (
            [{"type": "extend", "on": "2026-07-13", "days": "30"}],
            "Sự kiện thứ 1: “days” phải là số nguyên.",
        ),
        (
            [{"type": "extend", "on": "2026-07-13", "days": True}],
            "Sự kiện thứ 1: “days” phải là số nguyên.",
        ),
        (
            [{"type": "pause", "on": "2026-07-13", "ground": 7}],
            "Sự kiện thứ 1: “ground” và “document” phải là chữ.",
        ),
    ],
)
def test_wrong_events_file(data, sentence):
    with pytest.raises(LawError) as refused:
        parse_events(data)
    assert str(refused.value) == sentence
