"""Forms as data: every file is whole, blanks stand where nothing is known, versions follow the law."""

from datetime import date, datetime

import pytest

from complaints.papers.filling import BLANK, NAME, day_in_words, draw, fill, shown
from complaints.papers.form import read_form
from complaints.papers.names import CASE_NAMES
from complaints.papers.registry import form_of, forms, forms_for, validity_refusal
from complaints.procedure.names import ProcedureKind
from complaints.procedure.tables import TABLES
from tests.factories import HANOI

AS_OF_2026 = {
    *(f"124-{n:02d}" for n in range(1, 17)), "124-14a", "124-14b", "154-02",
    *(f"31-{n:02d}" for n in range(1, 13)),
}  # fmt: skip


def test_every_form_of_2026_is_there():
    today = date(2026, 11, 18)

    current = {code for code, form in forms().items() if form.is_in_force(today)}

    assert sorted(AS_OF_2026 - current) == []


@pytest.mark.parametrize("code", sorted(forms()))
def test_every_name_in_a_form_is_known(code):
    form = forms()[code]
    known = set(CASE_NAMES) | {ask.name for ask in form.asks} | set("123456789")
    sources = [block.source for block in form.blocks if block.source]
    conditions = [name for block in form.blocks for name in (block.when, block.unless) if name]
    named = [name for text in form.templates for name in NAME.findall(text)]

    assert sorted({*named, *sources, *conditions} - known) == []


@pytest.mark.parametrize("code", sorted(forms()))
def test_no_question_is_asked_twice_or_in_vain(code):
    form = forms()[code]
    names = [ask.name for ask in form.asks]
    printed = {name for text in form.templates for name in NAME.findall(text)}
    printed |= {part for b in form.blocks for part in (b.source, b.when, b.unless)}

    assert sorted(names) == sorted(set(names))
    assert sorted(set(names) - printed) == []


def test_every_form_that_a_step_names_exists_for_its_procedure():
    missing = [
        (kind, step.name, step.form)
        for kind, steps in TABLES.items()
        for step in steps
        if step.form and kind not in getattr(form_of(step.form), "procedures", ())
    ]

    assert missing == []


def test_replaced_forms_end_the_day_before_and_name_what_took_their_place():
    first, last = date(2026, 7, 1), date(2026, 6, 30)
    old = {
        code: form.replaced_by
        for code, form in forms().items()
        if form.decree.startswith("Nghị định 124") and form.valid_to
    }

    assert old == {f"124-{n}-2020": f"124-{n}" for n in ("01", "02", "03", "04", "14")}
    for code, new in old.items():
        assert (forms()[code].valid_to, forms()[new].valid_from) == (last, first)


def test_a_form_of_the_past_is_refused_with_the_one_in_force():
    reason = validity_refusal(forms()["124-03-2020"], date(2026, 7, 1))

    assert reason == (
        "Mẫu số 03 (Nghị định 124/2020/NĐ-CP) hết hiệu lực sau ngày 30/06/2026; hãy dùng Mẫu số 03 "
        "theo Phụ lục Nghị định 124/2020/NĐ-CP, thay thế bởi Nghị định 155/2026/NĐ-CP, điều 20 "
        "khoản 1."
    )
    assert validity_refusal(forms()["124-03-2020"], date(2026, 6, 30)) is None
    assert validity_refusal(forms()["124-14a"], date(2026, 6, 30)) == (
        "Mẫu số 14a chỉ dùng từ ngày 01/07/2026."
    )


def test_a_first_complaint_does_not_offer_the_decision_of_the_second_instance():
    codes = {form.code for form in forms_for(ProcedureKind.COMPLAINT_1, date(2026, 11, 18))}

    assert "124-15" in codes
    assert not {"124-16", "31-12", "124-03-2020"} & codes


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 2, 5), "05 tháng 02 năm 2026"),
        (date(2026, 11, 18), "18 tháng 11 năm 2026"),
        (datetime(2026, 9, 4, 8, 30, tzinfo=HANOI), "08 giờ 30 phút, ngày 04 tháng 9 năm 2026"),
        (7, "07"),
        (["Lý Văn Thành|Thanh tra viên", "Bế Thị Hòa"], "Lý Văn Thành, Thanh tra viên\nBế Thị Hòa"),
        (None, ""),
    ],
)
def test_values_read_as_official_prose(value, words):
    assert shown(value) == words


def test_what_is_not_known_is_a_blank_of_its_kind():
    text = fill("Ngày {ngay_don}, {nguoi_gui}, {luc_bat_dau}, {so_ban} bản", {})

    assert text == (
        f"Ngày …… tháng …… năm ………, {BLANK}, …… giờ …… phút, ngày …… tháng …… năm ………, ……… bản"
    )


def test_a_sentence_of_a_value_does_not_end_twice():
    assert fill("Vì {ly_do}.", {"ly_do": "hết thời hiệu."}) == "Vì hết thời hiệu."


def test_a_day_in_words_writes_a_zero_only_where_the_decree_does():
    assert day_in_words(date(2026, 3, 12)) == "12 tháng 3 năm 2026"


def test_a_receiver_that_nobody_named_is_left_out():
    paper = draw(forms()["124-15"], {"thanh_tra": "Thanh tra tỉnh Lạng Sơn"})

    assert paper.copies == ("Như Điều 4;", "Thanh tra tỉnh Lạng Sơn;", "Lưu: VT, hồ sơ.")


def test_a_mistake_in_a_file_is_told_with_its_name(tmp_path):
    path = tmp_path / "124-99.toml"
    path.write_text('code = "124-99"\nnhan = 1\nblocks = []\nkind = "notice"\nprocedures = []\n')

    with pytest.raises(ValueError, match=r"124-99\.toml: unknown key nhan"):
        read_form(path)
