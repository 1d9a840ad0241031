"""Đơn chuyển đến: taken in or sent back, copied whole, answered along the chain, late or in a circle."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.models import Agency, Succession
from agencies.refusals import NotAllowed, Refused
from complaints import vault
from complaints.actions.deciding import process_petition
from complaints.actions.matters import exclude
from complaints.actions.parties import add_party
from complaints.actions.receiving import accept_transfer, refuse_transfer
from complaints.actions.transfer_reminders import remind_of_transfers
from complaints.actions.transfers import Receiver, note_answer
from complaints.enums import Outcome, PartyRole, PetitionKind, PetitionState, Receipt, Secrecy
from complaints.models import Clock, Petition, SealedIdentity, Transfer
from records.actions import files
from records.models import LedgerEntry, Notice, StoredFile
from tests.complaints.conftest import THANH
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

TODAY = NOW.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(register, province):
    """A recommendation of the department on its way to the commune."""

    def made(petition=None, to="XA", **changes):
        petition = petition or register(kind=PetitionKind.RECOMMENDATION)
        told = {
            "petition_id": petition.pk, "outcome": Outcome.TRANSFER, "is_competent": False,
            "note": "Thuộc thẩm quyền của xã.", "processed_on": date(2026, 11, 17),
            "receiver": Receiver.of(province[to], ""), "document": "9/PC-SKHCN",
            "version": petition.version, "by": province.person("head", petition.agency.symbol),
            "now": NOW,
        }  # fmt: skip
        return process_petition(**{**told, **changes}).transfers.get(state="sent")

    return made


def accepted(transfer, province, part="XA", role="officer"):
    return accept_transfer(
        transfer_id=transfer.pk, received_on=TODAY, by=province.person(role, part), now=NOW
    )


def refused(transfer, province, part="XA", *, is_wrong=True):
    return refuse_transfer(
        transfer_id=transfer.pk, reason="Thuộc thẩm quyền của Sở.", is_wrong_competence=is_wrong,
        by=province.person("handler", part), now=NOW,
    )  # fmt: skip


def test_it_waits_five_working_days_for_those_who_take_petitions_in(sent, province):
    """Sent on 17/11: 18, 19, 20, 23 and 25 November; 21, 22 and the 24th are days off."""
    transfer = sent()
    assert (transfer.receipt, transfer.receive_by) == (Receipt.WAITING, date(2026, 11, 25))
    told = Notice.objects.filter(url_name="transfer_receive").values_list(
        "user__username", flat=True
    )
    assert sorted(told) == ["handler.xa.ls", "head.xa.ls", "officer.xa.ls"]


def test_what_is_taken_in_is_a_petition_of_the_receiver_and_nobody_tells_it_twice(
    sent, register, province
):
    petition = register(kind=PetitionKind.RECOMMENDATION, signatories=2, locality="xã Tân Thanh")
    handler = province.person("handler", "SKHCN")
    add_party(
        petition_id=petition.pk, full_name="Lý Thị Hoa", role=PartyRole.PETITIONER, by=handler,
        now=NOW - timedelta(days=2),
    )  # fmt: skip
    files.store(
        parent=petition.matter, name="don.txt", content=b"Don viet tay", by=handler,
        now=NOW - timedelta(days=2),
    )  # fmt: skip
    made = accepted(sent(petition), province)
    transfer = Transfer.objects.get()
    assert (transfer.receipt, transfer.became, transfer.receipt_on) == ("accepted", made, TODAY)
    assert (made.agency, made.number, made.source) == (province["XA"], 1, "transfer")
    assert (made.sender_agency, made.sender_document) == (province["SKHCN"], "9/PC-SKHCN")
    assert (made.content, made.signatories) == (petition.content, 2)
    person = made.person
    assert (person.agency, person.full_name, person.phone) == (
        province["XA"], THANH.full_name, THANH.phone,
    )  # fmt: skip
    number = vault.open_number(person_id=person.pk, cipher=bytes(person.id_cipher))
    assert number == THANH.id_number
    assert sorted(p.full_name for p in made.parties.all()) == ["Lý Thị Hoa", "Lý Văn Thành"]
    assert made.matter != petition.matter
    copy = StoredFile.objects.get(parent_id=made.matter_id)
    assert (copy.name, copy.size) == ("don.txt", 12)
    started = Clock.objects.get(petition=made, rule_code="KNPA_TB")
    assert started.started_on == TODAY
    with pytest.raises(Refused, match="đã được tiếp nhận, vào sổ ngày 18/11/2026"):
        accepted(transfer, province)


@pytest.mark.opens_identity
def test_an_identity_goes_from_vault_to_vault_unread(sent, register, province):
    petition = register(kind=PetitionKind.DENUNCIATION)
    transfer = sent(petition)
    with pytest.raises(Transfer.DoesNotExist):
        accepted(transfer, province, role="officer")
    made = accepted(transfer, province, role="handler")
    assert (made.secrecy, made.person, made.matter.secrecy) == (
        Secrecy.SEALED,
        None,
        Secrecy.SEALED,
    )
    assert made.petitioner_label != petition.petitioner_label
    sealed = SealedIdentity.objects.get(matter=made.matter)
    assert sealed.alias == made.petitioner_label
    opened = vault.open_identity(
        matter_id=made.matter_id, wrapped_key=bytes(sealed.wrapped_key), cipher=bytes(sealed.cipher)
    )
    assert opened["full_name"] == THANH.full_name
    assert not LedgerEntry.objects.filter(verb="open_identity").exists()
    copied = LedgerEntry.objects.get(details__viec="sao_danh_tinh_kin")
    assert copied.subject_id == petition.matter_id
    custodian = province.person("custodian", "XA")
    assert Petition.objects.visible_to(custodian).filter(pk=made.pk).exists()


def test_what_is_sent_back_asks_its_sender_for_the_next_step(sent, province):
    transfer = refused(sent(), province)
    petition = Petition.objects.get(pk=transfer.petition_id)
    assert (transfer.state, transfer.wrong_competence) == ("returned", True)
    assert (petition.state, petition.outcome, petition.waits_for) == ("received", "", "agency")
    duty = Clock.objects.get(petition=petition, rule_code="KNPA_TB", finished_on=None)
    assert duty.started_on == TODAY
    told = Notice.objects.get(url_name="petition_detail")
    assert told.user == province.person("handler", "SKHCN")
    assert "hãy đề xuất hướng xử lý tiếp theo" in told.sentence
    with pytest.raises(Refused, match="trả lại nơi chuyển ngày 18/11/2026"):
        accepted(transfer, province)


def test_an_answer_by_letter_takes_it_out_of_the_inbox(sent, province):
    transfer = sent()
    by = province.person("handler", "SKHCN")
    note_answer(transfer_id=transfer.pk, answered_on=TODAY, answer="Đã trả lời.", by=by, now=NOW)
    transfer.refresh_from_db()
    assert (transfer.receipt, transfer.state) == ("", "answered")
    with pytest.raises(Refused, match="trả lời bằng văn bản"):
        accepted(transfer, province)


def test_nobody_but_the_receiver_takes_it_in(sent, province):
    transfer = sent()
    for role, part in (("head", "UBND"), ("inspector", "TTT")):
        with pytest.raises(NotAllowed):
            accepted(transfer, province, part, role)
    rival = Province("CB", "Cao Bằng")
    for by in (rival.person("officer", "XA"), province.person("handler", "SKHCN")):
        with pytest.raises(Transfer.DoesNotExist):
            accept_transfer(transfer_id=transfer.pk, received_on=TODAY, by=by, now=NOW)


def test_a_day_on_which_it_cannot_have_come(sent, province):
    transfer, officer = sent(), province.person("officer", "XA")
    for received_on, reason in (
        (TODAY + timedelta(days=1), "tương lai"),
        (date(2026, 11, 16), "trước ngày chuyển đơn"),
    ):
        with pytest.raises(Refused, match=reason):
            accept_transfer(transfer_id=transfer.pk, received_on=received_on, by=officer, now=NOW)


def test_a_restricted_matter_goes_by_document_and_leaves_no_trace_in_the_inbox(
    sent, register, province
):
    petition = register(
        kind=PetitionKind.DENUNCIATION, excluded_users=[province.person("handler", "XA")]
    )
    client = client_of(province.person("head", "XA"))
    rows = {"path": reverse("transfer_inbox"), "headers": {"HX-Request": "true"}}
    empty = client.get(**rows).content
    transfer = sent(petition)
    assert (transfer.receipt, transfer.secrecy) == ("", Secrecy.RESTRICTED)
    assert client.get(**rows).content == empty
    assert not Notice.objects.filter(user__memberships__agency=province["XA"]).exists()


def test_a_matter_that_becomes_restricted_leaves_the_inbox(sent, register, province):
    petition = register(kind=PetitionKind.DENUNCIATION)
    transfer = sent(petition)
    handler = province.person("handler", "XA")
    assert Transfer.objects.received_by(handler).get() == transfer
    exclude(
        matter=petition.matter, users=[handler], reason="Liên quan", now=NOW,
        by=province.person("head", "SKHCN"),
    )  # fmt: skip
    assert not Transfer.objects.received_by(handler).exists()


def test_a_way_in_a_circle_is_refused_with_the_way(sent, province):
    made = accepted(sent(), province)
    with pytest.raises(Refused, match="Sở Khoa học và Công nghệ → Ủy ban nhân dân xã Tân Thanh"):
        sent(made, to="SKHCN", processed_on=TODAY)


def test_a_unit_that_ended_is_refused_with_its_successors(sent, province):
    ended = Agency.objects.create(
        code="LS-CU", name="UBND huyện Cũ", short_name="Huyện Cũ", symbol="UBND", level="commune",
        parent=province["UBND"], place="Lạng Sơn", valid_from=date(2020, 1, 1),
        valid_to=date(2025, 6, 30),
    )  # fmt: skip
    Succession.objects.create(
        predecessor=ended, successor=province["XA"], starts_on=date(2025, 7, 1), document="1684/NQ"
    )
    said = "kết thúc hoạt động ngày 30/06/2025; hãy chuyển đến nơi kế thừa: Ủy ban nhân dân xã Tân"
    for receiver in (Receiver.of(ended, ""), Receiver.of(None, "UBND huyện Cũ")):
        with pytest.raises(Refused, match=said):
            sent(receiver=receiver)


def test_where_nobody_works_in_the_house_it_goes_by_document(sent, province):
    province["XA"].memberships.all().delete()
    transfer = sent()
    assert (transfer.receipt, transfer.receive_by, transfer.state) == ("", None, "sent")


def test_the_result_goes_back_by_itself_and_the_citizen_is_owed_it(sent, province):
    first = sent()
    made = accepted(first, province)
    process_petition(
        petition_id=made.pk, outcome=Outcome.FILE, is_competent=True, note="Đã trả lời trước đây.",
        processed_on=TODAY, version=made.version, by=province.person("head", "XA"), now=NOW,
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.state, first.answered_on) == ("answered", TODAY)
    assert first.answer == "Lưu đơn. Đã trả lời trước đây."
    owed = Clock.objects.get(petition=first.petition, rule_code="TCD_BAO_DAN")
    assert (owed.started_on, owed.finished_on) == (TODAY, None)
    made.refresh_from_db()
    assert made.replied_on == TODAY


def test_a_sealed_result_goes_back_without_its_content(sent, register, province):
    first = sent(register(kind=PetitionKind.DENUNCIATION))
    made = accepted(first, province, role="handler")
    process_petition(
        petition_id=made.pk, outcome=Outcome.NOT_ACCEPT, is_competent=True, note="Lý do riêng.",
        processed_on=TODAY, version=made.version, by=province.person("head", "XA"), now=NOW,
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.state, "Lý do riêng" in first.answer) == ("answered", False)


def test_what_waits_too_long_is_said_once(sent, province):
    sent(receiver=Receiver(province["XA"].name, province["XA"], date(2026, 11, 20)))
    on = date(2026, 11, 26)
    # Three people of the commune about the receipt, the holder of the department about the answer.
    assert remind_of_transfers(today=on, now=NOW) == 4
    assert remind_of_transfers(today=on, now=NOW) == 0


def test_the_inbox_shows_what_is_late_at_one_price(sent, province):
    client = client_of(province.person("officer", "XA"))
    sent(processed_on=date(2026, 11, 17))
    one = statements(client, reverse("transfer_inbox"))
    for _ in range(3):
        sent()
    assert statements(client, reverse("transfer_inbox")) == one <= 15
    late = Transfer.objects.first()
    Transfer.objects.filter(pk=late.pk).update(receive_by=date(2026, 11, 16))
    rows = client.get(reverse("transfer_inbox"), {"tre": "co"}).context["rows"]
    assert [(row.transfer, row.days_late) for row in rows] == [(late, 2)]


def test_the_receiver_takes_in_and_sends_back_on_the_page(sent, province):
    client = client_of(province.person("officer", "XA"))
    first, second = sent(), sent()
    address = reverse("transfer_receive", args=[second.pk])
    kept = client.post(address, {"viec": "tra_lai", "reason": " "})
    assert (kept.status_code, "Không tiếp nhận" in kept.content.decode()) == (422, True)
    client.post(address, {"viec": "tra_lai", "reason": "Của Sở.", "is_wrong_competence": "on"})
    second.refresh_from_db()
    assert (second.receipt, second.wrong_competence) == ("refused", True)
    client.post(
        reverse("transfer_receive", args=[first.pk]),
        {"viec": "tiep_nhan", "received_on": "2026-11-18", "arrival_number": "145"},
    )
    first.refresh_from_db()
    assert (first.receipt, first.became.arrival_number) == ("accepted", "145")
    body = client.get(reverse("petition_chain", args=[first.became_id])).content.decode()
    assert "Sở Khoa học và Công nghệ → Ủy ban nhân dân xã Tân Thanh, số 01/2026" in body


def test_wrong_transfers_are_counted_by_who_sent_and_open_their_lists(sent, province):
    refused(sent(), province)
    refused(sent(), province, is_wrong=False)
    sent()
    client = client_of(province.person("inspector", "TTT"))
    asked = {"tu": "2026-11-01", "den": "2026-11-30"}
    page = client.get(reverse("wrong_transfers"), asked).context["counted"]
    (line,) = page.lines
    assert (line.name, line.sent, line.back, line.wrong, line.share) == (
        "Sở Khoa học và Công nghệ", 3, 2, 1, "",
    )  # fmt: skip
    behind = {name: len(client.get(url).context["rows"]) for name, url in line.urls.items()}
    assert behind == {"chuyen": 3, "tra": 2, "sai": 1}
    book = client.get(reverse("wrong_transfers"), {**asked, "dang": "xlsx"})
    assert book.content[:2] == b"PK"


def test_receipts_that_contradict_themselves(sent):
    sent()
    receipt = "transfer_receipt_says_when_and_what"
    for name, columns in (
        ("transfer_is_taken_in_inside_the_house", {"to_agency": None}),
        (receipt, {"receipt": "accepted", "receipt_on": TODAY}),
        (receipt, {"receipt": "refused", "receipt_on": TODAY}),
        (receipt, {"receipt_on": TODAY}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Transfer.objects.update(**columns)


def test_a_petition_that_came_back_is_proposed_anew(sent, province):
    """Petition.state is what every list and clock asks: nothing of the first sending is left there."""
    transfer = refused(sent(), province)
    petition = Petition.objects.get(pk=transfer.petition_id)
    page = client_of(province.person("handler", "SKHCN")).get(
        reverse("petition_propose", args=[petition.pk])
    )
    assert "Tân Thanh trả lại đơn ngày 18/11/2026" in page.content.decode()
    with pytest.raises(Refused, match=r"trước ngày nơi nhận trả lại đơn \(18/11/2026\)"):
        sent(petition, to="BTCD")
    again = sent(petition, to="BTCD", processed_on=TODAY)
    assert (again.receipt, again.petition.state) == ("waiting", PetitionState.PROCESSED)
