"""Đôn đốc: who may urge whom, the answer, what is late; both ends of the list."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.actions.deciding import process_petition
from complaints.actions.receiving import accept_transfer
from complaints.actions.transfers import Receiver
from complaints.actions.urging import answer_urge, take_back_urge, urge_petition
from complaints.enums import Outcome, PetitionKind
from complaints.models import CaseUrge, Petition
from records.models import Notice
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

TODAY = NOW.date()
DUE = date(2026, 11, 25)
pytestmark = pytest.mark.django_db


def urged(petition, by, **changes):
    told = {
        "petition_id": petition.pk, "content": "Giải quyết dứt điểm, báo kết quả.",
        "document": "12/CV-TTT", "answer_due_on": DUE, "by": by, "now": NOW,
    }  # fmt: skip
    return urge_petition(**{**told, **changes})


@pytest.fixture
def inspector(province):
    return province.person("inspector", "TTT")


def test_the_inspectorate_urges_and_the_unit_answers(register, province, inspector):
    urge = urged(register(), inspector)
    assert (urge.agency, urge.to_agency) == (province["TTT"], province["SKHCN"])
    told = Notice.objects.filter(topic="urged").values_list("user__username", flat=True)
    assert sorted(told) == ["handler.skhcn.ls", "head.skhcn.ls"]
    with pytest.raises(Refused, match="chờ trả lời về đơn này"):
        urged(urge.petition, inspector)
    handler = province.person("handler", "SKHCN")
    with pytest.raises(Refused, match="Hãy ghi nội dung"):
        answer_urge(urge_id=urge.pk, answered_on=TODAY, answer=" ", by=handler, now=NOW)
    answer_urge(urge_id=urge.pk, answered_on=TODAY, answer="Đã mời đối thoại.", by=handler, now=NOW)
    urge.refresh_from_db()
    assert (urge.state, urge.answered_by) == ("answered", handler)
    assert Notice.objects.filter(user=inspector, topic="urged").count() == 1
    with pytest.raises(Refused, match="Đã trả lời"):
        take_back_urge(urge_id=urge.pk, by=inspector, now=NOW)


def test_nobody_urges_themselves_or_without_the_right(register, province):
    petition = register()
    with pytest.raises(Refused, match="không tự đôn đốc cơ quan mình"):
        urged(petition, province.person("head", "SKHCN"))
    with pytest.raises(NotAllowed):
        urged(petition, province.person("handler", "SKHCN"))
    with pytest.raises(Petition.DoesNotExist):
        urged(petition, Province("CB", "Cao Bằng").person("inspector", "TTT"))


def test_an_urging_that_cannot_be(register, inspector):
    petition = register()
    for changes, reason in (
        ({"content": " "}, "Hãy ghi nội dung đôn đốc"),
        ({"answer_due_on": TODAY - timedelta(days=1)}, "không thể trước hôm nay"),
    ):
        with pytest.raises(Refused, match=reason):
            urged(petition, inspector, **changes)


def test_the_sender_urges_the_receiver_of_its_transfer(register, province):
    petition, head = register(kind=PetitionKind.RECOMMENDATION), province.person("head", "SKHCN")
    gone = process_petition(
        petition_id=petition.pk, outcome=Outcome.TRANSFER, is_competent=False, note="Của xã.",
        processed_on=TODAY, receiver=Receiver.of(province["XA"], ""), version=1, by=head, now=NOW,
    )  # fmt: skip
    made = accept_transfer(
        transfer_id=gone.transfers.get().pk, received_on=TODAY, now=NOW,
        by=province.person("handler", "XA"),
    )  # fmt: skip
    urge = urged(petition, head)
    assert (urge.agency, urge.to_agency) == (province["SKHCN"], province["XA"])
    client = client_of(province.person("handler", "XA"))
    panel = client.get(reverse("petition_chain", args=[made.pk])).content.decode()
    assert "Sở Khoa học và Công nghệ đôn đốc Ủy ban nhân dân xã Tân Thanh" in panel
    client.post(
        reverse("urge_answer", args=[urge.pk]), {"answered_on": "2026-11-18", "answer": "Đang làm."}
    )
    urge.refresh_from_db()
    assert urge.answer == "Đang làm."


def test_a_finished_petition_waits_for_nobody(register, province, inspector):
    petition = register(kind=PetitionKind.RECOMMENDATION)
    process_petition(
        petition_id=petition.pk, outcome=Outcome.FILE, is_competent=True, note="Trùng.",
        processed_on=TODAY, version=1, by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="không có việc để đôn đốc"):
        urged(petition, inspector)
    page = client_of(inspector).get(reverse("urge_new", args=[petition.pk]))
    assert "không có việc để đôn đốc" in page.content.decode()


def test_a_sealed_petition_is_urged_without_a_word_about_it(register, province, inspector):
    urge = urged(register(kind=PetitionKind.DENUNCIATION), inspector)
    told = Notice.objects.get(user=province.person("head", "SKHCN"), topic="urged")
    assert told.sentence == "Có văn bản đôn đốc chờ trả lời, trả lời trước ngày 25/11/2026."
    officer = client_of(province.person("officer", "SKHCN"))
    assert officer.get(reverse("urge_answer", args=[urge.pk])).status_code == 404


def test_both_ways_of_the_list_at_one_price(register, province, inspector):
    client = client_of(inspector)
    urged(register(), inspector)
    address = reverse("urge_list")
    one = statements(client, address)
    for _ in range(3):
        urged(register(), inspector)
    assert statements(client, address) == one <= 15
    CaseUrge.objects.filter(pk=CaseUrge.objects.first().pk).update(
        urged_on=date(2026, 11, 2), answer_due_on=date(2026, 11, 15)
    )
    rows = client_of(province.person("handler", "SKHCN")).get(address).context["rows"]
    assert sorted(row.days_late for row in rows) == [0, 0, 0, 3]
    assert client.get(address, {"chieu": "den"}).context["rows"] != []


def test_urgings_that_contradict_themselves(register, inspector):
    urge = urged(register(), inspector)
    for name, columns in (
        ("urge_is_not_of_oneself", {"to_agency": urge.agency}),
        ("urge_says_what", {"content": ""}),
        ("urge_is_due_after_it_is_sent", {"answer_due_on": date(2026, 11, 17)}),
        ("urge_answered_says_what_and_when", {"state": "answered"}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            CaseUrge.objects.update(**columns)
