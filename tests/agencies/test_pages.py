"""Home, units and accounts, through the door."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from agencies.models import Succession, User
from agencies.roles import Role
from tests.factories import NOW, PASSWORD, Province, make_agency, make_user

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    """Through the door: the POST keeps the moment of signing in, later GETs write nothing."""
    client = Client()
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    return client


def test_home_greets_with_the_day_in_vietnamese(province: Province) -> None:
    with time_machine.travel(NOW, tick=False):
        page = signed_in(province.person("officer", "SKHCN")).get("/").content.decode()

    assert "Thứ Tư 18/11/2026" in page
    assert "Nguyễn Văn Officer.Skhcn.Ls" in page


def test_home_without_panels_says_what_to_do(province: Province) -> None:
    page = signed_in(province.person("admin", "UBND")).get("/").content.decode()

    assert "Hôm nay chưa có việc hiện ở đây" in page
    assert "danh mục bên trái" in page


def test_home_loads_panels_by_themselves_and_links_to_them(province: Province) -> None:
    page = signed_in(province.person("head", "SKHCN")).get("/").content.decode()

    assert page.count('class="panel-body" hx-get="') == page.count('class="card panel"')
    assert page.count('class="card panel"') >= 1


def test_units_show_validity_and_who_continues(province: Province) -> None:
    old = make_agency("ST-MX", name="Ủy ban nhân dân huyện Mỹ Xuyên", valid_to=date(2025, 6, 30))
    Succession.objects.create(
        predecessor=old,
        successor=province["XA"],
        starts_on=date(2025, 7, 1),
        document="Nghị quyết số 202/2025/QH15",
    )

    page = signed_in(province.person("admin", "UBND")).get("/don-vi/").content.decode()

    assert "Có 6 đơn vị." in page
    assert "đến 30/06/2025" in page
    assert "đã kết thúc" in page
    assert "Nghị quyết số 202/2025/QH15" in page


def test_units_are_found_without_accents(province: Province) -> None:
    page = signed_in(province.person("admin", "UBND")).get("/don-vi/?q=tan thanh")

    assert "Có 1 đơn vị theo từ khóa “tan thanh”." in page.content.decode()


def test_units_that_nobody_names_leave_a_hint(province: Province) -> None:
    page = signed_in(province.person("admin", "UBND")).get("/don-vi/?q=xyz")

    assert "Không có đơn vị nào khớp từ khóa" in page.content.decode()


def test_units_cost_the_same_for_few_and_many(
    province: Province, django_assert_num_queries: object
) -> None:
    client = signed_in(province.person("admin", "UBND"))
    with django_assert_num_queries(7):
        client.get("/don-vi/")
    for number in range(30):
        make_agency(f"LS-T{number}", parent=province["UBND"])
    with django_assert_num_queries(7):
        client.get("/don-vi/")


def test_accounts_are_listed_with_roles_and_what_they_mean(province: Province) -> None:
    page = signed_in(province.person("admin", "UBND")).get("/tai-khoan/").content.decode()

    assert "<code>inspector.ttt.ls</code>" in page
    assert "Giữ sổ kín và danh tính người tố cáo" in page


@pytest.mark.parametrize("path", ["/don-vi/", "/tai-khoan/"])
def test_settings_are_closed_to_other_roles(province: Province, path: str) -> None:
    rival = make_user("rival", *[(role, province["UBND"]) for role in Role if role != Role.ADMIN])

    assert signed_in(rival).get(path).status_code == 403
