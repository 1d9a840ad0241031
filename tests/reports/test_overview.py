"""The overview: who sees which tree, every number opens its list, shares only of enough cases."""

import io
import re
from datetime import date

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.enums import Field, HotLevel, Outcome
from complaints.models import Transfer
from law.periods import parse_period, week_of
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession
from reports.overview import roots_of, same_days_last_year
from reports.overview_words import LEAST, TOO_FEW, change, share
from reports.tally_reading import Stretch, days
from tests.complaints.doors import client_of
from tests.factories import NOW, Province, make_agency
from tests.reports.builders import (
    confirmed,
    make_clock,
    make_hotspot,
    make_matter,
    make_petition,
    make_visit,
)
from tests.reports.weeks import hand_counted_week

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LINK = re.compile(r'<a href="([^"]*so=(\w+)[^"]*)"[^>]*>(?:<rect[^>]*/><text[^>]*>)?([\d.]+)<')


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rival() -> Province:
    return Province("CB", "Cao Bằng")


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def rows_of(html: str) -> dict[str, list[str]]:
    """Name of each row of the table to its cells as they read."""
    table = html[html.index("table-figures") :]
    table = table[: table.index("</table>")]
    found = {}
    for row in re.findall(r"<tr(?: class=\"total\")?><th scope=\"row\">(.*?)</tr>", table, re.S):
        name, _, cells = row.partition("</th>")
        found[re.sub(r"<[^>]*>", "", name)] = [
            re.sub(r"<[^>]*>", " ", cell).split()[0] for cell in re.findall(r"<td.*?</td>", cells)
        ]
    return found


def told_of(province: Province) -> Client:
    """One of everything that the table by unit counts, at SKHCN; the client of the inspector."""
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    make_visit(agency, by, TODAY, head_count=6)
    petition = make_petition(agency, by, TODAY)
    make_petition(agency, by, date(2025, 11, 18))  # the same week of last year
    make_matter(agency, next_due_on=date(2026, 11, 2), next_duty="KN_THULY", title="Trễ thụ lý")
    make_hotspot(agency, by, TODAY)
    for level in HotLevel:
        make_hotspot(agency, by, TODAY, level=level, **confirmed(by, TODAY))
    make_clock(agency, TODAY, petition.matter, petition=petition, finished_on=TODAY)
    make_clock(agency, date(2026, 11, 2), petition.matter, petition=petition, rule_code="KN_GQ1",
               finished_on=TODAY)  # fmt: skip
    Transfer.objects.create(petition=petition, outcome=Outcome.TRANSFER, to_agency=province["XA"],
                            to_name="xã", sent_on=TODAY, answer_due_on=date(2026, 11, 10),
                            sent_by=by)  # fmt: skip
    for delegated in (False, True):
        ReceptionSession.objects.create(
            agency=agency, scope_path=agency.path, kind=SessionKind.PERIODIC, host=by,
            state=SessionState.HELD, on_date=date(2026, 11, 10 + delegated), place="Phòng tiếp",
            delegated=delegated, delegation_document="15/QĐ" if delegated else "",
        )  # fmt: skip
    return client_of(province.person("inspector", "TTT"))


def test_a_unit_is_told_with_all_its_counts(province, rival):
    make_visit(rival["SKHCN"], rival.person("head", "SKHCN"), TODAY)
    html = page(told_of(province), reverse("overview"))
    # Lượt, đoàn, nhận, năm trước, xử lý, xong, đúng hạn/đã xong, chờ, đang giải quyết, quá hạn,
    # đề xuất, theo dõi, cảnh báo, điểm nóng, chờ trả lời, ngày tiếp/định mức, báo cáo (9 tháng, quý III).
    own = ["1", "1", "1", "1", "0", "0", "1", "2", "0", "1", "1", "1", "1", "1", "1", "1", "2"]
    found = rows_of(html)
    assert found["Sở Khoa học và Công nghệ"] == own
    assert found["Cộng"][:15] == own[:15]
    assert len(found) == 6
    assert "Có 5 đơn vị." in html
    assert re.search(r">1</a>/<a[^>]*>2</a><", html)  # one duty of two in time: no share of so few
    assert TOO_FEW in html
    assert "Cao Bằng" not in html


