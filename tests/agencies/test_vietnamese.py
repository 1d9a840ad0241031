"""Vietnamese text: tidy, folded, in dictionary order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.vietnamese import fold, name_sort_key, sort_key, tidy


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Huệ", "dang thi hue"),
        ("  ỦY  BAN\tNHÂN DÂN ", "uy ban nhan dan"),
        (unicodedata.normalize("NFD", "Nguyễn Ước"), "nguyen uoc"),
        ("thôn Nà\nLùng", "thon na lung"),
        ("a\x00b\u200bc", "abc"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_stable_and_of_one_form(text: str) -> None:
    folded = fold(text)

    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert tidy(folded) == folded


def test_dictionary_order_of_letters_and_tones() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "măng", "mâm", "me", "mê", "đa", "da"]

    assert sorted(words, key=sort_key) == [
        "da", "đa", "ma", "mà", "mả", "mã", "má", "mạ", "măng", "mâm", "me", "mê",
    ]  # fmt: skip


def test_people_are_ordered_by_given_name() -> None:
    people = ["Nguyễn Văn Bình", "Lê Thị Ánh", "Trần An", "Đỗ Thị Ánh"]

    assert sorted(people, key=name_sort_key) == [
        "Trần An",
        "Đỗ Thị Ánh",
        "Lê Thị Ánh",
        "Nguyễn Văn Bình",
    ]
