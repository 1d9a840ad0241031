"""A rule that contradicts itself never gets in, and the sentence names the place."""

from datetime import date, datetime

import pytest

from law.errors import LawError
from law.rule_data import rule_book
from law.rules import Extension, Reading


def version(**changes):
    table = {
        "valid_from": date(2026, 7, 1),
        "amount": 7,
        "unit": "working_days",
        "citation": "Luật, điều 1",
        "confidence": "verified",
    }
    return {key: value for key, value in {**table, **changes}.items() if value is not None}


def book(*versions, **changes):
    table = {"code": "X", "kind": "deadline", "duty": "việc", "trigger": "ngày nhận"}
    return {"rule": [{**table, "version": list(versions or [version()]), **changes}]}


def test_a_rule_with_everything():
    data = book(
        version(
            branches={"complex": 10, "complex+remote": 20},
            extension={"each": 30, "times_if_complex": 1, "times_if_especially_complex": 2},
            note="ghi chú",
            valid_to=date(2027, 1, 1),
        ),
        aliases=["Y"],
        local_parameter=True,
    )
    reading = {
        "rule": "X",
        "valid_from": date(2026, 7, 1),
        "amount": 9,
        "unit": "calendar_days",
        "citation": "Nghị định",
    }
    rule = rule_book(data, {"reading": [reading]}).get("Y")
    only = rule.versions[0]
    assert (rule.code, rule.local_parameter, only.note) == ("X", True, "ghi chú")
    assert only.branches == {"complex": 10, "complex+remote": 20}
    assert only.extension == Extension(30, 1, 2)
    assert only.other_reading == Reading(9, "calendar_days", "Nghị định")


PERIODS = {"unit": "period", "amount": None}
SENTENCES = [
    ({}, "Bộ quy định: thiếu “rule”."),
    ({"rule": [], "x": 1}, "Bộ quy định: thiếu “rule”."),
    ({**book(), "x": 1}, "Bộ quy định: không hiểu “x”."),
    ({"rule": ["x"]}, "Quy định: phải là một bảng dữ liệu."),
    (book(code=""), "Quy định: thiếu “code”."),
    (book(code=7), "Quy định: “code” phải là chữ."),
    (book(kind="wish"), "Quy định X: “kind” không nhận giá trị “wish”."),
    (book(local_parameter=1), "Quy định X: “local_parameter” phải là true hoặc false."),
    (book(colour="red"), "Quy định X: không hiểu “colour”."),
    (book(version=[]), "Quy định X: thiếu “version”."),
    (book(version(valid_from=None)), "Quy định X: thiếu “valid_from”."),
    (
        book(version(valid_from=datetime(2026, 7, 1))),  # noqa: DTZ001 - a wrong type on purpose
        "Quy định X: “valid_from” phải là ngày.",
    ),
    (book(version(amount=0)), "Quy định X từ 01/07/2026: “amount” phải là số nguyên dương."),
    (book(version(amount=True)), "Quy định X từ 01/07/2026: “amount” phải là số nguyên."),
    (book(version(amount=None)), "Quy định X từ 01/07/2026: thiếu “amount”."),
    (
        book(version(unit="period")),
        "Quy định X từ 01/07/2026: loại “deadline” không dùng đơn vị “period”.",
    ),
    (
        book(version(confidence="sure")),
        "Quy định X từ 01/07/2026: “confidence” không nhận giá trị “sure”.",
    ),
    (book(version(day_of_month=3)), "Quy định X từ 01/07/2026: không hiểu “day_of_month”."),
    (
        book(version(branches={"hard": 9})),
        "Quy định X từ 01/07/2026: không hiểu trường hợp “hard”.",
    ),
    (
        book(version(branches={"remote+complex": 9})),
        "Quy định X từ 01/07/2026: không hiểu trường hợp “remote+complex”.",
    ),
    (
        book(version(branches={"complex": "9"})),
        "Quy định X từ 01/07/2026: “complex” phải là số nguyên dương.",
    ),
    (
        book(version(branches=[])),
        "Quy định X từ 01/07/2026: “branches” phải là bảng dữ liệu.",
    ),
    (
        book(version(extension={"each": 30, "times_if_complex": 1})),
        "Quy định X từ 01/07/2026, gia hạn: thiếu “times_if_especially_complex”.",
    ),
    (
        book(
            version(extension={"each": 9, "times_if_complex": 2, "times_if_especially_complex": 1})
        ),
        "Quy định X từ 01/07/2026, gia hạn: vụ đặc biệt phức tạp không thể được gia hạn ít lần "
        "hơn vụ phức tạp.",
    ),
    (
        book(version(valid_to=date(2026, 6, 1))),
        "Quy định X: phiên bản từ 01/07/2026 đến 01/06/2026 kết thúc trước khi bắt đầu.",
    ),
    (
        book(version(), version(valid_from=date(2027, 1, 1))),
        "Quy định X: phiên bản từ 01/07/2026 chồng lên phiên bản từ 01/01/2027.",
    ),
    (
        book(version(valid_to=date(2027, 1, 1)), version(valid_from=date(2027, 1, 1))),
        "Quy định X: phiên bản từ 01/07/2026 đến 01/01/2027 chồng lên phiên bản từ 01/01/2027.",
    ),
    (
        book(version(**PERIODS, periods={"Q1": ["03-14"]}), kind="cut_off"),
        "Quy định X từ 01/07/2026: kỳ “Q1” phải có ngày đầu và ngày cuối.",
    ),
    (
        book(version(**PERIODS, periods={"Q1": ["13-15", "03-14"]}), kind="cut_off"),
        "Quy định X từ 01/07/2026: kỳ “Q1” ghi ngày sai; đúng là tháng-ngày như 03-14.",
    ),
    (
        book(version(**PERIODS, periods={"Q1": ["01-15", "3-14"]}), kind="cut_off"),
        "Quy định X từ 01/07/2026: kỳ “Q1” ghi ngày sai; đúng là tháng-ngày như 03-14.",
    ),
    (
        book(version(unit="day_of_last_month", amount=None, day_of_month=29), kind="send_by"),
        "Quy định X từ 01/07/2026: “day_of_month” phải là ngày mà tháng nào cũng có.",
    ),
]


@pytest.mark.parametrize(("data", "sentence"), SENTENCES)
def test_wrong_data_is_refused_with_its_place(data, sentence):
    with pytest.raises(LawError) as refused:
        rule_book(data)
    assert str(refused.value) == sentence


def test_a_reading_belongs_to_a_version():
    reading = {
        "rule": "X",
        "valid_from": date(2020, 1, 1),
        "amount": 9,
        "unit": "calendar_days",
        "citation": "Nghị định",
    }
    with pytest.raises(LawError) as refused:
        rule_book(book(), {"reading": [reading]})
    assert str(refused.value) == "Cách ghi khác: X không có phiên bản từ 01/01/2020."
