"""The lookup code: read out, mistyped, swapped."""

from hypothesis import given
from hypothesis import strategies as st

from reception.lookup_code import ALPHABET, LENGTH, grouped, new_code, normal

codes = st.builds(lambda _: new_code(), st.integers())


def test_codes_are_twelve_letters_and_differ():
    found = {new_code() for _ in range(500)}
    assert len(found) == 500
    assert {len(code) for code in found} == {LENGTH}
    assert {letter for code in found for letter in code} <= set(ALPHABET)


def test_a_known_code():
    assert normal("000000000000") == "000000000000"
    assert normal("10000000000D") is None
    assert grouped("ABCD12345678") == "ABCD-1234-5678"


@given(codes)
def test_a_code_is_known_however_it_is_written(code):
    assert normal(code) == code
    assert normal(f" {grouped(code).lower()} ") == code
    assert normal(code.replace("0", "o").replace("1", "l")) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(code, place, letter):
    wrong = code[:place] + letter + code[place + 1 :]
    assert normal(wrong) == (code if wrong == code else None)


@given(codes, st.integers(0, LENGTH - 2))
def test_swapped_neighbours_are_noticed(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert normal(swapped) == (code if swapped == code else None)


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    assert normal(text) is None or len(normal(text)) == LENGTH
