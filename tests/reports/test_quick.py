"""Quick reports: counted, sent once, late, corrected, added up, urged; for the unit and those above."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.models import Event
from agencies.refusals import NotAllowed, Refused
from complaints.enums import PetitionKind, Secrecy
from complaints.models import Dialogue
from plans.enums import Proof
from records.models import Notice
from reports.actions.quick import (
    AlreadySent,
    Told,
    correct_quick_report,
    send_quick_report,
)
from reports.actions.quick_reminders import remind_quick_reports
from reports.models import QuickReport
from reports.personal_numbers import personal_number_in
from reports.quick_days import refusal
from reports.quick_document import rollup_context
from reports.quick_figures import figures_of, values_of
from reports.quick_rollup import roll_up
from tests.factories import NOW, Province, make_agency
from tests.house.crawl import ask
from tests.plans.task_rows import led_task
from tests.reports.builders import make_clock, make_hotspot, make_matter, make_petition, make_visit
from tests.reports.quick_days import TODAY, at, make_event, provincial_event
from tests.reports.test_pages import client_of, page

pytestmark = pytest.mark.django_db
SAID = Told(happened="Một đoàn đến hỏi về bồi thường.", done="Đã tiếp, giải thích.")
TEXTS = {"happened": SAID.happened, "done": SAID.done, "proposals": "", "note": ""}


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def province(now) -> Province:
    return Province()


@pytest.fixture
def event(province) -> Event:
    return provincial_event(province)


def send(event, province, part="SKHCN", role="officer", **more) -> QuickReport:
    given = {"event": event, "agency": province[part], "on": TODAY, "told": SAID, "now": NOW}
    return send_quick_report(**given | {"by": province.person(role, part)} | more)


def day_of_work(province: Province) -> None:
    """A day counted by hand: 3 visits of 1, 6 and 9 people; 2 petitions; one late matter; one dialogue;
    one flag. Beside it what must not count: sealed, restricted, void, elsewhere, of other days."""
    home, by = province["SKHCN"], province.person("officer", "SKHCN")
    for people in (1, 6, 9):
        make_visit(home, by, TODAY, head_count=people)
    make_visit(home, by, TODAY - timedelta(days=1), head_count=7)
    make_visit(province["BTCD"], by, TODAY, head_count=7)
    for secrecy in (Secrecy.SEALED, Secrecy.RESTRICTED):
        hidden = make_matter(home, secrecy=secrecy)
        make_visit(home, by, TODAY, hidden, head_count=8)
        make_petition(home, by, TODAY, hidden)
        make_hotspot(home, by, TODAY, matter=hidden)
        make_clock(home, TODAY - timedelta(days=2), hidden)
    make_visit(home, by, TODAY, head_count=5, voided_at=NOW, voided_by=by, void_reason="Nhầm.")
    first, late = (make_petition(home, by, TODAY) for _ in range(2))
    make_clock(home, TODAY - timedelta(days=1), late.matter)
    make_clock(home, TODAY, first.matter)
    for held_on, missed in ((TODAY, False), (TODAY, True), (TODAY - timedelta(days=1), False)):
        Dialogue.objects.create(
            petition=first, planned_at=at(8), place="Phòng họp", chair="Giám đốc", held_on=held_on,
            notice_on=TODAY, result="Đã thống nhất.", missed=missed,
        )  # fmt: skip
    make_hotspot(home, by, TODAY, matter=first.matter)


BY_HAND = {
    "quick_visits": 3, "quick_people": 16, "quick_groups": 2, "quick_group_people": 15,
    "quick_received": 2, "quick_overdue": 1, "quick_dialogues": 1, "quick_hot": 1,
    "quick_above": 0, "quick_incidents": 0,
}  # fmt: skip


def test_figures_are_those_counted_by_hand_and_open_their_list(province, event):
    day_of_work(province)
    assert values_of(figures_of(province["SKHCN"], TODAY, NOW)) == BY_HAND
    officer = client_of(province.person("officer", "SKHCN"))
    html = page(officer, reverse("quick_new", args=[event.pk]))
    assert "Tổng số người của các lượt tiếp đó." in html
    for name, rows in (("quick_people", 3), ("quick_dialogues", 1), ("quick_hot", 1)):
        address = f"?so={name}&ky={TODAY}..{TODAY}&don_vi={province['SKHCN'].pk}"
        assert address.replace("&", "&amp;") in html
        listed = page(officer, reverse("figure_rows") + address)
        assert f"Danh sách có {rows} dòng." in listed
        assert "hồ sơ kín" not in listed


def test_sent_through_the_page_once_whatever_is_clicked(province, event):
    officer = client_of(province.person("officer", "SKHCN"))
    address, key = reverse("quick_new", args=[event.pk]), str(uuid4())
    for _ in range(2):
        answer = officer.post(address, TEXTS | {"key": key})
        report = QuickReport.objects.get()
        assert answer["Location"] == reverse("quick_detail", args=[report.pk])
    assert (report.version, report.nothing_new, report.is_late) == (1, False, False)
    assert timezone.localtime(report.due_at) == at(16)
    detail = page(officer, answer["Location"])
    assert "Gửi đúng hạn" in detail
    assert officer.get(address)["Location"] == reverse("quick_detail", args=[report.pk])


def test_second_person_keeps_the_text_and_sees_the_report(province, event):
    send(event, province)
    handler = client_of(province.person("handler", "SKHCN"))
    mine = TEXTS | {"happened": "Tôi ghi khác.", "key": str(uuid4())}
    answer = handler.post(reverse("quick_new", args=[event.pk]), mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Tôi ghi khác." in html
    assert SAID.happened in html
    assert QuickReport.objects.count() == 1


def test_nothing_new_in_one_click_unless_there_was_a_crowd(province, event):
    officer = client_of(province.person("officer", "SKHCN"))
    address = reverse("quick_nothing", args=[event.pk])
    make_visit(province["SKHCN"], province.person("officer", "SKHCN"), TODAY, head_count=5)
    refused = officer.post(address, {"key": str(uuid4())})
    assert refused.status_code == 409
    assert "Trong ngày có 1 đoàn đông người" in refused.content.decode()
    make_visit(province["BTCD"], province.person("officer", "BTCD"), TODAY, head_count=4)
    board = client_of(province.person("officer", "BTCD"))
    assert board.post(address, {"key": str(uuid4())}).status_code == 302
    assert QuickReport.objects.values_list("agency__code", "nothing_new").get() == ("LS-BTCD", True)


def test_typed_text_stays_and_the_sentence_stands_beside_its_field(province, event):
    officer = client_of(province.person("officer", "SKHCN"))
    typed = TEXTS | {"happened": "Liên hệ ông A 0912 345 678.", "done": "Việc đã làm của tôi"}
    answer = officer.post(reverse("quick_new", args=[event.pk]), typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "giống số điện thoại" in html
    assert "Việc đã làm của tôi" in html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gọi 0912 345 678 nhé", "0912 345 678"), ("số 0912.345.678", "0912.345.678"),
        ("+84 912 345 678", "+84 912 345 678"), ("0205387654", "0205387654"),
        ("CCCD 020085001234", "020085001234"), ("CMND 080123456", "080123456"),
        ("CMND 180 123 456", "180 123 456"), ("bồi thường 1.250.000.000 đồng", ""),
        ("ngày 01-07-2026 08 giờ", ""), ("ngày 01/07/2026", ""), ("Quyết định 2121/QĐ-UBND", ""),
        ("thửa 123, tờ 45, 1.200 m2", ""), ("Báo cáo 665/BC-UBTVQH15", ""), ("500.000.000", ""),
    ],
)  # fmt: skip
def test_numbers_that_lead_to_a_person(text, found):
    assert personal_number_in(text) == found


@pytest.mark.parametrize(
    ("fields", "on", "sentence"),
    [
        ({"closed_at": NOW}, TODAY, "Sự kiện đã kết thúc theo dõi ngày 18/11/2026"),
        ({"report_at": None}, TODAY, "không yêu cầu báo cáo nhanh"),
        ({}, TODAY + timedelta(days=1), "Ngày 19/11/2026 chưa đến"),
        ({}, TODAY - timedelta(days=4), "bắt đầu từ ngày 15/11/2026"),
        ({"starts_on": TODAY - timedelta(days=3), "ends_on": TODAY - timedelta(days=2),
          "window_to": TODAY - timedelta(days=1)}, TODAY, "đã hết từ sau ngày 17/11/2026"),
    ],
)  # fmt: skip
def test_days_that_take_no_report_say_why(province, fields, on, sentence):
    fields |= {"closed_by": province.person("head", "UBND")} if "closed_at" in fields else {}
    event = provincial_event(province, **fields)
    assert sentence in refusal(event, on, TODAY)
    with pytest.raises(Refused, match=sentence):
        send(event, province, on=on)
    address = reverse("quick_new", args=[event.pk])
    html = page(client_of(province.person("officer", "SKHCN")), f"{address}?ngay={on}")
    assert sentence in html
    assert "Gửi báo cáo<" not in html


def test_a_unit_that_owes_none_is_told_so(province, event):
    with pytest.raises(NotAllowed, match="Thanh tra tỉnh không thuộc danh sách"):
        send(event, province, "TTT", "inspector")
    with pytest.raises(NotAllowed, match="người của chính đơn vị"):
        send(event, province, by=province.person("head", "UBND"))


def test_the_day_is_local_and_late_is_marked(province, event):
    """00:30 on the 19th in Hà Nội is still the 18th in UTC."""
    night = at(0, 30, TODAY + timedelta(days=1))
    with time_machine.travel(night, tick=False):
        officer = client_of(province.person("officer", "SKHCN"))
        officer.post(reverse("quick_new", args=[event.pk]), TEXTS)
        officer.post(reverse("quick_new", args=[event.pk]), TEXTS | {"ngay": TODAY.isoformat()})
    sent = QuickReport.objects.order_by("on_date")
    assert [(one.on_date, one.is_late) for one in sent] == [
        (TODAY, True), (TODAY + timedelta(days=1), False)
    ]  # fmt: skip


def test_correction_is_a_version_that_shows_what_changed(province, event):
    first = send(event, province)
    make_visit(province["SKHCN"], province.person("officer", "SKHCN"), TODAY, head_count=2)
    officer = client_of(province.person("officer", "SKHCN"))
    address = reverse("quick_correct", args=[first.pk])
    assert SAID.happened in page(officer, address)
    typed = TEXTS | {"done": "Đã đối thoại.", "reason": "Ghi thiếu lượt tiếp", "version": "1"}
    answer = officer.post(address, typed)
    detail = page(officer, answer["Location"])
    assert "Ghi thiếu lượt tiếp" in detail
    changed = detail.partition("So với bản trước")[2].partition("</section>")[0]
    assert [word in changed for word in ("Lượt tiếp công dân", "Đã đối thoại.", "Đơn tiếp nhận")] == [
        True, True, False
    ]  # fmt: skip
    first.refresh_from_db()
    assert values_of(first.figures)["quick_visits"] == 0
    again = officer.post(address, typed)
    assert again.status_code == 409
    assert "Đã đối thoại." in again.content.decode()
    assert list(QuickReport.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_two_corrections_of_one_version_do_not_both_stand(province, event):
    report = send(event, province)
    given = {"report_id": report.pk, "told": SAID, "reason": "Sửa", "version": 1, "now": NOW}
    correct_quick_report(**given, by=province.person("officer", "SKHCN"))
    with pytest.raises(AlreadySent):
        correct_quick_report(**given, by=province.person("handler", "SKHCN"))


def test_database_refuses_the_same_version_twice(province, event):
    report = send(event, province)
    report.pk = None
    report._state.adding = True
    with pytest.raises(IntegrityError, match="quick_report_is_sent_once"), transaction.atomic():
        report.save(force_insert=True)


def test_roll_up_adds_what_the_units_sent_and_names_the_missing(province, event):
    day_of_work(province)
    make_visit(province["BTCD"], province.person("officer", "BTCD"), TODAY, head_count=1)
    send(event, province)
    head = province.person("head", "UBND")
    found = roll_up(event, TODAY, head, NOW)
    assert [unit.agency.code for unit in found.missing] == ["LS-BTCD"]
    send(event, province, "BTCD")
    found = roll_up(event, TODAY, head, NOW)
    sums = {row["name"]: (row["value"], row["values"]) for row in found.sums}
    assert sums["quick_visits"] == (5, [2, 3])
    assert sums["quick_people"] == (24, [8, 16])
    client = client_of(head)
    html = page(client, reverse("quick_rollup", args=[event.pk]))
    total = f"?so=quick_visits&ky={TODAY}..{TODAY}&su_kien={event.pk}"
    assert total.replace("&", "&amp;") in html
    assert "Danh sách có 5 dòng." in page(client, reverse("figure_rows") + total)
    text = rollup_context(province["UBND"], found, TODAY)
    assert text["opening"].endswith("02 đơn vị đã gửi báo cáo trong tổng số 02 đơn vị phải báo cáo, "
                                    "kết quả như sau:")  # fmt: skip
    pdf = client.get(reverse("quick_rollup_pdf", args=[event.pk]))
    assert pdf.content.startswith(b"%PDF-")


def test_urging_reaches_those_who_send_once_a_day(province, event):
    inspector = client_of(province.person("inspector", "TTT"))
    asked = {"don_vi": province["BTCD"].pk, "ngay": TODAY.isoformat()}
    for _ in range(2):
        answer = inspector.post(reverse("quick_urge", args=[event.pk]), asked)
        assert answer.status_code == 302
    told = Notice.objects.filter(key__startswith="quick_urge").order_by("user__username")
    assert [notice.user.username for notice in told] == [
        "handler.btcd.ls", "head.btcd.ls", "officer.btcd.ls"
    ]  # fmt: skip
    assert "Đã đôn đốc lúc" in page(inspector, reverse("quick_rollup", args=[event.pk]))
    officer = client_of(province.person("officer", "SKHCN"))
    assert officer.post(reverse("quick_urge", args=[event.pk]), asked).status_code == 403


def test_reminders_come_an_hour_before_and_when_missed_each_once(province, event):
    send(event, province)
    senders = 3  # officer, handler, head of the board; the department has sent
    yesterday = {"on": TODAY - timedelta(days=1)}
    for part in ("SKHCN", "BTCD"):
        send(event, province, part, **yesterday)
    told = [
        remind_quick_reports(now=at(*hour))
        for hour in ((14, 59), (15, 0), (15, 15), (16, 0), (16, 15))
    ]
    assert told == [0, senders, 0, senders, 0]
    assert {key.partition(":")[0] for key in Notice.objects.values_list("key", flat=True)} == {
        "quick_soon", "quick_missed"
    }  # fmt: skip
    assert remind_quick_reports(now=at(6, 0, TODAY + timedelta(days=1))) == 0


def test_an_evening_hour_missed_overnight_is_told_in_the_morning(province):
    event = provincial_event(province, report_at=at(23, 50).time())
    for part in ("SKHCN", "BTCD"):
        send(event, province, part, on=TODAY - timedelta(days=1))
    send(event, province)
    assert remind_quick_reports(now=at(6, 0, TODAY + timedelta(days=1))) == 3


def test_board_tells_each_day_of_each_unit(province, event):
    yesterday = TODAY - timedelta(days=1)
    send(event, province, on=yesterday)
    send(event, province, told=Told(), nothing_new=True)
    html = page(client_of(province.person("head", "UBND")), reverse("quick_list"))
    row = html.partition("Sở Khoa học và Công nghệ</th>")[2].partition("</tr>")[0]
    told = [word for word in row.replace("<", ">").split(">")
            if word in ("Chưa gửi", "Gửi muộn", "Không phát sinh", "Chưa đến giờ")]  # fmt: skip
    assert told == ["Chưa gửi", "Chưa gửi", "Gửi muộn", "Không phát sinh"]


def test_panel_shows_what_is_owed_and_is_absent_when_nothing_is(province):
    officer = client_of(province.person("officer", "SKHCN"))
    assert reverse("panel_quick") not in page(officer, reverse("home"))
    event = provincial_event(province)
    assert reverse("panel_quick") in page(officer, reverse("home"))
    html = page(officer, reverse("panel_quick"))
    assert reverse("quick_new", args=[event.pk]) in html
    assert "gửi trước 16:00" in html


def test_a_rival_with_the_like_of_their_own_finds_nothing(province, event):
    report = send(event, province)
    elsewhere = Province("CB", "Cao Bằng")
    their_event = make_event(elsewhere["UBND"], elsewhere["SKHCN"], name="Kỳ họp tỉnh bên")
    theirs = send(their_event, elsewhere)
    rival = client_of(elsewhere.person("head", "UBND"))
    assert page(rival, reverse("quick_detail", args=[theirs.pk]))
    for address in (
        reverse("quick_detail", args=[report.pk]),
        reverse("quick_correct", args=[report.pk]),
        reverse("quick_rollup", args=[event.pk]),
        reverse("quick_rollup_pdf", args=[event.pk]),
    ):
        assert rival.get(address).status_code == 404
    asked = {"don_vi": province["SKHCN"].pk, "ngay": TODAY.isoformat()}
    assert rival.post(reverse("quick_urge", args=[event.pk]), asked).status_code == 404
    html = page(rival, f"{reverse('quick_list')}?su_kien={event.pk}")
    assert "Kỳ họp tỉnh bên" in html
    assert event.name not in html


def test_pages_cost_the_same_for_one_and_four_units(province, event):
    head, costs = province.person("head", "UBND"), []
    for more in (0, 3):
        for n in range(more):
            unit = make_agency(f"LS-THEM{n}", parent=province["UBND"])
            event.units.create(agency=unit, scope_path=unit.path)
        if not more:
            send(event, province)
        costs.append([cost_of(client_of(head), name, event) for name in ("list", "rollup")])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 15


def cost_of(client: Client, name: str, event: Event) -> int:
    address = reverse("quick_list") if name == "list" else reverse("quick_rollup", args=[event.pk])
    with CaptureQueriesContext(connection) as queries:
        page(client, address)
    return len(queries)


def test_a_sealed_world_changes_no_byte_of_the_page(province, event):
    officer = client_of(province.person("officer", "SKHCN"))
    address = reverse("quick_new", args=[event.pk])
    hidden = make_matter(
        province["SKHCN"], secrecy=Secrecy.RESTRICTED, kind=PetitionKind.DENUNCIATION
    )
    before = ask(officer, address)
    make_visit(province["SKHCN"], province.person("officer", "SKHCN"), TODAY, hidden, head_count=9)
    assert ask(officer, address) == before


def test_a_sent_report_is_evidence_of_the_task_that_asks_for_one(province, event):
    task = led_task(province, proof=Proof.REPORT)
    report = send(event, province)
    told = task.updates.get(kind="evidence")
    assert (told.evidence, told.agency) == ("report", province["SKHCN"])
    assert str(report) in told.note
    task.refresh_from_db()
    assert task.state == "done"


def test_a_quick_report_is_evidence_of_a_task_by_its_day(province, event):
    """18/11/2026 names the report of the department; the history links to it."""
    report = send(event, province)
    task = led_task(province)
    by = province.person("handler", "SKHCN")
    answer = client_of(by).post(
        reverse("task_step", args=[task.pk]),
        {"buoc": "evidence", "key": uuid4(), "version": task.version, "evidence": "report",
         "reference": f"{TODAY:%d/%m/%Y}", "note": "Đã báo cáo."},
    )  # fmt: skip
    assert answer.status_code == 302
    update = task.updates.get()
    assert (update.ref_kind, update.ref_id) == ("quickreport", report.pk)
    link = reverse("quick_detail", args=[report.pk])
    history = client_of(by).get(reverse("task_detail", args=[task.pk])).content.decode()
    assert link in history
