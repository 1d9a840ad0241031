"""After an event: its window beside the one before, and what was learned, approved by a second person."""

import io
import re
from datetime import time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from agencies.actions.calendar import add_event, set_event_units
from agencies.enums import EventKind
from complaints.enums import Secrecy
from complaints.models import Matter
from records.models import IssuedDocument, RegisterEntry
from reports.models import AfterAction
from tests.factories import NOW
from tests.reports.builders import make_petition, make_visit
from tests.texts import pdf_text

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def at_work():
    with time_machine.travel(NOW, tick=False):
        yield


def session_of(province, first, name, **more):
    """Ten days of window; the event itself on days 4 to 6."""
    return add_event(
        name=name, kind=EventKind.ASSEMBLY_SESSION, agency=province["SKHCN"],
        window=(first, first + timedelta(days=9)),
        days=(first + timedelta(days=3), first + timedelta(days=5)),
        by=province.person("head", "SKHCN"), now=NOW, **more,
    )  # fmt: skip


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def two_sessions(province):
    """The session before: 3 visits and 1 petition; this one: 5 visits, 6 people in one of them, and
    one visit about a matter that few may know."""
    before = session_of(province, TODAY - timedelta(days=80), "Kỳ họp thứ nhất HĐND tỉnh")
    this = session_of(
        province, TODAY - timedelta(days=12), "Kỳ họp thứ 2 HĐND tỉnh", report_at=time(16)
    )
    home, officer = province["SKHCN"], province.person("officer", "SKHCN")
    for n in range(3):
        make_visit(home, officer, before.window_from + timedelta(days=n))
    make_petition(home, officer, before.window_from)
    for n in range(4):
        make_visit(home, officer, this.window_from + timedelta(days=n))
    make_visit(home, officer, this.window_to, head_count=6)
    hidden = make_visit(home, officer, this.window_to, head_count=9)
    Matter.objects.filter(pk=hidden.matter_id).update(secrecy=Secrecy.RESTRICTED)
    type(hidden).objects.filter(pk=hidden.pk).update(secrecy=Secrecy.RESTRICTED)
    make_visit(home, officer, this.window_to + timedelta(days=1))
    set_event_units(event_id=this.pk, agencies=[home], by=province.person("head", "SKHCN"), now=NOW)
    return before, this


def cells(html: str, label: str) -> list[str]:
    """What the row `label` of the comparison shows."""

    row = html.split(f">{label} <span")[1].split("</tr>")[0]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in row.split("<td")[1:]]


def test_a_window_stands_beside_the_one_before_of_its_kind(province, two_sessions):
    _, this = two_sessions
    client = signed_in(province.person("handler", "SKHCN"))
    html = client.get(reverse("event_compare", args=[this.pk])).content.decode()
    shown = [cell.partition(">")[2] for cell in cells(html, "Số lượt được tiếp")]
    assert shown == ["5", "0,5", "3", "0,3", "+2"]
    shown = [cell.partition(">")[2] for cell in cells(html, "Số người được tiếp")]
    assert shown == ["10", "1,0", "3", "0,3", "+7"]
    shown = [cell.partition(">")[2] for cell in cells(html, "Đơn tiếp nhận")]
    assert shown == ["0", "0,0", "1", "0,1", "−1"]
    assert "Phải có 10: đúng giờ 0, chậm 0, thiếu 10" in html


def test_the_number_opens_the_rows_it_counts(province, two_sessions):
    _, this = two_sessions
    client = signed_in(province.person("handler", "SKHCN"))
    days = f"{this.window_from.isoformat()}..{this.window_to.isoformat()}"
    html = client.get(reverse("event_compare", args=[this.pk])).content.decode()
    assert f"so=visits&amp;ky={days}" in html
    rows = client.get(reverse("figure_rows"), {"so": "visits", "ky": days}).content.decode()
    assert "Danh sách có 5 dòng." in rows


TEXTS = {
    "results": "Đã tiếp đủ các ngày của kỳ họp.",
    "worked": "Trực đủ người.\nTrả lời ngay tại bàn.",
    "lacked": "Báo cáo nhanh còn thiếu.",
    "causes": "Chưa phân công người thay.",
    "lessons": "Lần sau cử người thay từ đầu.",
    "proposals": "",
}