def test_every_number_opens_a_list_of_that_many(province):
    client = told_of(province)
    hand_counted_week(province, "XA")
    for asked, least in (("", 17), ("?ky=nam&chieu=linh_vuc", 15)):
        html = page(client, reverse("overview") + asked)
        found = {name: (address, number) for address, name, number in LINK.findall(html)}
        assert len(found) >= least
        for name, (address, number) in found.items():
            listed = page(client, address.replace("&amp;", "&"))
            told = (f"<strong>{number}</strong>", f"Danh sách có {number} dòng.")
            assert any(words in listed for words in told), (address, name)


def test_panels_tell_who_waits_for_whom_what_is_late_and_which_reports_are_missing(province):
    client = told_of(province)
    waits = page(client, reverse("overview_waits"))
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", waits[waits.index("<tbody>") :])).startswith(
        " Sở Khoa học và Công nghệ Ủy ban nhân dân xã Tân Thanh 1 1 "
    )
    for address in re.findall(r'href="(/bao-cao/so-lieu/[^"]*)"', waits):
        assert "Danh sách có 1 dòng." in page(client, address.replace("&amp;", "&"))
    late = page(client, reverse("overview_late"))
    assert "Trễ thụ lý" in late
    assert "quá hạn 16 ngày" in late
    assert "Điểm nóng đất đai" in late
    unit = province["SKHCN"].pk
    unsent = page(client, f"{reverse('overview_unsent')}?don_vi={unit}")
    assert "Danh sách có 2 dòng." in unsent
    assert "9 tháng đầu năm 2026" in unsent


def test_a_head_sees_the_own_tree_and_no_other(province, rival):
    told_of(province)
    client = client_of(province.person("head", "SKHCN"))
    assert list(rows_of(page(client, reverse("overview")))) == ["Sở Khoa học và Công nghệ", "Cộng"]
    for name in ("overview", "overview_file", "overview_waits", "overview_late", "overview_unsent"):
        for part in (province["XA"], rival["SKHCN"]):
            page(client, f"{reverse(name)}?goc={part.pk}", 404)
    page(client, f"{reverse('overview')}?goc=x", 404)
    inspector = province.person("inspector", "TTT")
    assert roots_of(inspector) == [province["UBND"]]
    narrowed = page(client_of(inspector), f"{reverse('overview')}?goc={province['XA'].pk}")
    assert list(rows_of(narrowed)) == ["Ủy ban nhân dân xã Tân Thanh", "Cộng"]


def test_units_stand_by_name_until_the_reader_sorts_them(province):
    make_visit(province["XA"], province.person("head", "XA"), TODAY)
    client = client_of(province.person("head", "UBND"))
    own = list(rows_of(page(client, reverse("overview"))))
    assert own == ["Ban Tiếp công dân tỉnh", "Sở Khoa học và Công nghệ", "Thanh tra tỉnh",
                   "Ủy ban nhân dân tỉnh Lạng Sơn", "Ủy ban nhân dân xã Tân Thanh", "Cộng"]  # fmt: skip
    chosen = rows_of(page(client, f"{reverse('overview')}?xep=visits&chieu=don_vi"))
    assert next(iter(chosen)) == "Ủy ban nhân dân xã Tân Thanh"
    level = rows_of(page(client, f"{reverse('overview')}?cap=commune"))
    assert list(level) == ["Ủy ban nhân dân xã Tân Thanh", "Cộng"]


def test_fields_kinds_communes_and_months_divide_the_same_petitions(province):
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    for field, commune in ((Field.LAND, "06193"), (Field.LAND, ""), (Field.POLICY, "06193")):
        make_petition(agency, by, TODAY, field=field, commune_code=commune)
    client = client_of(province.person("inspector", "TTT"))

    def received(division: str) -> dict[str, str]:
        found = rows_of(page(client, f"{reverse('overview')}?chieu={division}"))
        return {name: cells[0] for name, cells in found.items() if cells[0] != "0"}

    assert received("linh_vuc") == {
        "Đất đai, nhà cửa": "2", "Chế độ, chính sách": "1", "Cộng": "3"
    }  # fmt: skip
    assert received("loai") == {"Khiếu nại": "3", "Cộng": "3"}
    assert list(received("dia_ban").values()) == ["2", "1", "3"]
    assert list(received("dia_ban"))[1] == "Chưa ghi địa bàn"
    assert received("thang") == {"11/2026": "3"}


