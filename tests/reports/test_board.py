"""The receiving side: who has sent, who is urged, when it is due, consolidation in one click."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.enums import Level
from law.periods import parse_period
from records.models import Notice
from reports.actions import life
from reports.board import board
from reports.consolidation import sent_rows
from reports.due_days import due_on
from reports.models import Report, ReportUrge, SendingDays
from tests.complaints.doors import client_of
from tests.factories import Province, make_agency
from tests.reports.lived import DAY_AFTER, PERIOD, drafted, page, run_jobs, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
LATE = DAY_AFTER + timedelta(days=4)  # 19/06: after the 17th
HALF = parse_period(PERIOD)


@pytest.fixture(autouse=True)
def late():
    with time_machine.travel(LATE, tick=False):
        yield


def at(query: str = "") -> str:
    return f"{reverse('report_board')}?ky={PERIOD}{query}"


def states(province: Province, role: str = "inspector") -> dict[str, str]:
    lines = board(province["TTT"], "statutory", HALF, province.person(role, "TTT"), LATE.date())
    return {line.agency.code: line.label for line in lines}


def test_each_unit_stands_in_the_state_its_report_is_in(province):
    sent(province, "SKHCN")
    sent(province, "BTCD", at=LATE)
    drafted(province, "XA")
    make_agency("LS-CU", parent=province["UBND"], valid_to=date(2026, 3, 1))
    make_agency("LS-MOI", parent=province["UBND"], valid_from=date(2026, 6, 15))
    make_agency("LS-PHONG", parent=province["UBND"], level=Level.UNIT)
    make_agency("LS-DANG", parent=province["UBND"], level=Level.PARTY)
    make_agency("LS-THUE", parent=province["UBND"], is_vertical=True)
    assert states(province) == {
        "LS-BTCD": "Gửi muộn",
        "LS-SKHCN": "Đúng hạn",
        "LS-THUE": "Quá hạn, chưa gửi",
        "LS-XA": "Đang soạn",
    }
    # The chief sees what was sent to the inspectorate; a draft of a unit is the unit's business.
    assert states(province, "head")["LS-XA"] == "Quá hạn, chưa gửi"


def test_the_numbers_of_the_board_open_their_rows(province):
    report = sent(province, "SKHCN")
    client = client_of(province.person("inspector", "TTT"))
    html = page(client, at())
    assert "Đúng hạn: 1" in html
    assert "Quá hạn, chưa gửi: 2" in html
    assert "01/BC-SKHCN" in html
    assert "Khớp" in html
    only = page(client, at("&tinh_trang=sent"))
    assert only.count('<th scope="row">') == 1
    assert reverse("report_detail", args=[report.pk]) in only
    life.receive(report_id=report.pk, by=province.person("inspector", "TTT"), now=LATE)
    assert "Đúng hạn, đã nhận" in page(client, at())
    page(client, at("&loai=weekly"), 404)
    page(client, f"{reverse('report_board')}?ky=2026-Q9", 404)
    page(client_of(province.person("handler", "SKHCN")), at(), 403)


def test_urging_is_once_a_day_and_leads_to_the_report(province):
    sent(province, "SKHCN")
    client = client_of(province.person("inspector", "TTT"))
    asked = {"ky": PERIOD, "loai": "statutory", "don_vi": str(province["XA"].pk)}
    for _ in range(2):
        assert client.post(reverse("report_urge"), asked).status_code == 302
    assert "mỗi đơn vị mỗi ngày đôn đốc một lần" in page(client, at())
    told = Notice.objects.filter(user__in=[province.person(r, "XA") for r in ("handler", "head")])
    assert {n.sentence for n in told} == {
        "Thanh tra tỉnh đôn đốc Ủy ban nhân dân xã Tân Thanh gửi báo cáo định kỳ, chuyên đề: 6 tháng "
        "đầu năm 2026, hạn 17/06/2026."
    }
    assert told.count() == 2
    handler = client_of(province.person("handler", "XA"))
    address = reverse("report_urged", args=[ReportUrge.objects.get().pk])
    made = handler.get(address)
    assert made.url.startswith(reverse("report_make"))
    assert f'<option value="{PERIOD}" selected>' in page(handler, made.url)
    report = drafted(province, "XA")
    assert handler.get(address).url == reverse("report_detail", args=[report.pk])
    page(client_of(province.person("handler", "SKHCN")), address, 404)
    client.post(reverse("report_urge"), {**asked, "don_vi": str(province["SKHCN"].pk)})
    assert "đã gửi báo cáo kỳ này" in page(client, at())
    client.post(reverse("report_urge"), {**asked, "tat_ca": "1"})
    assert "Đã đôn đốc 1 đơn vị." in page(client, at())
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportUrge.objects.create(
            agency=province["XA"], scope_path=province["XA"].path, kind="statutory", period=PERIOD,
            urged_on=LATE.date(), urged_by=province.person("inspector", "TTT"),
        )  # fmt: skip


def test_nobody_urges_a_running_period_or_a_strange_unit(province):
    rival = Province("CB", "Cao Bằng")
    client = client_of(province.person("inspector", "TTT"))
    running = {"ky": "2026-9T", "tat_ca": "1"}
    assert client.post(reverse("report_urge"), running).status_code == 302
    assert "mới kết thúc, chưa đôn đốc" in page(client, at())
    strange = {"ky": PERIOD, "don_vi": str(rival["XA"].pk)}
    assert client.post(reverse("report_urge"), strange).status_code == 404
    assert client.post(reverse("report_urge"), {"ky": PERIOD, "don_vi": "x"}).status_code == 404
    assert not ReportUrge.objects.exists()


def test_days_for_sending_follow_the_circular_and_the_province(province):
    own, unit = province["TTT"], province["XA"]
    assert (due_on(unit, HALF, {}), due_on(own, HALF, {})) == (date(2026, 6, 17), date(2026, 6, 20))
    assert due_on(unit, parse_period("2026-W20"), {}) is None
    assert due_on(unit, parse_period("2024-Q1"), {}) is None  # before the circular
    head = client_of(province.person("head", "TTT"))
    address = reverse("sending_days")
    for bad, sentence in (
        ({"units_by": 14, "own_by": 20}, "không đặt trước ngày 15"),
        ({"units_by": 16, "own_by": 21}, "không đặt sau ngày đó"),
        ({"units_by": 19, "own_by": 18}, "không được trước ngày đơn vị gửi"),
    ):
        answer = head.post(address, bad)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert head.post(address, {"units_by": 15, "own_by": 18}).status_code == 302
    assert SendingDays.objects.get().agency == province["UBND"]
    assert (due_on(unit, HALF, {}), due_on(own, HALF, {})) == (date(2026, 6, 15), date(2026, 6, 18))
    assert head.post(address, {"units_by": 17, "own_by": 20}).status_code == 302
    assert SendingDays.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        SendingDays.objects.update(own_by=21)
    page(client_of(province.person("inspector", "TTT")), address, 403)


def test_the_consolidated_draft_takes_the_rows_that_were_sent(province):
    report = sent(province, "XA")
    client = client_of(province.person("inspector", "TTT"))
    html = page(client, at())
    assert "Lập dự thảo tổng hợp" in html
    asked = {"kind": "statutory", "agency": province["TTT"].pk, "period": PERIOD}
    assert client.post(reverse("report_make"), asked).status_code == 302
    run_jobs(LATE)
    made = Report.objects.get(agency=province["TTT"])
    rows = {row["agency"]: row["values"] for row in made.figures["tables"][0]["rows"]}
    mine = sent_rows(form_code="01/TCD", agency=province["TTT"], period=HALF)
    assert mine == {province["XA"].pk: report.figures["tables"][0]["rows"][0]["values"]}
    assert rows["LS-XA"] == mine[province["XA"].pk]
    assert made.figures["tables"][0]["total"]["1"] == rows["LS-XA"]["1"]
    units = {unit["code"]: unit["source"] for unit in made.figures["units"]}
    assert (units["LS-XA"], units["LS-SKHCN"]) == ("sent", "live")
    assert made.due_on == date(2026, 6, 20)
    assert "Báo cáo tổng hợp" in page(client, at())
    # A report that was given back no longer counts.
    life.return_to(
        report_id=report.pk, comment="Xem lại.", by=province.person("inspector", "TTT"), now=LATE
    )
    assert sent_rows(form_code="01/TCD", agency=province["TTT"], period=PERIOD) == {}
    assert states(province)["LS-XA"] == "Đã trả lại, chờ bản sửa"


def test_the_home_page_says_what_is_owed(province):
    handler = client_of(province.person("handler", "XA"))
    html = page(handler, reverse("panel_owed"))
    assert html.count("Chưa lập") == 3  # quarters I, II and the half year
    assert "hạn gửi 17/06/2026 – đã quá hạn" in html
    assert "/bao-cao/phai-gui/" in page(handler, reverse("home"))
    report = sent(province, "XA")
    assert page(handler, reverse("panel_owed")).count("Chưa lập") == 2
    life.return_to(
        report_id=report.pk, comment="Xem lại.", by=province.person("inspector", "TTT"), now=LATE
    )
    assert "Bị trả lại" in page(handler, reverse("panel_owed"))
    page(client_of(province.person("officer", "XA")), reverse("panel_owed"), 403)


@pytest.mark.parametrize("units", [1, 4])
def test_the_board_has_a_fixed_price(province, units):
    for n in range(units):
        make_agency(f"LS-SO{n}", parent=province["UBND"])
    sent(province, "XA")
    client = client_of(province.person("inspector", "TTT"))
    with CaptureQueriesContext(connection) as queries:
        page(client, at())
    assert len(queries) == 11
