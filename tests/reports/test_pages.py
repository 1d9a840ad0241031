"""Pages of reports: who sees what, every number opens its list, a fixed price."""

import re
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.enums import PetitionKind, Secrecy
from complaints.models import MatterGrant
from records.models import Job, LedgerEntry
from reports.actions.weekly import make_weekly_report, pdf_of
from reports.catalogue import FIGURES
from tests.complaints.doors import client_of
from tests.factories import NOW, Province, make_agency
from tests.reports.builders import make_hotspot, make_matter, make_petition, make_visit
from tests.reports.weeks import EXPECTED, hand_counted_week

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rival() -> Province:
    return Province("CB", "Cao Bằng")


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def report_of(province: Province, part: str = "SKHCN"):
    return make_weekly_report(agency=province[part], period="2026-W46", by=None, now=NOW)


def numbers_of(html: str) -> list[int]:
    """The cells of the row of one unit."""
    return [
        int(n)
        for n in re.findall(r'<td class="num[^"]*" data-label="[^"]*">(?:<a [^>]*>)?(\d+)', html)
    ]


def test_list_of_reports_is_of_the_own_reach(province, rival):
    report_of(province)
    report_of(rival)
    html = page(client_of(province.person("officer", "SKHCN")), reverse("report_list"))
    assert html.count("Tuần 46 năm 2026</a>") == 1
    assert "Có 1 báo cáo." in html
    assert html.count("Tải PDF") == 1
    assert "Lập báo cáo tuần" not in html
    head = page(client_of(province.person("head", "UBND")), reverse("report_list"))
    assert "Lập báo cáo tuần" in head


def test_list_of_reports_filters_by_agency_and_week(province):
    report_of(province)
    report_of(province, "XA")
    client = client_of(province.person("inspector", "TTT"))
    asked = f"{reverse('report_list')}?agency={province['XA'].pk}&period=2026-W46"
    assert "Có 1 báo cáo." in page(client, asked)
    assert "Không có báo cáo nào theo bộ lọc" in page(
        client, f"{reverse('report_list')}?period=2026-W45"
    )


def test_home_panel_shows_the_newest_reports_of_the_own_agency(province):
    head = client_of(province.person("head", "UBND"))
    assert "Chưa có báo cáo tuần" in page(head, reverse("panel_reports"))
    report_of(province)
    report_of(province, "UBND")
    html = page(head, reverse("panel_reports"))
    assert html.count("Tải PDF") == 1
    assert 'hx-get="/bao-cao/moi/"' in page(head, reverse("home"))
    page(client_of(province.person("officer", "SKHCN")), reverse("panel_reports"), 403)


@pytest.mark.parametrize("role", ["admin", "custodian"])
def test_those_without_the_right_are_told_why(province, role):
    user = province.person(role, "UBND")
    for name in ("report_list", "report_make", "overview", "overview_file", "figure_rows"):
        page(client_of(user), reverse(name), 403)