def test_written_by_one_approved_by_another_issued_with_its_number(province, two_sessions):
    _, this = two_sessions
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    client = signed_in(handler)
    opened = client.post(
        reverse("after_action", args=[this.pk]), {"agency": str(province["SKHCN"].pk)}
    )
    review = AfterAction.objects.get()
    assert opened.url == reverse("after_action_detail", args=[review.pk])
    edit = reverse("after_action_edit", args=[review.pk])
    assert client.post(edit, {**TEXTS, "version": "1"}).status_code == 302
    stale = client.post(edit, {**TEXTS, "worked": "Bản của người chậm hơn.", "version": "1"})
    assert stale.status_code == 409
    assert "Bản của người chậm hơn." in stale.content.decode()
    step = reverse("after_action_step", args=[review.pk])
    assert client.post(step, {"buoc": "approve", "version": "2"}).status_code == 403
    leader = signed_in(head)
    leader.post(step, {"buoc": "approve", "version": "1"})
    assert AfterAction.objects.get().state == "draft"
    leader.post(step, {"buoc": "approve", "version": "2"})
    review = AfterAction.objects.get()
    assert (review.state, review.figures["this"]["values"]["visits"]) == ("approved", 5)
    make_visit(province["SKHCN"], province.person("officer", "SKHCN"), this.window_from)
    page = leader.get(reverse("after_action_detail", args=[review.pk])).content.decode()
    assert 'Số lượt được tiếp (lượt)</td><td class="c-figure">5</td>' in page
    signer = {"buoc": "issue", "name": "Lương Quốc Bảo", "title": "GIÁM ĐỐC"}
    for _ in range(2):
        leader.post(step, signer)
    assert RegisterEntry.objects.filter(book="documents").count() == 1
    assert IssuedDocument.objects.get().title == "Đánh giá, rút kinh nghiệm: Kỳ họp thứ 2 HĐND tỉnh"


def test_pdf_and_docx_say_the_same_words(province, two_sessions):
    _, this = two_sessions
    handler = province.person("handler", "SKHCN")
    client = signed_in(handler)
    client.post(reverse("after_action", args=[this.pk]), {"agency": str(province["SKHCN"].pk)})
    review = AfterAction.objects.get()
    client.post(reverse("after_action_edit", args=[review.pk]), {**TEXTS, "version": "1"})
    pdf = client.get(reverse("after_action_pdf", args=[review.pk]))
    said = " ".join(pdf_text(b"".join(pdf) if pdf.streaming else pdf.content).split())
    docx = client.get(reverse("after_action_docx", args=[review.pk])).content
    words = [p.text for p in Document(io.BytesIO(docx)).paragraphs]
    for sentence in (
        "IV. BÀI HỌC KINH NGHIỆM",
        "Lần sau cử người thay từ đầu.",
        "Phải có 10 báo cáo nhanh: đúng giờ 0, chậm 0, thiếu 10; 0 báo cáo ghi không phát sinh.",
    ):
        assert sentence in said
        assert sentence in words


def test_before_the_event_is_over_there_is_nothing_to_learn_yet(province):
    running = session_of(province, TODAY - timedelta(days=4), "Kỳ họp đang diễn ra")
    client = signed_in(province.person("handler", "SKHCN"))
    answer = client.post(
        reverse("after_action", args=[running.pk]), {"agency": str(province["SKHCN"].pk)}
    )
    assert answer.status_code == 409
    assert "lập từ ngày sau đó" in answer.content.decode()
    assert not AfterAction.objects.exists()


def test_who_wrote_cannot_approve_even_as_head(province, two_sessions):
    _, this = two_sessions
    head = signed_in(province.person("head", "SKHCN"))
    head.post(reverse("after_action", args=[this.pk]), {"agency": str(province["SKHCN"].pk)})
    review = AfterAction.objects.get()
    head.post(reverse("after_action_edit", args=[review.pk]), {**TEXTS, "version": "1"})
    answer = head.post(
        reverse("after_action_step", args=[review.pk]),
        {"buoc": "approve", "version": "2"},
        follow=True,
    )
    assert "Người soạn không tự duyệt" in answer.content.decode()
    assert AfterAction.objects.get().state == "draft"


def test_the_database_refuses_one_who_approves_their_own(province, two_sessions):
    _, this = two_sessions
    head = province.person("head", "SKHCN")
    mine = AfterAction(
        event=this, agency=province["SKHCN"], scope_path=province["SKHCN"].path, made_at=NOW,
        made_by=head, state="approved", approved_at=NOW, approved_by=head,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="approved_by_a_second_person"), transaction.atomic():
        mine.save(force_insert=True)


def test_a_body_beside_does_not_find_the_review(province, two_sessions):
    _, this = two_sessions
    client = signed_in(province.person("handler", "SKHCN"))
    client.post(reverse("after_action", args=[this.pk]), {"agency": str(province["SKHCN"].pk)})
    review = AfterAction.objects.get()
    beside = signed_in(province.person("head", "BTCD"))
    for name in ("after_action_detail", "after_action_edit", "after_action_pdf"):
        assert beside.get(reverse(name, args=[review.pk])).status_code == 404, name
