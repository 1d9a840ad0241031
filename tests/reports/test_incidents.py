"""Incident reports: head-counts and appointed representatives only, told upward at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.enums import Secrecy
from complaints.models import MatterExclusion
from records.models import Notice
from reports.actions.incidents import NotSaid, report_incident
from reports.models import Incident
from reports.quick_document import incident_context
from tests.factories import NOW, Province
from tests.reports.builders import make_matter, make_petition
from tests.reports.quick_days import TODAY, incident_told, provincial_event
from tests.reports.test_pages import client_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def report(province: Province, part: str = "SKHCN", **more) -> Incident:
    given = {"agency": province[part], "by": province.person("officer", part), "now": NOW}
    told = {
        name: more.pop(name) for name in list(more) if name not in ("event", "follows", "matter")
    }
    return report_incident(told=incident_told(**told), **given | more)


def typed(province: Province, **more: object) -> dict[str, object]:
    return {
        "key": str(uuid4()), "agency": str(province["SKHCN"].pk), "event": "",
        "happened_at": "2026-11-18T08:30", "place": "Cổng trụ sở UBND tỉnh", "comes_from": "",
        "head_count": "12", "representatives": "2", "representative_names": "Nông Văn A, Vi Thị B",
        "cause": "crowd", "demand": "Đề nghị trả lời đơn.", "petition": "", "calmed": "received",
        "handled": "Đã tiếp.", "in_charge": "UBND xã", "state_of_case": "", "went_home": "co",
        "proposal": "",
    } | more  # fmt: skip


def test_reported_through_the_page_once_and_told_upward(province):
    officer = client_of(province.person("officer", "SKHCN"))
    sent = typed(province)
    for _ in range(2):
        answer = officer.post(reverse("incident_new"), sent)
        incident = Incident.objects.get()
        assert answer["Location"] == reverse("incident_detail", args=[incident.pk])
    assert (incident.head_count, incident.representatives, incident.went_home) == (12, 2, True)
    notices = Notice.objects.order_by("user__username")
    assert [notice.user.username for notice in notices] == [
        "head.skhcn.ls", "head.ubnd.ls", "inspector.ttt.ls"
    ]  # fmt: skip
    assert notices[0].sentence == (
        "Báo cáo đột xuất của Sở Khoa học và Công nghệ: đông người cùng đến, 12 người, "
        "lúc 08:30 ngày 18/11/2026."
    )
    assert "Nông Văn A" in page(officer, answer["Location"])


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"representatives": "5", "head_count": "7"}, "được cử nhiều nhất 2 người đại diện"),
        ({"representatives": "1"}, "không nhiều hơn số người đại diện"),
        ({"happened_at": "2026-11-18T10:30"}, "còn ở tương lai"),
        ({"handled": "Gọi bà B 0912345678"}, "giống số điện thoại"),
        ({"petition": "99/2026"}, "Không tìm thấy đơn số này"),
        ({"head_count": "0"}, "Số người phải từ 1 trở lên"),
    ],
)
def test_a_wrong_report_keeps_what_was_typed_and_says_why(province, changed, sentence):
    officer = client_of(province.person("officer", "SKHCN"))
    answer = officer.post(reverse("incident_new"), typed(province, **changed))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "Đề nghị trả lời đơn." in html
    assert Incident.objects.count() == 0


def test_a_secret_petition_answers_like_one_that_is_not_there(province):
    """Open: found. Sealed, restricted, somebody excluded, of another agency, absent: one sentence."""
    home, by = province["SKHCN"], province.person("officer", "SKHCN")
    shown = make_petition(home, by, TODAY)
    hidden = [make_petition(home, by, TODAY, make_matter(home, secrecy=level))
              for level in (Secrecy.SEALED, Secrecy.RESTRICTED)]  # fmt: skip
    excluded = make_petition(home, by, TODAY)
    MatterExclusion.objects.create(
        matter=excluded.matter, user=province.person("head", "SKHCN"), reason="x", excluded_at=NOW
    )
    elsewhere = make_petition(province["BTCD"], province.person("officer", "BTCD"), TODAY)
    officer = client_of(by)
    answers = []
    for number in [
        *(f"{one.number}/{one.year}" for one in (*hidden, excluded, elsewhere)),
        "0/2026",
    ]:
        answer = officer.post(reverse("incident_new"), typed(province, petition=number))
        answers.append((answer.status_code, "Không tìm thấy đơn số này" in answer.content.decode()))
    assert answers == [(422, True)] * 5
    officer.post(reverse("incident_new"), typed(province, petition=f"{shown.number}/{shown.year}"))
    assert Incident.objects.get().matter == shown.matter


def test_who_may_not_see_the_matter_sees_no_incident_of_it(province):
    matter = make_matter(province["SKHCN"])
    incident = report(province, matter=matter)
    head = client_of(province.person("head", "SKHCN"))
    address = reverse("incident_detail", args=[incident.pk])
    assert page(head, address)
    matter.secrecy = Secrecy.RESTRICTED
    matter.save(update_fields=["secrecy"])
    assert head.get(address).status_code == 404
    assert "Chưa có báo cáo đột xuất" in page(head, reverse("incident_list"))


def test_further_reports_hang_on_the_first_one(province):
    event = provincial_event(province)
    first = report(province, event=event)
    officer = client_of(province.person("officer", "SKHCN"))
    form = page(officer, f"{reverse('incident_new')}?tiep={first.pk}")
    assert "Báo cáo tiếp theo" in form
    assert first.demand in form
    again = typed(province, tiep=str(first.pk), handled="Đã hẹn trả lời.")
    officer.post(reverse("incident_new"), again)
    second = Incident.objects.get(follows=first)
    assert (second.event, second.matter) == (event, None)
    third = report(province, follows=second)
    assert third.follows == first
    html = page(officer, reverse("incident_detail", args=[first.pk]))
    assert html.count("Tiếp theo, ") == 2


def test_outside_the_window_or_after_closing_it_is_refused(province):
    event = provincial_event(province)
    with pytest.raises(NotSaid, match="Ngoài thời gian theo dõi"):
        report(province, event=event, happened_at=NOW - timedelta(days=9))
    event.closed_at, event.closed_by = NOW, province.person("head", "UBND")
    event.save()
    with pytest.raises(NotSaid, match="đã kết thúc theo dõi"):
        report(province, event=event)


def test_the_paper_holds_what_the_page_holds(province):
    incident = report(province, representatives=1, representative_names="Nông Văn A")
    lines = dict(incident_context(incident)["lines"])
    assert lines["Số người"] == "12 người; người đại diện được cử: 01 người (Nông Văn A)"
    assert lines["Thời gian"] == "08 giờ 30 phút, ngày 18/11/2026"
    officer = client_of(province.person("officer", "SKHCN"))
    answer = officer.get(reverse("incident_pdf", args=[incident.pk]))
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"head_count": 0}, "incident_counts_somebody"),
        ({"representatives": 0, "representative_names": "Ai đó"},
         "incident_names_only_representatives"),
    ],
)  # fmt: skip
def test_database_refuses_nonsense(province, wrong, constraint):
    incident = report(province)
    for name, value in wrong.items():
        setattr(incident, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        incident.save()


def test_a_rival_with_incidents_of_their_own_finds_none_of_ours(province):
    incident = report(province)
    elsewhere = Province("CB", "Cao Bằng")
    theirs = report(elsewhere)
    rival = client_of(elsewhere.person("officer", "SKHCN"))
    assert "Có 1 báo cáo đột xuất." in page(rival, reverse("incident_list"))
    assert page(rival, reverse("incident_detail", args=[theirs.pk]))
    for name in ("incident_detail", "incident_pdf"):
        assert rival.get(reverse(name, args=[incident.pk])).status_code == 404
    assert rival.get(f"{reverse('incident_new')}?tiep={incident.pk}").status_code == 404


def test_list_filters_and_costs_the_same_for_one_and_four(province):
    event, head = provincial_event(province), province.person("head", "UBND")
    report(province, event=event)
    costs = []
    for more in (0, 3):
        for n in range(more):
            report(province, "BTCD", happened_at=NOW - timedelta(hours=2, minutes=n))
        client = client_of(head)
        with CaptureQueriesContext(connection) as queries:
            html = page(client, reverse("incident_list"))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 15
    assert "Có 4 báo cáo đột xuất." in html
    assert "Có 1 báo cáo" in page(client, f"{reverse('incident_list')}?su-kien={event.pk}")
    asked = f"?don_vi={province['BTCD'].pk}&den=2026-11-17"
    assert "Không có báo cáo đột xuất nào theo bộ lọc" in page(
        client, reverse("incident_list") + asked
    )