def test_report_and_file_of_another_agency_are_not_found(province, rival):
    report = report_of(province)
    stranger = client_of(rival.person("head", "SKHCN"))
    page(stranger, reverse("report_detail", args=[report.pk]), 404)
    assert stranger.get(reverse("file_download", args=[pdf_of(report).pk])).status_code == 404
    own = client_of(province.person("officer", "SKHCN"))
    response = own.get(reverse("file_download", args=[pdf_of(report).pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="bao-cao-tuan-2026-W46-LS-SKHCN.pdf"'
    )
    assert LedgerEntry.objects.filter(verb="download").count() == 1


def test_every_number_of_a_report_opens_a_list_of_that_many(province):
    hand_counted_week(province)
    report = report_of(province)
    client = client_of(province.person("head", "SKHCN"))
    html = page(client, reverse("report_detail", args=[report.pk]))
    found = re.findall(r'<a href="([^"]*so=(\w+)[^"]*)" aria-label="[^"]*">(\d+)</a>', html)
    assert {name: int(n) for _, name, n in found} == {
        name: now for name, (now, _) in EXPECTED.items() if now
    }
    for address, name, number in found:
        listed = page(client, address.replace("&amp;", "&"))
        if FIGURES[name].measure.value == "rows":
            assert f"Danh sách có {number} dòng." in listed, name
        else:
            assert f"<strong>{number}</strong>" in listed, name


def test_an_officer_hears_how_much_of_a_number_is_sealed(province):
    hand_counted_week(province)
    where = f"don_vi={province['SKHCN'].pk}&ky=2026-W46"
    client = client_of(province.person("officer", "SKHCN"))
    listed = page(client, f"{reverse('figure_rows')}?so=received&{where}")
    assert "Danh sách có 2 dòng." in listed
    assert "còn gồm 1 đơn thuộc hồ sơ kín" in listed


@pytest.mark.parametrize(
    "query", ["", "so=x", "so=visits", "so=visits&ky=x", "so=visits&ky=2026-W46&don_vi=x"]
)
def test_a_list_of_nothing_known_is_not_found(province, query):
    page(client_of(province.person("head", "SKHCN")), f"{reverse('figure_rows')}?{query}", 404)


def test_a_list_of_another_agency_is_not_found(province, rival):
    client = client_of(province.person("head", "SKHCN"))
    for agency in (rival["SKHCN"].pk, uuid4(), province["XA"].pk):
        page(client, f"{reverse('figure_rows')}?so=visits&ky=2026-W46&don_vi={agency}", 404)


def test_the_button_asks_for_one_job_and_shows_its_progress(province, rival):
    client = client_of(province.person("head", "SKHCN"))
    asked = {"agency": province["SKHCN"].pk, "period": "2026-W46"}
    for _ in range(2):
        response = client.post(reverse("report_make"), asked)
    job = Job.objects.get()
    assert response.url == reverse("job_detail", args=[job.pk])
    assert job.effect_key == "weekly:LS-SKHCN:2026-W46"
    for bad in ({"agency": rival["SKHCN"].pk}, {"period": "2027-W01"}, {"agency": "x"}):
        assert client.post(reverse("report_make"), asked | bad).status_code == 422
    assert Job.objects.count() == 1


def test_an_officer_cannot_make_reports(province):
    client = client_of(province.person("officer", "SKHCN"))
    assert client.post(reverse("report_make"), {}).status_code == 403


def test_restricted_matters_are_added_apart_for_those_told_of_them(province):
    agency = province["TTT"]
    told, untold = province.person("inspector", "TTT"), province.person("head", "TTT")
    matter = make_matter(
        agency,
        kind=PetitionKind.DENUNCIATION,
        secrecy=Secrecy.RESTRICTED,
        title="Tố cáo người đứng đầu",
    )
    make_petition(agency, told, NOW.date(), matter)
    MatterGrant.objects.create(matter=matter, user=told, reason="xử lý", granted_at=NOW)
    html = page(client_of(told), reverse("overview"))
    assert "Vụ việc hạn chế người biết mà bạn được biết" in html
    assert set(re.findall(r"so=(\w+)", html)) == {"restricted"}
    listed = re.search(r'href="([^"]*so=restricted[^"]*)"', html).group(1).replace("&amp;", "&")
    assert "Tố cáo người đứng đầu" in page(client_of(told), listed)
    assert "hạn chế người biết" not in page(client_of(untold), reverse("overview"))
    nothing = page(client_of(untold), listed)
    assert "Tố cáo" not in nothing
    assert "Không có dòng nào" in nothing
    officer = page(client_of(province.person("officer", "TTT")), listed)
    assert "hồ sơ kín" not in officer


def test_a_swapped_page_equals_a_reloaded_page(province):
    hand_counted_week(province)
    client = client_of(province.person("inspector", "TTT"))
    for address in (reverse("overview"), reverse("report_list")):
        whole = page(client, address)
        part = client.get(address, headers={"HX-Request": "true"}).content.decode().strip()
        assert part in whole
        assert "<html" not in part


STATEMENTS = {
    "overview": 13,
    "report_list": 7,
    "report_detail": 8,
    "figure_rows": 7,
}


def price(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, address)
    return len(queries)


@pytest.mark.parametrize("units", [1, 4])
def test_pages_have_a_fixed_price(province, units):
    for n in range(units):
        agency = make_agency(f"LS-SO{n}", parent=province["UBND"])
        by = province.person("head", "UBND")
        make_visit(agency, by, date(2026, 11, 10))
        make_petition(agency, by, date(2026, 11, 10))
        make_hotspot(agency, by, date(2026, 11, 10))
        make_matter(agency, next_due_on=date(2026, 11, 2), next_duty="KN_THULY")
        report = make_weekly_report(agency=agency, period="2026-W46", by=None, now=NOW)
    addresses = {
        "overview": reverse("overview"),
        "report_list": reverse("report_list"),
        "report_detail": reverse("report_detail", args=[report.pk]),
        "figure_rows": f"{reverse('figure_rows')}?so=visits&ky=2026-W46",
    }
    client = client_of(province.person("inspector", "TTT"))
    assert {name: price(client, address) for name, address in addresses.items()} == STATEMENTS
