from datetime import date

import pytest

from law.enums import Branch, Confidence, Kind, Unit, least_sure
from law.errors import LawError
from law.rules import Rule, RuleBook, RuleVersion, parse_branches
from law.shipped import shipped_rules


def rule(code, *aliases):
    version = RuleVersion(
        date(2020, 1, 1), None, Unit.CALENDAR_DAYS, "Luật", Confidence.VERIFIED, amount=5
    )
    return Rule(code, Kind.DEADLINE, "việc", "ngày", (version,), aliases)


def test_every_duty_is_shipped():
    assert len(shipped_rules()) == 49
    assert [each.code for each in shipped_rules()][:2] == ["TCD_TB_KQ", "TCD_TB_TUCHOI"]


def test_alias_and_small_letters_find_the_rule():
    assert shipped_rules().get(" kn_thuly_old ").code == "KN_THULY"


def test_unknown_code_names_near_ones():
    with pytest.raises(LawError) as refused:
        shipped_rules().get("TC_XLDB")
    assert str(refused.value) == (
        "Không có quy định mã “TC_XLDB”; gần giống: TC_XLBD, TC_XULY, TC_XULY_BC."
    )


def test_unknown_code_without_neighbours_points_to_the_list():
    with pytest.raises(LawError) as refused:
        shipped_rules().get("???")
    assert str(refused.value) == "Không có quy định mã “???”; xem danh sách bằng --list."


def test_one_name_is_one_rule():
    with pytest.raises(LawError) as refused:
        RuleBook([rule("A", "B"), rule("B")])
    assert str(refused.value) == "Mã quy định B bị khai báo hai lần."


def test_version_ends_on_its_last_day():
    thuly = shipped_rules().get("KN_THULY")
    assert thuly.version_on(date(2026, 6, 30)).amount == 10
    assert thuly.version_on(date(2026, 7, 1)).amount == 7


def test_day_without_a_version_names_the_versions_there_are():
    with pytest.raises(LawError) as refused:
        shipped_rules().get("TIEP_HUYEN").version_on(date(2026, 1, 1))
    assert str(refused.value) == (
        "TIEP_HUYEN không có quy định áp dụng cho ngày 01/01/2026; hiện có: từ 01/07/2014 đến "
        "30/06/2025 (2 ngày trong 01 tháng)."
    )


def test_branches_are_read_alone_and_joined():
    assert parse_branches(["remote+complex"]) == {Branch.REMOTE, Branch.COMPLEX}
    assert parse_branches(["remote", "complex"]) == {Branch.REMOTE, Branch.COMPLEX}
    assert parse_branches([]) == frozenset()


def test_unknown_branch_names_the_closed_list():
    with pytest.raises(LawError) as refused:
        parse_branches(["khó"])
    assert str(refused.value) == (
        "Không có trường hợp “khó”; các trường hợp: complex, dismissal, remote, several_places."
    )


def test_the_weakest_link_decides():
    assert least_sure(Confidence.VERIFIED) == Confidence.VERIFIED
    assert least_sure(Confidence.FROM_MEMORY, Confidence.INFERRED) == Confidence.FROM_MEMORY
    assert least_sure(Confidence.VERIFIED, Confidence.COMPUTED) == Confidence.COMPUTED
