"""A later regime, and every bad file: one sentence that names the place."""

from datetime import date
from pathlib import Path

import pytest

from law.errors import LawError
from law.form_adoption import with_regime
from law.regime_file import payload_of
from law.regime_text import text_of
from law.shipped import shipped_forms

EXAMPLE = Path("docs/regime-example.toml").read_text(encoding="utf-8")
BOOK = shipped_forms()


def adopted(text: str):
    return with_regime(BOOK, payload_of(text))


def test_the_regime_before_ends_the_day_before():
    book = adopted(EXAMPLE)
    assert [(each.code, each.valid_from, each.valid_to) for each in book][2:] == [
        ("TT06-2025", date(2025, 9, 30), date(2027, 2, 28)),
        ("TT99-2027", date(2027, 3, 1), None),
    ]
    assert [book.regime_on(day).code for day in (date(2027, 2, 28), date(2027, 3, 1))] == [
        "TT06-2025",
        "TT99-2027",
    ]
    assert book.form("02/XLD", on=date(2027, 2, 28)).valid_to == date(2027, 2, 28)
    kept = book.form("06/QLKNTC", on=date(2027, 3, 14))
    assert (kept.regime, kept.layout_from, len(kept.columns)) == ("TT99-2027", "TT06-2025", 17)
    assert book.form("01/TCD", regime="TT99-2027").columns[3].is_counted is False
    assert BOOK.regimes[-1].valid_to is None


def test_a_formula_that_takes_away_adds_on_the_other_side():
    book = adopted(EXAMPLE.replace('"3+4"', '"2-3"'))
    found = book.form("01/TCD", regime="TT99-2027").relations[0]
    assert (found.name, [t.column for t in found.left], [t.column for t in found.right]) == (
        "1 = 2-3", [1, 3], [2],
    )  # fmt: skip


@pytest.mark.parametrize("regime", BOOK.regimes, ids=lambda regime: regime.code)
def test_a_regime_written_out_and_read_again_has_the_same_tables(regime):
    text = text_of(regime).replace(f'code = "{regime.code}"', 'code = "TT99-2027"', 1)
    book = with_regime(BOOK, {**payload_of(text), "valid_from": "2027-03-01"})
    again = book.regimes[-1]
    assert again.relations == regime.relations
    for form, twin in zip(regime.forms, again.forms, strict=True):
        assert (form.code, form.columns, form.relations, form.guidance) == (
            twin.code, twin.columns, twin.relations, twin.guidance,
        )  # fmt: skip


BAD = [
    ("number = 3\n", "number = 9\n", "Biểu 01/TCD: thiếu cột 3; các cột phải đánh số liên tục từ 1."),
    ("number = 3\n", "number = 2\n", "Biểu 01/TCD: hai cột cùng số 2."),
    ('"3+4"', '"3+9"',
     "Biểu 01/TCD, cột 1: công thức “3+9” nhắc đến cột 9 không có trong biểu."),
    ('"3+4"', '"3+1"', "Biểu 01/TCD, cột 1: công thức dẫn về chính cột này."),
    ('"3+4"', '"ba cộng bốn"',
     "Biểu 01/TCD, cột 1: không hiểu công thức “ba cộng bốn”; đúng là số cột với dấu +, - và =, "
     "như 7+8=9+10+11."),
    ('measure = "people"', 'measure = "nguoi"',
     "Biểu 01/TCD, cột 2: số đo “nguoi” không có trong từ điển số đo."),
    ('measure = "people"', 'measure = "complaint_state_money"',
     "Biểu 01/TCD, cột 2: tiêu đề ghi đơn vị “số đếm” mà số đo “complaint_state_money” không cùng."),
    ('measure = "people"\n', "", "Biểu 01/TCD, cột 2: thiếu “measure”."),
    ('note = "Ví dụ một cột mà hệ thống không có số liệu."\n', "",
     "Biểu 01/TCD, cột 4: cột không có số đo phải ghi lý do ở “note”."),
    ("at_most = 1\nat_most_sure", "at_most = 7\nat_most_sure",
     "Biểu 02/XLD, cột 2: “at_most” nhắc đến cột 7 không hợp lệ."),
    ('"02/XLD.2"', '"02/XLD.7"',
     "Chế độ TT99-2027, quan hệ giữa các biểu: “02/XLD.7” nhắc đến biểu hoặc cột không có."),
    ('">="\n', '"≥"\n',
     "Chế độ TT99-2027, quan hệ giữa các biểu: không hiểu dấu “≥”; đúng là =, >= hoặc <=."),
    ('code = "02/XLD"', 'code = "01/TCD"', "Chế độ TT99-2027: biểu 01/TCD được ghi hai lần."),
    ('code = "02/XLD"', 'code = "XLD"',
     "Chế độ TT99-2027, biểu: ký hiệu “XLD” phải có dạng 01/TCD."),
    ('layout_from = "TT06-2025"', 'layout_from = "TT07-2026"',
     "Chế độ TT99-2027, biểu giữ lại: không có chế độ “TT07-2026”."),
    ('"TT99-2027"', '"TT06-2025"', "Mã chế độ TT06-2025 đã có; chế độ mới phải có mã riêng."),
    ('"TT99-2027"', '"Thông tư 99"',
     "Chế độ báo cáo: mã “Thông tư 99” phải viết hoa, không dấu, như TT06-2025."),
    ("2027-03-01", "2025-09-01",
     "Chế độ TT99-2027 có hiệu lực từ 01/09/2025, chồng lên chế độ TT06-2025 (từ 30/09/2025); chế "
     "độ mới phải bắt đầu sau đó."),
    ('heading = ["Tổng số người được tiếp"]', 'heading = ["Tổng số lượt tiếp"]',
     "Biểu 01/TCD: hai cột cùng tiêu đề “Tổng số lượt tiếp”."),
    ('heading = ["Tổng số người được tiếp"]', 'heading = ["Số\\u0007người"]',
     "“heading”: có ký tự không in được hoặc xuống dòng."),
    ('heading = ["Tổng số người được tiếp"]', "heading = []", "Biểu 01/TCD, cột 2: thiếu “heading”."),
    ("number = 2\n", 'number = 2\nmau = "đỏ"\n', "Biểu 01/TCD, cột 2: không hiểu “mau”."),
    ("number = 2\n", "number = 2.5\n", "“number”: không nhận số lẻ."),
    ("number = 2\n", "number = \n", "Tệp không đúng cú pháp TOML ở dòng 20, cột 10."),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "sentence"), BAD)
def test_a_bad_file_is_one_sentence(good, bad, sentence):
    assert good in EXAMPLE
    with pytest.raises(LawError) as refused:
        adopted(EXAMPLE.replace(good, bad, 1))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n", "Tệp không có nội dung."),
        ("x = " + "[" * 5000 + "]" * 5000, "Tệp lồng nhau quá sâu."),
        ('code = "TT99-2027"\ncircular = "x"\nvalid_from = 2027-03-01\n',
         "Chế độ TT99-2027: thiếu “table”: phải có ít nhất một biểu."),
        ("n = " + "9" * 5000, "Tệp không đúng cú pháp TOML."),
    ],
)  # fmt: skip
def test_what_is_no_regime_at_all(text, sentence):
    with pytest.raises(LawError) as refused:
        adopted(text)
    assert str(refused.value) == sentence
