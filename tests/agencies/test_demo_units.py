"""The units of the demonstration: the province whole, the issuers with who continues them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from agencies.enums import Level
from agencies.models import Agency, Membership, Succession, User
from agencies.units.build import build_demo
from agencies.units.people import accounts
from records.models import LedgerEntry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def built() -> int:
    return build_demo(now=NOW)


def test_lang_son_has_its_65_communes(built: int) -> None:
    communes = Agency.objects.filter(path__startswith="LS/", level=Level.COMMUNE)

    assert communes.count() == 65
    assert communes.get(code="LS-05977").name == "Ủy ban nhân dân phường Đông Kinh"
    assert set(communes.values_list("valid_from", flat=True)) == {date(2025, 7, 1)}


def test_inspectorate_oversees_the_province(built: int) -> None:
    inspectorate = Agency.objects.get(code="LS-TTT")

    assert inspectorate.oversees is not None
    assert inspectorate.oversees.code == "LS"
    assert inspectorate.superior_name == "Ủy ban nhân dân tỉnh Lạng Sơn"


def test_my_xuyen_ended_and_five_communes_continue(built: int) -> None:
    district = Agency.objects.get(code="ST-MX")

    assert district.valid_to == date(2025, 6, 30)
    assert sorted(s.successor.short_name for s in district.successions.all()) == [
        "UBND phường Mỹ Xuyên",
        "UBND xã Gia Hòa",
        "UBND xã Hòa Tú",
        "UBND xã Ngọc Tố",
        "UBND xã Nhu Gia",
    ]
    assert {s.successor.parent.code for s in district.successions.all()} == {"CT"}


def test_science_department_is_there_in_the_year_of_its_plan(built: int) -> None:
    assert Agency.objects.get(code="LS-SKHCN").exists_on(date(2021, 3, 26))
    rooms = Agency.objects.filter(parent__code="LS-SKHCN").in_force(date(2021, 3, 26))
    assert "Thanh tra Sở" in rooms.values_list("short_name", flat=True)
    assert not Agency.objects.get(code="LS-SKHCN-TTS").exists_on(date(2026, 1, 1))


def test_every_account_has_one_role_in_its_agency(built: int) -> None:
    assert User.objects.count() == len(accounts())
    held = {
        (m.user.username, m.agency.code, m.role)
        for m in Membership.objects.select_related("user", "agency")
    }
    assert held == {(spec.username, spec.agency, spec.role.value) for spec in accounts()}


def test_every_role_has_an_account() -> None:
    assert {spec.role.value for spec in accounts()} == {
        "officer",
        "handler",
        "head",
        "inspector",
        "custodian",
        "admin",
        "guard",
    }
    assert [spec.username for spec in accounts() if spec.is_excluded] == ["giamdoc.skhcn"]


def test_signers_of_the_plans_are_nobodys_name() -> None:
    signers = {"Đào Đắc Hùng", "Phạm Văn Cường", "Nguyễn Minh Tường", "Nguyễn Thị Hà"}

    assert signers & {spec.full_name for spec in accounts()} == set()


def test_building_again_changes_nothing(built: int) -> None:
    before = (Agency.objects.count(), Succession.objects.count(), LedgerEntry.objects.count())

    assert build_demo(now=NOW) == 0
    assert before == (
        Agency.objects.count(),
        Succession.objects.count(),
        LedgerEntry.objects.count(),
    )


def test_more_units_are_filled_up_with_the_rest_of_the_country() -> None:
    build_demo(now=NOW, units=300)

    assert Agency.objects.count() == 300


def test_ids_are_the_same_on_every_machine(built: int) -> None:
    assert str(Agency.objects.get(code="LS").pk) == "53bdad92-d86b-5792-94fc-c5a724f53d69"
