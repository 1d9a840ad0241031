"""The case page and “vì sao ngày này?”, through the door."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from complaints.actions.clocks import start_clock
from complaints.actions.matters import note_fact
from complaints.enums import ClockEventKind, FactKind, PetitionKind
from complaints.models import Clock, ClockEvent
from records.models import LedgerEntry, StoredFile
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def handler(province) -> Client:
    return client_of(province.person("handler", "SKHCN"))


@pytest.fixture
def head(province) -> Client:
    return client_of(province.person("head", "SKHCN"))


def page(petition) -> str:
    return reverse("matter_detail", args=[petition.matter_id])


def told(petition, sentence: str, on: date) -> None:
    note_fact(
        matter=petition.matter, kind=FactKind.CROWD, happened_on=on, amount=12, sentence=sentence,
        reference=petition, now=NOW,
    )  # fmt: skip


def test_the_case_page_tells_the_whole_case(handler, register):
    petition = register()
    told(petition, "12 người cùng đến nơi tiếp", date(2026, 11, 17))
    body = handler.get(page(petition)).content.decode()
    for said in (
        "Khiếu nại quyết định thu hồi đất",
        "Lý Văn Thành",
        "Thụ lý hoặc thông báo không thụ lý khiếu nại",
        "26/11/2026",  # seven working days; 24/11 is a holiday
        "còn 8 ngày",
        "Vì sao ngày này?",
        "01/2026",
        "12 người cùng đến nơi tiếp",
        reverse("matter_visits", args=[petition.matter_id]),
    ):
        assert said in body, said


def test_each_view_of_a_case_is_one_row_of_the_ledger(handler, head, register, province):
    petition = register()
    for client in (handler, head, head):
        client.get(page(petition))
    rows = LedgerEntry.objects.filter(subject_id=petition.matter_id, verb="read").order_by("id")
    people = [province.person(role, "SKHCN").pk for role in ("handler", "head", "head")]
    assert [row.user_id for row in rows] == people


def test_who_has_seen_it_is_told_to_those_who_answer_for_it(handler, head, register):
    petition = register()
    assert "Ai đã xem" not in handler.get(page(petition)).content.decode()
    readings = head.get(page(petition)).context["readings"]
    assert [entry.user_label for entry in readings] == [
        "Nguyễn Văn Head.Skhcn.Ls",
        "Nguyễn Văn Handler.Skhcn.Ls",
    ]


def test_the_case_page_has_one_price(head, register):
    petition = register(kind=PetitionKind.DENUNCIATION)
    one = statements(head, page(petition))
    for number in range(3):
        more = register(matter=petition.matter, kind=PetitionKind.DENUNCIATION)
        told(more, f"Lần {number}", date(2026, 11, number + 1))
    assert (one, statements(head, page(petition))) == (13, 13)


def test_a_case_of_another_province_is_not_found(head, register):
    other = Province("CB", "Cao Bằng")
    theirs = register(agency=other["SKHCN"], by=other.person("handler", "SKHCN"))
    clock = theirs.clocks.first()
    for name, pk in (
        ("matter_detail", theirs.matter_id),
        ("clock_detail", clock.pk),
        ("clock_event", clock.pk),
        ("hotspot_raise", theirs.matter_id),
        ("identity_ask", theirs.matter_id),
    ):
        assert head.get(reverse(name, args=[pk])).status_code == 404, name
    add = reverse("matter_file_add", args=[theirs.matter_id])
    assert head.post(add, {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 404


def test_the_excluded_head_finds_nothing(head, register, province):
    petition = register(
        kind=PetitionKind.DENUNCIATION, excluded_users=[province.person("head", "SKHCN")]
    )
    clock = petition.clocks.first()
    for name, pk in (
        ("matter_detail", petition.matter_id),
        ("petition_detail", petition.pk),
        ("clock_detail", clock.pk),
    ):
        assert head.get(reverse(name, args=[pk])).status_code == 404, name
    assert petition.summary not in head.get(reverse("petition_list")).content.decode()


def test_a_file_is_attached_and_fetched_by_those_who_see_the_case(handler, register, province):
    petition = register()
    add = reverse("matter_file_add", args=[petition.matter_id])
    answer = handler.post(add, {"file": SimpleUploadedFile("quyet-dinh.pdf", PDF)})
    assert answer.url == page(petition)
    stored = StoredFile.objects.get()
    assert (stored.parent_kind, stored.name) == ("matter", "quyet-dinh.pdf")
    fetch = reverse("file_download", args=[stored.pk])
    assert fetch in handler.get(page(petition)).content.decode()
    assert b"".join(handler.get(fetch).streaming_content) == PDF
    assert client_of(province.person("head", "XA")).get(fetch).status_code == 404


def test_a_bad_file_is_refused_in_place(handler, register):
    petition = register()
    add = reverse("matter_file_add", args=[petition.matter_id])
    answer = handler.post(add, {"file": SimpleUploadedFile("anh.pdf", b"MZ\x90\x00 not a pdf")})
    assert answer.status_code == 422
    assert "Nội dung tệp không đúng với phần mở rộng của tên tệp." in answer.content.decode()


@pytest.fixture
def suspended(register, province) -> Clock:
    """Worked by hand in design.md section 5: 06/07, suspended 13/07, resumed 03/08 -> 26/08/2026."""
    petition = register(received_on=date(2026, 7, 1))
    clock = start_clock(
        matter=petition.matter, petition=petition, rule_code="KN_GQ1",
        started_on=date(2026, 7, 6), by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    return clock


def change(clock: Clock, kind: str, on: str, key: int, **more: str) -> dict[str, str]:
    return {
        "key": f"00000000-0000-4000-8000-00000000000{key}",
        "kind": kind,
        "happened_on": on,
        "ground": "Luật Khiếu nại, điều 11a",
        "document": f"{key}/QĐ-SKHCN",
        **more,
    }


def test_the_page_of_a_clock_shows_every_day_and_its_law(handler, suspended):
    address = reverse("clock_event", args=[suspended.pk])
    assert handler.get(f"{address}?loai=pause").status_code == 200
    handler.post(address, change(suspended, "pause", "2026-07-13", 1))
    paused = handler.get(reverse("clock_detail", args=[suspended.pk]))
    assert "Vì sao chưa có ngày đến hạn?" in paused.content.decode()
    handler.post(address, change(suspended, "resume", "2026-08-03", 2))
    answer = handler.get(reverse("clock_detail", args=[suspended.pk]))
    why, body = answer.context["why"], answer.content.decode()
    assert why.result.due == date(2026, 8, 26)
    assert "Vì sao 26/08/2026?" in body
    assert [(day.date, day.counted) for day in why.days[:7]] == [
        *((date(2026, 7, day), True) for day in range(7, 13)),
        (date(2026, 7, 13), False),
    ]
    resumed = next(day for day in why.days if day.date == date(2026, 8, 3))
    assert (resumed.counted, why.counted, len(why.days)) == (True, 30, 51)
    assert body.count(" is-counted") == 30
    assert body.count("tạm đình chỉ</span>") == 21
    for said in ("Luật Khiếu nại 2011, điều 28", "30 ngày", "từ 01/07/2012", "1/QĐ-SKHCN",
                 "Luật Khiếu nại, điều 11a", "đã đối chiếu với văn bản"):  # fmt: skip
        assert said in body, said


def test_the_page_says_what_another_version_gives(handler, register):
    petition = register(received_on=date(2026, 6, 26))
    clock = petition.clocks.get(rule_code="KN_THULY")
    body = handler.get(reverse("clock_detail", args=[clock.pk])).content.decode()
    assert "Vì sao 06/07/2026?" in body
    assert "Quy định áp dụng từ 01/07/2026 (7 ngày làm việc) sẽ cho ngày 07/07/2026" in body
    assert "cần đối chiếu" in body


def test_a_change_sent_twice_is_one_event(handler, suspended):
    address = reverse("clock_event", args=[suspended.pk])
    for _ in range(2):
        answer = handler.post(address, change(suspended, "pause", "2026-07-13", 1))
        assert answer.url == reverse("clock_detail", args=[suspended.pk])
    assert [event.kind for event in ClockEvent.objects.all()] == [ClockEventKind.PAUSE]


def test_the_law_refuses_in_its_own_words_and_keeps_the_text(handler, suspended):
    address = reverse("clock_event", args=[suspended.pk])
    early = handler.post(address, change(suspended, "pause", "2026-07-01", 1))
    assert early.status_code == 409
    body = early.content.decode()
    assert "trước ngày bắt đầu tính hạn 06/07/2026" in body
    assert 'value="1/QĐ-SKHCN"' in body
    longer = handler.post(
        address, change(suspended, "extend", "2026-07-20", 2, signer="Giám đốc", days="30")
    )
    assert "pháp luật không cho gia hạn thời hạn này" in longer.content.decode()


def test_only_the_agency_that_keeps_the_case_changes_its_clock(suspended, province):
    inspector = client_of(province.person("inspector", "TTT"))
    address = reverse("clock_event", args=[suspended.pk])
    assert inspector.get(reverse("clock_detail", args=[suspended.pk])).status_code == 200
    assert inspector.get(address).status_code == 403
    assert inspector.post(address, change(suspended, "pause", "2026-07-13", 1)).status_code == 403


def test_the_page_of_a_clock_costs_seven_statements(handler, suspended):
    assert statements(handler, reverse("clock_detail", args=[suspended.pk])) == 7
