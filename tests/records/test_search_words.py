"""Words of the search: what a record is found by, what may be asked, what is highlighted."""

import unicodedata
from datetime import date

import pytest

from records.search_words import (
    NO_WORD,
    ONE_LETTER,
    TOO_LONG,
    TOO_MANY,
    Asked,
    asked,
    day_key,
    index_text,
    marked,
    place_key,
    place_keys,
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Lan Nguyễn Thị", ("lan", "nguyen", "thi")),
        (unicodedata.normalize("NFD", "Đặng Thị Huệ"), ("dang", "thi", "hue")),
        ("\u00d0ặng", ("dang",)),  # Ð of Iceland, typed for Đ
        ("đất/nhà", ("dat", "nha")),
        ("05/2026", ("5/2026",)),
        ("số 5/2026", ("so", "5/2026")),
        ("05/TB-BTCD", ("5/tb-btcd",)),
        ("12/03/2026", ("12/3/2026",)),
        ("12-3-2026", ("12/3/2026",)),
        ("2026-03-12", ("12/3/2026",)),
        ("thuo* be*", ("thuo*", "be")),
        ("a an", ("a", "an")),
        ("100% 'đất'; -- \\", ("100", "dat")),
        ("đất ĐẤT dat", ("dat",)),
    ],
)
def test_what_is_asked(typed, words):
    assert asked(typed).words == words


@pytest.mark.parametrize(
    ("typed", "objection"),
    [
        ("%", NO_WORD), ("_", NO_WORD), ("'", NO_WORD), ("\\ -- ; ()", NO_WORD), ("***", NO_WORD),
        ("\u0301\u0300", NO_WORD), ("a", ONE_LETTER), ("5", ONE_LETTER), ("a b c*", ONE_LETTER),
        ("x" * 10_000, TOO_LONG), ("đất " * 2500, TOO_LONG),
    ],
    ids=[f"bad {n}" for n in range(11)],
)  # fmt: skip
def test_what_cannot_be_searched_is_answered_by_a_sentence(typed, objection):
    told = asked(typed)
    assert (told.words, told.objection) == ((), objection)


def test_nothing_typed_is_nothing_asked():
    assert asked(" \x00 ") == Asked("")


def test_twelve_words_are_enough():
    told = asked(" ".join(f"tu{n}" for n in range(1, 15)))
    assert (len(told.words), told.note) == (12, TOO_MANY)


def test_a_number_is_kept_whole_and_in_parts_a_day_whole():
    text = index_text(
        ["Đơn số 05/2026, QĐ 12/QĐ-UBND ngày 03.11.2026, đơn số 05/2026"], [":tan_thanh"]
    )
    assert text == (":tan_thanh don so 5/2026 2026 qd 12/qd-ubnd 12 ubnd ngay 3/11/2026")


def test_a_long_text_is_cut_at_a_word_and_a_long_word_is_cut():
    text = index_text([" ".join(f"tu{n:05d}" for n in range(2000)), "sau"])
    assert len(text) <= 6000
    assert text.rsplit(" ", 1)[-1].startswith("tu")
    assert index_text(["x" * 5000]) == "x" * 40


def test_days_and_places_as_keys():
    assert day_key(date(2026, 3, 2)) == "2/3/2026"
    assert place_key("thôn Nà Lầu, xã Tân Thanh") == ":xa_tan_thanh"
    assert place_keys(["Xã Tân Thanh", "Thị trấn Đồng Đăng"]) == [
        ":xa_tan_thanh", ":tan_thanh", ":thi_tran_dong_dang", ":dong_dang",
    ]  # fmt: skip


def test_whole_words_are_highlighted_whatever_their_accents():
    pieces = marked("Đơn số 05/2026: Kiến nghị sửa đường", ("5/2026", "duong", "nghi*"))
    assert pieces == [
        ("Đơn số ", False), ("05/2026", True), (": Kiến ", False), ("nghị", True),
        (" sửa ", False), ("đường", True),
    ]  # fmt: skip
    assert marked("Vụ việc: Lang Sơn", ("lan",)) == [("Vụ việc: Lang Sơn", False)]
