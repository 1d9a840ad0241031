"""Statutory tables as data: what the circular prints, counted and written down by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.errors import LawError
from law.form_comparison import changes_between
from law.form_headings import heading_rows
from law.forms import Term
from law.formulas import parse_formula, print_formula
from law.shipped import shipped_forms

BOOK = shipped_forms()
R2025 = BOOK.regime("TT06-2025")
# The MS row of each table of Circular 06/2025/TT-TTCP, and the bounds of its guidance.
RELATIONS = {
    "01/TCD": [
        "1 = 5+11+17", "2 = 6+12+18", "3 = 7+13+19", "4 = 8+14+20",
        "8 <= 5", "9 <= 6", "14 <= 11", "15 <= 12", "20 <= 17", "21 <= 18",
    ],
    "02/XLD": [
        "3 = 4+23", "4 = 6+12+19", "6 = 7+8", "6 = 9+10+11", "12 = 13+14", "12 = 15+16+17+18",
        "19 = 20+21+22", "23 = 24+25", "2 <= 1", "3 <= 2", "4 <= 3", "5 <= 4",
    ],
    "03/GQKN": ["2 = 3+4+5+6", "7 = 8+9+10+11+12", "2 <= 1", "20 <= 19", "23 <= 22"],
    "04/GQTC": ["2 = 3+4+5+6", "7 = 8+9+10+11+12+13", "2 <= 1", "22 <= 21", "25 <= 24"],
    "05/KQTH": [
        "2 <= 1", "5 <= 3", "6 <= 4", "9 <= 7", "10 <= 8", "12 <= 11", "15 <= 14", "17 <= 16",
        "20 <= 18", "21 <= 19", "24 <= 22", "25 <= 23", "28 <= 27", "31 <= 30",
    ],
    "06/QLKNTC": ["8 <= 6"],
}  # fmt: skip


def test_every_table_is_there_with_its_columns():
    found = {
        regime.code: {form.code: len(form.columns) for form in regime.forms} for regime in BOOK
    }
    kept = {"02/TCD": 17, "03/KQGQ": 31, "04/KQGQ": 24}
    assert found == {
        "TT02-2021": kept,
        "TT01-2024": {
            "01/TCD": 29, "01/XLD": 22, "02/XLD": 26, "03/XLD": 27, "04/XLD": 20,
            "01/KQGQ": 26, "02/KQGQ": 19, **kept,
        },
        "TT06-2025": {
            "01/TCD": 21, "02/XLD": 25, "03/GQKN": 23, "04/GQTC": 25, "05/KQTH": 31,
            "06/QLKNTC": 17,
        },
    }  # fmt: skip


def test_the_relations_are_those_the_circular_prints():
    found = {form.code: [each.name for each in form.relations] for form in R2025.forms}
    assert found == RELATIONS
    assert [each.name for each in R2025.relations] == [
        "03/GQKN(1) = 02/XLD(6)",
        "04/GQTC(1) = 02/XLD(12)",
        "05/KQTH(1) >= 03/GQKN(7)",
        "05/KQTH(16) >= 04/GQTC(7)",
    ]
    assert all(each.holds for form in R2025.forms for each in form.relations)


def test_a_formula_of_two_parts_is_two_relations():
    six = [r for r in R2025.form("02/XLD").relations if r.left == (Term("02/XLD", 6),)]
    assert [tuple(term.column for term in each.right) for each in six] == [(7, 8), (9, 10, 11)]


def test_inferred_bounds_warn_and_never_refuse():
    unsure = {f.code: [r.name for r in f.relations if not r.forced] for f in R2025.forms}
    assert {code: names for code, names in unsure.items() if names} == {
        "01/TCD": ["8 <= 5", "9 <= 6", "14 <= 11", "15 <= 12", "20 <= 17", "21 <= 18"],
        "05/KQTH": ["5 <= 3", "6 <= 4", "9 <= 7", "10 <= 8", "20 <= 18", "21 <= 19", "24 <= 22",
                    "25 <= 23"],
    }  # fmt: skip


def test_what_is_printed_and_not_logical_names_its_case():
    broken = [(r.code, f.code, each) for r in BOOK for f in r.forms for each in f.relations
              if not each.holds]  # fmt: skip
    assert [(regime, code, each.name) for regime, code, each in broken] == [
        ("TT02-2021", "03/KQGQ", "6 = 24+26+28"),
        ("TT02-2021", "03/KQGQ", "6 = 30+31"),
        ("TT01-2024", "02/XLD", "23 = 24+25"),
        ("TT01-2024", "03/XLD", "24 = 25+26"),
        ("TT01-2024", "04/XLD", "16 = 17+18"),
        ("TT01-2024", "03/KQGQ", "6 = 24+26+28"),
        ("TT01-2024", "03/KQGQ", "6 = 30+31"),
    ]
    assert all(each.counterexample and not each.forced for _, _, each in broken)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2021, 5, 10), "TT02-2021"),
        (date(2024, 3, 4), "TT02-2021"),
        (date(2024, 3, 5), "TT01-2024"),
        (date(2025, 9, 29), "TT01-2024"),
        (date(2025, 9, 30), "TT06-2025"),
        (date(2026, 12, 14), "TT06-2025"),
    ],
)
def test_the_regime_of_a_day(day, code):
    assert BOOK.regime_on(day).code == code


def test_a_table_that_was_not_renumbered_keeps_its_layout():
    form = BOOK.form("03/KQGQ", on=date(2024, 6, 14))
    assert (form.regime, form.layout_from, form.valid_from) == (
        "TT01-2024", "TT02-2021", date(2024, 3, 5),
    )  # fmt: skip
    assert "Thông tư 02/2021/TT-TTCP" in form.note
    assert BOOK.form("02/XLD", on=date(2024, 6, 14)).columns[13].note.startswith("Danh mục")


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: BOOK.regime_on(date(2020, 1, 1)),
         "Không có chế độ báo cáo nào cho ngày 01/01/2020; các chế độ có: TT02-2021 (từ 10/05/2021 "
         "đến 04/03/2024), TT01-2024 (từ 05/03/2024 đến 29/09/2025), TT06-2025 (từ 30/09/2025)."),
        (lambda: BOOK.form("01/KQGQ", on=date(2026, 6, 14)),
         "Chế độ TT06-2025 (từ 30/09/2025) không có biểu “01/KQGQ”; các biểu có: 01/TCD, 02/XLD, "
         "03/GQKN, 04/GQTC, 05/KQTH, 06/QLKNTC."),
        (lambda: R2025.form("01/TCD").column(22),
         "Biểu 01/TCD của chế độ TT06-2025 không có cột 22."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_sentence(ask, sentence):
    with pytest.raises(LawError) as refused:
        ask()
    assert str(refused.value) == sentence


def test_money_and_land_carry_their_unit():
    units = {c.number: c.unit for c in R2025.form("05/KQTH").columns if c.unit}
    assert units == {
        **dict.fromkeys((3, 5, 7, 9, 18, 20, 22, 24), "trđ"),
        **dict.fromkeys((4, 6, 8, 10, 19, 21, 23, 25), "m2"),
    }


def test_the_head_covers_every_column_once_a_row():
    for regime in BOOK:
        for form in regime.forms:
            rows = heading_rows(form.columns)
            for level, row in enumerate(rows):
                above = [c for before in rows[:level] for c in before if c.rows > 1]
                covered = sorted(
                    n for c in (*row, *above) for n in range(c.first, c.first + c.columns)
                )
                assert covered == list(range(len(form.columns))), (form.code, level)


def test_guidance_stands_at_the_columns_of_2025():
    ten = R2025.form("01/TCD").column(10)
    assert "được thông báo công khai" in ten.guidance
    assert [len([c for c in f.columns if c.guidance]) for f in R2025.forms] == [
        19, 18, 9, 10, 15, 12,
    ]  # fmt: skip


def test_comparison_finds_the_columns_again():
    before, after = BOOK.regime("TT01-2024"), R2025
    changes = {change.code: change for change in changes_between(before, after)}
    assert [(code, change.word) for code, change in changes.items()] == [
        ("01/TCD", "có thay đổi"), ("02/XLD", "có thay đổi"), ("03/GQKN", "mới"),
        ("04/GQTC", "mới"), ("05/KQTH", "mới"), ("06/QLKNTC", "mới"), ("01/KQGQ", "bỏ"),
        ("01/XLD", "bỏ"), ("02/KQGQ", "bỏ"), ("03/XLD", "bỏ"), ("04/XLD", "bỏ"), ("02/TCD", "bỏ"),
        ("03/KQGQ", "bỏ"), ("04/KQGQ", "bỏ"),
    ]  # fmt: skip
    first, fifth = changes["01/TCD"].columns[0], changes["01/TCD"].columns[4]
    assert (first.word, fifth.old.number, fifth.word) == ("", 4, "đổi số cột")


_NUMBER = st.integers(min_value=1, max_value=99)
_PART = st.tuples(_NUMBER, st.lists(st.tuples(st.booleans(), _NUMBER), max_size=5)).map(
    lambda made: (made[0], *(number if plus else -number for plus, number in made[1]))
)


@given(st.lists(_PART, min_size=1, max_size=4).map(tuple))
def test_a_formula_printed_and_read_again_is_the_same(parts):
    text = print_formula(parts)
    assert parse_formula(text) == parts
    assert parse_formula(text.replace("+", " + ").replace("=", " = ")) == parts


def _read_again(text: str) -> bool:
    """True when the text is a formula that is printed as it was read; False for a refusal."""
    try:
        parts = parse_formula(text)
    except LawError:
        return False
    assert parse_formula(print_formula(parts)) == parts
    return True


@given(st.text(alphabet="0123456789+-= x.", max_size=12))
def test_any_text_is_a_formula_or_a_sentence(text):
    strange = any(letter in "x." for letter in text) or not any(map(str.isdigit, text))
    assert not (strange and _read_again(text))
    _read_again(text)
