"""Who sees a report, the list, the difference from today, the price of the pages."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.actions import life
from reports.actions.making import make_report
from reports.models import Report
from tests.complaints.doors import client_of
from tests.factories import Province
from tests.reports.builders import make_visit
from tests.reports.lived import (
    DAY_AFTER,
    PERIOD,
    detail,
    drafted,
    fresh,
    page,
    sent,
    signed,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(DAY_AFTER, tick=False):
        yield


def test_intruders_find_nothing(province, quick_pdf):
    rival = Province("CB", "Cao Bằng")
    drafted(rival)
    report = signed(province)
    for role, part in (("head", "SKHCN"), ("inspector", "TTT")):
        stranger = client_of(rival.person(role, part))
        for name in ("report_detail", "report_file", "report_edit", "report_difference"):
            page(stranger, reverse(name, args=[report.pk]), 404)
        for name in ("report_step", "report_signed"):
            assert (
                stranger.post(reverse(name, args=[report.pk]), {"buoc": "send"}).status_code == 404
            )
        assert "Có 1 báo cáo." in page(stranger, reverse("report_list"))
    neighbour = client_of(province.person("head", "XA"))
    page(neighbour, detail(report), 404)
    officer = client_of(province.person("officer", "SKHCN"))
    assert step(officer, report, "send").status_code == 403
    page(client_of(province.person("admin", "UBND")), detail(report), 403)


def test_the_chief_of_the_inspectorate_sees_what_was_sent_to_it(province, quick_pdf):
    chief = client_of(province.person("head", "TTT"))
    draft = drafted(province, "XA")
    page(chief, detail(draft), 404)
    assert "Nhận báo cáo" in page(chief, detail(sent(province)))


def test_difference_of_what_was_sent_from_today(province, quick_pdf):
    handler = province.person("handler", "SKHCN")
    make_report(
        kind="statutory", agency=province["SKHCN"], period=PERIOD, by=handler, now=DAY_AFTER
    )
    report = Report.objects.get()
    life.approve(report_id=report.pk, edit=0, by=province.person("head", "SKHCN"), now=DAY_AFTER)
    client = client_of(handler)
    address = reverse("report_difference", args=[report.pk])
    assert "Không có chênh lệch" in page(client, address)
    make_visit(province["SKHCN"], handler, DAY_AFTER.date() - timedelta(3), head_count=2)
    html = page(client, address)
    # Visits, people, matters, each in the total and at the standing desk, of the unit and in sum.
    assert "Có 12 ô khác nhau." in html
    assert html.count('data-label="Chênh lệch">+1<') == 8
    assert html.count('data-label="Chênh lệch">+2<') == 4
    assert fresh(report).figures == report.figures


def test_the_list_filters(province, quick_pdf):
    sent(province, "XA")
    drafted(province)
    client = client_of(province.person("inspector", "TTT"))
    base = reverse("report_list")
    for query, count in (
        ("loai=statutory", 2), ("loai=weekly", 0), ("tinh_trang=sent", 1), ("period=2026-6T", 2),
        ("period=2026-Q1", 0), ("don_vi=khoa học", 1), ("don_vi=LS-XA", 1), ("loai=x", 2),
    ):  # fmt: skip
        html = page(client, f"{base}?{query}")
        assert html.count('class="row-link"') == count, query


def price(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, address)
    return len(queries)


def test_pages_have_a_fixed_price(province, quick_pdf):
    client = client_of(province.person("inspector", "TTT"))
    report = sent(province, "XA")
    addresses = (reverse("report_list"), reverse("report_board"), detail(report))
    before = [price(client, address) for address in addresses]
    for part in ("SKHCN", "BTCD"):
        sent(province, part)
    assert [price(client, address) for address in addresses] == before
    assert max(before) <= 15
