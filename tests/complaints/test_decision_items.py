"""Việc phải thi hành, one a line: read as officials write, refused with the number of the line."""

from datetime import date
from decimal import Decimal

import pytest

from complaints.procedure import extension
from complaints.procedure.items import Item, Unreadable, items_of
from complaints.procedure.names import DutyItem


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Thu hồi tiền cho Nhà nước | Nộp lại tiền | 1.250.000 đồng",
            Item(DutyItem.STATE_MONEY, "Nộp lại tiền", Decimal(1_250_000)),
        ),
        (
            "back_land|Trả lại thửa 12|120,5 m²||30/11/2026",
            Item(DutyItem.BACK_LAND, "Trả lại thửa 12", Decimal("120.5"), 0, date(2026, 11, 30)),
        ),
        (
            "xử lý hành chính CÁ NHÂN | Kiểm điểm | 3 | 2 |",
            Item(DutyItem.PERSON, "Kiểm điểm", Decimal(3), 2),
        ),
    ],
)
def test_an_item_is_read(line, expected):
    assert items_of({"items": [line]}) == [expected]
    assert items_of({"items": f"\n{line}\n\n"}) == [expected]


def test_nothing_to_do_is_no_item():
    assert items_of({}) == items_of({"items": []}) == items_of({"items": "  "}) == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Nộp lại tiền", "cần loại việc | nội dung | số phải thi hành."),
        ("person | Kiểm điểm | 1 | 1 | 30/11/2026 | thêm", "cần loại việc | nội dung | số"),
        ("tiền | Nộp lại | 5", "không có loại việc “tiền”."),
        ("person |  | 5", "hãy ghi nội dung phải thi hành."),
        ("state_money | Nộp lại | 1.25", "không đọc được số “1.25”"),
        ("state_money | Nộp lại | -5", "không đọc được số “-5”"),
        ("person | Kiểm điểm | 2 | 3", "không thể lớn hơn số phải thi hành."),
        ("person | Kiểm điểm | 2 | ba", "số cán bộ, công chức “ba” không phải là số."),
        ("person | Kiểm điểm | 2 | ² ", "“²” không phải là số."),
        ("person | Kiểm điểm | 2 | | 31/11/2026", "hạn “31/11/2026” không phải ngày dd/mm/yyyy."),
    ],
)
def test_a_line_that_is_no_item_is_told_by_its_number(line, sentence):
    good = "person | Kiểm điểm | 1"
    with pytest.raises(Unreadable) as refused:
        items_of({"items": [good, line]})
    assert str(refused.value).startswith("Việc phải thi hành, dòng 2: ")
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("days", "criteria", "given", "allowed"),
    [
        (1, 1, 0, True), (30, 1, 0, True), (31, 1, 0, False), (0, 1, 0, False),
        (30, 1, 1, False), (30, 2, 1, True), (30, 7, 1, True), (30, 2, 2, False),
        (1, 7, 2, False),
    ],
)  # fmt: skip
def test_how_often_and_how_long_a_denunciation_is_extended(days, criteria, given, allowed):
    reason = extension.refusal(days=days, criteria=criteria, given=given)
    assert (reason is None) == allowed