def test_the_workbook_has_a_sheet_for_each_division(province):
    response = told_of(province).get(reverse("overview_file"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Theo đơn vị", "Theo lĩnh vực", "Theo địa bàn", "Theo loại đơn",
                               "Theo thời gian", "Quá hạn theo ngày", "Thông tin"]  # fmt: skip
    units = {row[0]: row[1:] for row in book["Theo đơn vị"].iter_rows(values_only=True)}
    heads = dict(zip(units["Đơn vị"], units["Sở Khoa học và Công nghệ"], strict=True))
    assert heads["Đơn nhận"] == 1
    assert heads["Đơn nhận, cùng kỳ năm trước"] == 1
    assert heads["Quá hạn trả lời"] == 1
    ages = list(book["Quá hạn theo ngày"].iter_rows(min_row=2, values_only=True))
    assert ages == [("1–10 ngày", 0), ("11–30 ngày", 1), ("31–90 ngày", 0), ("Trên 90 ngày", 0)]


def test_charts_have_words_links_and_a_table_beside_them(province):
    html = page(told_of(province), reverse("overview"))
    assert html.count('<svg class="bar-chart"') == 2
    assert '<title id="nhan-t">Đơn nhận theo đơn vị</title>' in html
    assert 'aria-label="Sở Khoa học và Công nghệ, kỳ này: 1"' in html
    assert "<script" not in html[html.index("<svg") : html.rindex("</svg>")]
    assert "style=" not in html


@pytest.mark.parametrize("units", [1, 4])
def test_the_price_is_the_same_for_one_unit_and_four(province, units):
    for n in range(units):
        agency, by = (
            make_agency(f"LS-SO{n}", parent=province["UBND"]),
            province.person("head", "UBND"),
        )
        make_visit(agency, by, TODAY)
        make_petition(agency, by, TODAY, commune_code=f"0619{n}")
        make_matter(agency, next_due_on=date(2026, 11, 2))
    client = client_of(province.person("inspector", "TTT"))
    for asked in ("", "?chieu=dia_ban&ky=nam", "?chieu=thang"):
        with CaptureQueriesContext(connection) as queries:
            page(client, reverse("overview") + asked)
        assert len(queries) == 13


def test_a_share_needs_enough_cases():
    assert share(LEAST - 2, LEAST - 1) == ""
    assert share(9, 10) == "90%"
    assert change(12, LEAST - 1) == ""
    assert change(0, 0) == ""
    assert [change(12, 10), change(9, 10), change(10, 10)] == ["tăng 20%", "giảm 10%", "không đổi"]


def test_last_year_has_as_many_days_as_have_gone_by():
    running = same_days_last_year(week_of(TODAY), TODAY)  # Wednesday of week 47
    assert (running.start, running.end) == (date(2025, 11, 17), date(2025, 11, 19))
    whole = same_days_last_year(parse_period("2026-10-01..2026-10-31"), TODAY)
    assert (whole.start, whole.end) == (date(2025, 10, 1), date(2025, 10, 31))
    leap = same_days_last_year(parse_period("2028-02-01..2028-02-29"), date(2028, 2, 29))
    assert (leap.start, leap.end) == (date(2027, 2, 1), date(2027, 2, 28))


def test_days_are_read_by_whole_months_where_there_are_some():
    assert list(days("now", date(2026, 1, 30), date(2026, 3, 2))) == [
        Stretch("now", "m", date(2026, 2, 1), date(2026, 2, 28)),
        Stretch("now", "d", date(2026, 1, 30), date(2026, 1, 31)),
        Stretch("now", "d", date(2026, 3, 1), date(2026, 3, 2)),
    ]
    assert list(days("now", date(2026, 3, 2), date(2026, 3, 30))) == [
        Stretch("now", "d", date(2026, 3, 2), date(2026, 3, 30))
    ]
