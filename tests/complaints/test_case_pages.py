"""The case page and “vì sao ngày này?”, through the door."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from complaints.actions.matters import note_fact
from complaints.enums import FactKind, PetitionKind
from records.models import LedgerEntry, StoredFile
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province
from tests.scans import scan
from tests.texts import pdf_text

PDF = scan("Quyet dinh 12")

pytestmark = pytest.mark.django_db


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
    panel = reverse("matter_readings", args=[petition.matter_id])
    assert panel not in handler.get(page(petition)).content.decode()
    assert panel in head.get(page(petition)).content.decode()
    lines = head.get(panel).context["lines"]
    assert [entry.user_label for entry, _ in lines] == [
        "Nguyễn Văn Head.Skhcn.Ls",
        "Nguyễn Văn Handler.Skhcn.Ls",
    ]


def test_the_case_page_has_one_price(head, register):
    petition = register(kind=PetitionKind.DENUNCIATION)
    one = statements(head, page(petition))
    for number in range(3):
        more = register(matter=petition.matter, kind=PetitionKind.DENUNCIATION)
        told(more, f"Lần {number}", date(2026, 11, number + 1))
    assert (one, statements(head, page(petition))) == (14, 14)


def test_a_case_of_another_province_is_not_found(head, register):
    other = Province("CB", "Cao Bằng")
    theirs = register(agency=other["SKHCN"], by=other.person("handler", "SKHCN"))
    clock = theirs.clocks.first()
    for name, pk in (
        ("matter_detail", theirs.matter_id),
        ("clock_detail", clock.pk),
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
    assert pdf_text(b"".join(handler.get(fetch).streaming_content)).strip() == "Quyet dinh 12"
    assert client_of(province.person("head", "XA")).get(fetch).status_code == 404


def test_a_bad_file_is_refused_in_place(handler, register):
    petition = register()
    add = reverse("matter_file_add", args=[petition.matter_id])
    answer = handler.post(add, {"file": SimpleUploadedFile("anh.pdf", b"MZ\x90\x00 not a pdf")})
    assert answer.status_code == 422
    assert "Nội dung tệp không đúng với phần mở rộng của tên tệp." in answer.content.decode()
