"""The tree of subjects holds what the statutory tables break down; rules of many people; days."""

import tomllib
from pathlib import Path

import pytest

import law
from complaints import subjects
from complaints.enums import Field, PartyRole, PetitionKind
from complaints.representation import Party, group_advice, most_representatives, party_refusal

FORMS = Path(law.__file__).parent / "data" / "forms"
ROOTS = {subject.code for subject in subjects.subjects().values() if subject.is_root}


def column(regime: str, table: str, number: int) -> list[str]:
    """The heading of a column in the data of the statutory form."""
    for path in FORMS.glob(f"{regime.lower()}_*.toml"):
        form = tomllib.loads(path.read_text(encoding="utf-8"))
        if form["code"] == table:
            return next(c["heading"] for c in form["column"] if c["number"] == number)
    raise AssertionError((regime, table))


@pytest.mark.parametrize(
    "one", subjects.breakdowns(), ids=lambda b: f"{b.regime} {b.table} {b.kind}"
)
def test_columns_of_a_table_share_out_all_roots(one):
    held = [root for _, roots in one.columns for root in roots]
    assert sorted(held) == sorted(ROOTS)
    assert PetitionKind(one.kind)


@pytest.mark.parametrize(
    ("regime", "table", "kind", "code", "number", "heading"),
    [
        ("TT06-2025", "02/XLD", "complaint", "dat_dai.thu_hoi", 9, "Đất đai"),
        ("TT06-2025", "02/XLD", "complaint", "che_do.bao_hiem", 10, "Chế độ, chính sách"),
        ("TT06-2025", "02/XLD", "complaint", "cong_chuc.ky_luat", 11, "Khác"),
        ("TT06-2025", "02/XLD", "denunciation", "dat_dai.boi_thuong", 15, "Hành chính"),
        ("TT06-2025", "02/XLD", "denunciation", "tham_nhung.hoi_lo", 16, "Tham nhũng"),
        ("TT06-2025", "02/XLD", "denunciation", "tu_phap.xet_xu", 17, "Tư pháp"),
        ("TT06-2025", "02/XLD", "denunciation", "dang.to_chuc", 18, "Khác"),
        ("TT06-2025", "02/XLD", "recommendation", "che_do.khac", 20, "Chế độ, chính sách"),
        ("TT06-2025", "02/XLD", "recommendation", "dat_dai.khac", 21, "Đất đai"),
        ("TT06-2025", "02/XLD", "recommendation", "tu_phap.khac", 22, "Khác"),
        ("TT01-2024", "02/XLD", "complaint", "cong_chuc.ky_luat", 12, "Khác"),
        ("TT01-2024", "02/XLD", "complaint", "dang.doan_the", 14, "Lĩnh vực Đảng, đoàn thể"),
        ("TT01-2024", "03/XLD", "denunciation", "cong_chuc.thu_tuc", 12, "Công chức, công vụ"),
        ("TT01-2024", "03/XLD", "denunciation", "tham_nhung.tham_o", 14, "Tham nhũng"),
        ("TT01-2024", "04/XLD", "recommendation", "tu_phap.thi_hanh_an", 11, "Tư pháp"),
        ("TT01-2024", "04/XLD", "recommendation", "hanh_chinh.moi_truong", 12, "Khác"),
    ],
)
def test_a_petition_falls_into_the_column_of_its_subject(
    regime, table, kind, code, number, heading
):
    found = [
        b for b in subjects.breakdowns() if (b.regime, b.table, b.kind) == (regime, table, kind)
    ]
    assert [b.column_of(code) for b in found] == [number]
    assert column(regime, table, number)[-1] == heading


def test_every_leaf_has_the_field_of_its_root():
    for leaf in subjects.subjects().values():
        assert leaf.field == subjects.field_of(leaf.root)
    picked = [code for _, leaves in subjects.grouped_choices() for code, _ in leaves]
    assert len(picked) == len(set(picked)) == len(subjects.subjects()) - len(ROOTS)
    assert all(subjects.is_leaf(code) for code in picked)


def test_every_field_has_its_usual_leaf():
    for field in Field:
        assert subjects.field_of(subjects.usual_leaf(field)) == field


@pytest.mark.parametrize(
    ("people", "most"), [(1, 0), (2, 2), (5, 2), (10, 2), (11, 5), (12, 5), (300, 5)]
)
def test_how_many_represent_a_group(people, most):
    assert most_representatives(people) == most


@pytest.mark.parametrize(
    ("people", "representatives", "said"),
    [(4, 0, False), (5, 0, True), (11, 0, True), (11, 1, False)],
)
def test_a_group_of_five_must_be_represented(people, representatives, said):
    assert bool(group_advice(people, representatives)) == said


def test_nobody_represents_one_person():
    refused = party_refusal(
        Party("Lý Văn Thành", PartyRole.REPRESENTATIVE),
        proof="",
        people=1,
        known=[Party("Lý Văn Thành", PartyRole.PETITIONER)],
    )
    assert refused == ("role", "Đơn của một người thì không có người đại diện của nhóm.")
