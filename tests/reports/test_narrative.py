"""Sentences of Mẫu số 02 from figures: what is said, what is compared, what is left to a person."""

from decimal import Decimal

import pytest

from law.periods import parse_period
from reports.narrative import left_behind, prefilled, refilled
from reports.narrative_words import compared, percent, spoken
from reports.outline import OUTLINE, TEXT_KEYS, printed

HALF = parse_period("2026-6T")
ZERO = {"01/TCD": 21, "02/XLD": 25, "03/GQKN": 23, "04/GQTC": 25, "05/KQTH": 31, "06/QLKNTC": 17}


def figures(last: dict | None = None, **changed: dict) -> dict:
    """Totals of the six tables, nothing but what is named by its table: T01={1: 40}."""
    totals = {code: {str(n): 0 for n in range(1, count + 1)} for code, count in ZERO.items()}
    for name, values in changed.items():
        code = next(code for code in totals if code.startswith(name[1:]))
        totals[code] |= {str(n): value for n, value in values.items()}
    found = {
        "regime": "TT06-2025",
        "tables": [{"code": code, "total": total} for code, total in totals.items()],
    }
    return found | ({"same_period_last_year": {"totals": last}} if last else {})


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (38, 40, "95%"),
        (1, 3, "33,3%"),
        (2, 3, "66,7%"),
        (1, 16, "6,3%"),
        (0, 5, "0%"),
        (5, 4, "125%"),
    ],
)
def test_a_share_is_rounded_half_up(part, whole, words):
    assert percent(part, whole) == words


def test_numbers_are_written_as_offices_write_them():
    assert [spoken(n) for n in (0, 5, 12, 1234, Decimal("1250.50"), Decimal("0.25"))] == [
        "0", "05", "12", "1.234", "1.250,5", "0,25",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (15, 12, "tăng 03 đơn, 25%, so với cùng kỳ năm trước"),
        (9, 12, "giảm 03 đơn, 25%, so với cùng kỳ năm trước"),
        (12, 12, "bằng cùng kỳ năm trước"),
        (3, 0, "cùng kỳ năm trước không phát sinh"),
        (0, 0, "cùng kỳ năm trước cũng không phát sinh"),
    ],
)
def test_compared_with_the_same_period(now, before, words):
    assert compared(now, before, "đơn") == words


def test_nothing_is_said_to_be_nothing():
    words = prefilled(figures(), HALF)
    assert sorted(words) == sorted(TEXT_KEYS)
    assert words["I.1"] == "Trong kỳ không phát sinh lượt tiếp công dân và đơn khiếu nại, tố cáo."
    assert words["II.1"] == "Trong kỳ không phát sinh lượt tiếp công dân."
    assert words["II.3.b"] == (
        "Trong kỳ không phát sinh đơn tố cáo thuộc thẩm quyền và kết luận nội dung tố cáo."
    )
    by_hand = ("I.2", "II.5", "II.6.a", "III.2", "III.3", "IV", "V", "VI")
    assert [words[key] for key in by_hand] == [""] * 8


def test_what_happened_is_told_beside_last_year():
    last = {"01/TCD": {"1": 32}, "02/XLD": {"6": 8}}
    words = prefilled(
        figures(
            last, T01={1: 40, 2: 55, 3: 30, 5: 40, 6: 55, 7: 30, 10: 6}, T02={1: 12, 6: 10, 9: 5, 11: 5},
            T05={1: 40, 2: 38, 5: 12.25},
        ),
        HALF,
    )  # fmt: skip
    assert words["I.1"] == (
        "Trong kỳ, đã tiếp 40 lượt (tăng 08 lượt, 25%, so với cùng kỳ năm trước); tiếp nhận, xử lý 12 "
        "đơn các loại (cùng kỳ năm trước không phát sinh)."
    )
    assert words["I.1.a"] == (
        "Đơn khiếu nại thuộc thẩm quyền: 10 đơn (tăng 02 đơn, 25%, so với cùng kỳ năm trước). Theo lĩnh "
        "vực: đất đai 05 đơn (50%); lĩnh vực khác 05 đơn (50%)."
    )
    assert words["II.1"].splitlines()[2] == (
        "Thủ trưởng trực tiếp tiếp định kỳ và đột xuất: không phát sinh lượt tiếp trong 06 ngày; không "
        "ủy quyền tiếp."
    )
    assert words["II.4"].splitlines()[:2] == [
        "Số quyết định giải quyết khiếu nại phải thi hành trong kỳ: 40; đã thi hành xong 38/40, đạt 95%.",
        "Đã thu hồi cho Nhà nước 12,25 triệu đồng.",
    ]
    assert words["III.1"] == "Tỷ lệ thực hiện quyết định giải quyết khiếu nại: 38/40, đạt 95%."


def test_a_year_without_any_figure_is_not_compared():
    words = prefilled(figures({"01/TCD": {"1": 0}}, T01={1: 4, 5: 4}), HALF)
    assert "cùng kỳ" not in words["I.1"]


def test_another_regime_has_other_columns_and_no_sentences():
    assert set(prefilled({**figures(T01={1: 4}), "regime": "TT01-2024"}, HALF).values()) == {""}


def test_what_a_person_wrote_stays_when_figures_change():
    before, now = figures(T01={1: 4, 5: 4}), figures(T01={1: 6, 5: 6})
    words = {**prefilled(before, HALF), "I.1": "Viết tay."}
    again = refilled(words, before, now, HALF)
    assert again["I.1"] == "Viết tay."
    assert "06 lượt" in again["II.1"]
    assert left_behind(again, now, HALF) == ["I.1"]


def test_protection_of_denouncers_is_printed_only_when_typed():
    def titles(words: dict) -> list[str]:
        return [s.title for s, _ in printed(words) if s.key.startswith("II.") and s.depth == 2]

    assert titles({})[-1].startswith("5. Công tác quản lý nhà nước")
    assert [t[:2] for t in titles({"II.5": "Bảo vệ 01 người."})] == [
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
        "6.",
    ]
    assert [section.number for section in OUTLINE if section.depth == 1] == [
        "I", "II", "III", "IV", "V", "VI",
    ]  # fmt: skip
