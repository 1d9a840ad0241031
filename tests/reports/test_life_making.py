"""What may be made and when: units, periods, days of a letter, versions of the figures."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from agencies.refusals import Refused
from records.models import IssuedDocument, Job
from reports.actions import life
from reports.hashing import report_hash
from reports.models import Report
from tests.complaints.doors import client_of
from tests.reports.lived import (
    DAY_AFTER,
    PERIOD,
    detail,
    drafted,
    fresh,
    page,
    run_jobs,
    sent,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(DAY_AFTER, tick=False):
        yield


def test_a_running_period_is_drafted_but_not_approved(province, quick_pdf):
    running = DAY_AFTER - timedelta(days=3)
    head = province.person("head", "SKHCN")
    report = drafted(province, now=running)
    with pytest.raises(Refused) as refused:
        life.approve(report_id=report.pk, edit=0, by=head, now=running)
    assert refused.value.sentence == (
        "Kỳ báo cáo kết thúc ngày 14/06/2026; trước khi hết kỳ chỉ lập dự thảo, chưa duyệt được."
    )
    with pytest.raises(Refused) as refused:
        life.approve(report_id=report.pk, edit=0, by=head, now=DAY_AFTER)
    assert refused.value.sentence == (
        "Số liệu của dự thảo lập ngày 12/06/2026, khi kỳ báo cáo chưa kết thúc; hãy bấm “Lập lại số "
        "liệu” trước khi duyệt."
    )


def test_figures_that_break_a_relation_are_not_approved(province, quick_pdf):
    report = drafted(province)
    broken = report.figures
    broken["tables"][0]["rows"][0]["values"]["1"] += 1
    broken["tables"][0]["total"]["1"] += 1
    Report.objects.filter(pk=report.pk).update(figures=broken)
    report = fresh(report)
    Report.objects.filter(pk=report.pk).update(sha256=report_hash(report))
    head = client_of(province.person("head", "SKHCN"))
    html = page(head, detail(report))
    assert "chỗ không khớp theo quy định của biểu" in html
    assert reverse("report_checks", args=[report.pk]) in html
    step(head, report, "approve", edit=0)
    assert fresh(report).state == "draft"
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"period": "2026-N9"}, "period", "Không hiểu kỳ báo cáo “2026-N9”"),
        ({"period": "2026-Q3"}, "period", "Quý III năm 2026 bắt đầu từ ngày 15/06/2026"),
        ({"period": "2026-W20"}, "period", "tuần có báo cáo tuần riêng"),
        ({"period": "2018-N"}, "agency", "không hoạt động trong năm 2018"),
        ({"period": "2026-CD", "starts_on": "2026-05-01"}, "period", "cả ngày đầu và ngày cuối"),
        ({"period": "tu-chon", "starts_on": "2026-05-09", "ends_on": "2026-05-01"}, "period",
         "ngày cuối trước ngày đầu"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused_beside_its_field(province, asked, field, sentence):
    given = {"kind": "statutory", "agency": province["SKHCN"].pk, "period": PERIOD}
    with time_machine.travel(DAY_AFTER - timedelta(days=1), tick=False):
        client = client_of(province.person("handler", "SKHCN"))
        response = client.post(reverse("report_make"), given | asked)
    assert response.status_code == 422
    html = response.content.decode()
    assert sentence in html
    assert f'href="#id_{field}"' in html
    assert not Job.objects.exists()


def test_a_unit_makes_its_own_reports_alone(province):
    given = {"kind": "statutory", "agency": province["SKHCN"].pk, "period": PERIOD}
    head = client_of(province.person("head", "UBND"))
    assert head.post(reverse("report_make"), given).status_code == 422
    own = given | {"agency": province["UBND"].pk}
    assert (
        client_of(province.person("inspector", "TTT")).post(reverse("report_make"), own).status_code
        == 302
    )


def test_a_thematic_report_counts_the_days_of_the_letter(province):
    given = {"kind": "statutory", "agency": province["SKHCN"].pk, "period": "2026-CD",
             "starts_on": "2025-12-01", "ends_on": "2026-05-31", "due_on": "2026-06-20"}  # fmt: skip
    assert (
        client_of(province.person("handler", "SKHCN"))
        .post(reverse("report_make"), given)
        .status_code
        == 302
    )
    run_jobs(DAY_AFTER)
    report = Report.objects.get()
    assert [str(d) for d in (report.starts_on, report.ends_on, report.due_on)] == [
        "2025-12-01", "2026-05-31", "2026-06-20",
    ]  # fmt: skip
    assert report.figures["period"]["from"] == "2025-12-01"


def test_the_same_figures_are_the_same_draft_and_new_ones_refresh_it(province):
    report = drafted(province)
    life.write(report_id=report.pk, narrative={**report.narrative, "I.1": "Viết tay."}, edit=0,
               by=province.person("handler", "SKHCN"), now=DAY_AFTER)  # fmt: skip
    assert drafted(province).pk == report.pk
    again = drafted(province, bump=4)
    assert (again.pk, again.version, Report.objects.count()) == (report.pk, 1, 1)
    assert again.narrative["I.1"] == "Viết tay."
    assert again.narrative["II.1"] != report.narrative["II.1"]
    assert again.sha256 == report_hash(again)


def test_figures_that_change_after_sending_make_a_version_of_their_own(province, quick_pdf):
    report = sent(province)
    new = drafted(province, bump=2)
    assert (new.version, new.previous, new.state) == (2, report, "draft")
    assert drafted(province, bump=2).pk == new.pk
    life.drop(report_id=new.pk, by=province.person("handler", "SKHCN"), now=DAY_AFTER)
    assert "Dự thảo đã bỏ" in page(client_of(province.person("head", "SKHCN")), detail(new))
    third = drafted(province, bump=2)
    assert (third.version, third.previous) == (3, report)
