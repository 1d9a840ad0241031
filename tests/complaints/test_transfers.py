"""What was sent away: the answer that came, the citizen who is told, rows that contradict."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.actions.assessing import assess_petition
from complaints.actions.deciding import process_petition
from complaints.actions.linking import link_petitions
from complaints.actions.proposals import Plan, propose
from complaints.actions.transfers import Receiver, note_answer, note_told
from complaints.enums import Outcome, PetitionKind, WaitsFor
from complaints.models import Assessment, Proposal, Transfer
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

TODAY = NOW.date()


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.fixture
def sent(register, province):
    def made(outcome=Outcome.TRANSFER, **changes):
        petition = register(kind=PetitionKind.RECOMMENDATION)
        told = {
            "petition_id": petition.pk, "outcome": outcome, "is_competent": False,
            "note": "Thuộc thẩm quyền của xã.", "processed_on": date(2026, 11, 17),
            "receiver": Receiver.of(province["XA"], ""), "document": "9/PC-SKHCN",
            "version": petition.version, "by": province.person("head", "SKHCN"), "now": NOW,
        }  # fmt: skip
        return process_petition(**{**told, **changes}).transfers.get()

    return made


def answered(transfer, by, **changes):
    told = {
        "transfer_id": transfer.pk, "answered_on": TODAY, "answer": "Đã sửa đường.",
        "answer_document": "31/UBND", "by": by, "now": NOW,
    }  # fmt: skip
    return note_answer(**{**told, **changes})


def test_an_answer_is_told_the_citizen_within_five_working_days(sent, handler, province):
    """From 18/11: 19, 20, 23, 25 and 26 November; the 24th is a day off."""
    transfer = sent()
    assert (transfer.to_agency, transfer.to_name) == (province["XA"], province["XA"].name)
    assert (transfer.state, transfer.petition.waits_for) == ("sent", WaitsFor.OTHER)
    answered(transfer, handler)
    transfer.refresh_from_db()
    clock = transfer.petition.clocks.get(rule_code="TCD_BAO_DAN")
    assert (clock.started_on, clock.due_on) == (TODAY, date(2026, 11, 26))
    assert (transfer.state, transfer.petition.waits_for) == ("answered", WaitsFor.AGENCY)
    note_told(transfer_id=transfer.pk, told_on=TODAY, by=handler, now=NOW)
    clock.refresh_from_db()
    assert clock.finished_on == TODAY
    with pytest.raises(Refused, match="Đã báo cho công dân ngày 18/11/2026"):
        note_told(transfer_id=transfer.pk, told_on=TODAY, by=handler, now=NOW)


def test_a_petition_sent_back_owes_the_citizen_no_result_yet(sent, handler):
    transfer = answered(sent(), handler, is_returned=True, answer="Không thuộc thẩm quyền.")
    assert transfer.state == "returned"
    assert not transfer.petition.clocks.filter(rule_code="TCD_BAO_DAN").exists()


def test_guidance_waits_for_nobody(sent, handler):
    transfer = sent(Outcome.GUIDE)
    assert (transfer.state, transfer.petition.waits_for) == ("closed", WaitsFor.AGENCY)
    with pytest.raises(Refused, match="Không cần trả lời"):
        answered(transfer, handler)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"answer": " "}, "Hãy ghi nội dung trả lời"),
        ({"answered_on": TODAY + timedelta(days=1)}, "không thể ở tương lai"),
        ({"answered_on": date(2026, 11, 16)}, r"trước ngày chuyển đơn \(17/11/2026\)"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(sent, handler, changes, reason):
    with pytest.raises(Refused, match=reason):
        answered(sent(), handler, **changes)


def test_only_those_who_keep_the_petition_note_the_answer(sent, province, handler):
    transfer = sent()
    for role, part in (("officer", "SKHCN"), ("head", "UBND")):
        with pytest.raises(NotAllowed):
            answered(transfer, province.person(role, part))
    with pytest.raises(Transfer.DoesNotExist):
        answered(transfer, Province("CB", "Cao Bằng").person("handler", "SKHCN"))
    with pytest.raises(Refused, match="Chưa ghi trả lời"):
        note_told(transfer_id=transfer.pk, told_on=TODAY, by=handler, now=NOW)


def test_a_petition_goes_to_another_agency_and_its_answer_is_asked_for_later(sent, province):
    with pytest.raises(Refused, match="phải là cơ quan khác"):
        sent(receiver=Receiver.of(province["SKHCN"], ""))
    with pytest.raises(Refused, match="trước ngày chuyển đơn"):
        sent(receiver=Receiver("UBND xã", answer_due_on=date(2026, 11, 1)))


def test_a_denunciation_of_the_same_content_is_transferred_once(register, province, handler):
    first, again = (register(kind=PetitionKind.DENUNCIATION) for _ in range(2))
    told = {
        "outcome": Outcome.TRANSFER, "is_competent": False, "note": "Chuyển.",
        "processed_on": TODAY, "receiver": Receiver("Công an tỉnh"), "version": 1,
        "by": province.person("head", "SKHCN"), "now": NOW,
    }  # fmt: skip
    process_petition(petition_id=first.pk, **told)
    link_petitions(
        petition_id=again.pk, other_id=first.pk, kind="again", reason="Cùng nội dung.",
        by=handler, now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="đã chuyển một lần, không chuyển lại"):
        process_petition(petition_id=again.pk, **told)


def test_the_list_shows_what_is_late_at_one_price(sent, province, handler):
    late = sent(receiver=Receiver("UBND xã", answer_due_on=date(2026, 11, 17)))
    client = client_of(handler)
    one = statements(client, reverse("transfer_list"))
    for _ in range(3):
        sent()
    assert statements(client, reverse("transfer_list")) == one <= 15
    rows = client.get(reverse("transfer_list"), {"tre": "co"}).context["rows"]
    assert [(row.transfer, row.days_late) for row in rows] == [(late, 1)]
    answered(late, handler)
    rows = client.get(reverse("transfer_list"), {"tre": "bao"}).context["rows"]
    assert [row.transfer for row in rows] == [late]
    rival = client_of(Province("CB", "Cao Bằng").person("handler", "SKHCN"))
    assert rival.get(reverse("transfer_list")).context["rows"] == []
    assert rival.get(reverse("transfer_answer", args=[late.pk])).status_code == 404


def test_the_answer_is_typed_then_that_it_was_told(sent, handler):
    transfer, client = sent(), client_of(handler)
    address = reverse("transfer_answer", args=[transfer.pk])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"answered_on": "2026-11-18", "answer": ""})
    assert (refused.status_code, "Hãy ghi nội dung trả lời" in refused.content.decode()) == (
        409, True,
    )  # fmt: skip
    client.post(address, {"answered_on": "2026-11-18", "answer": "Đã sửa đường."})
    assert "Ngày báo cho công dân" in client.get(address).content.decode()
    client.post(address, {"told_on": "2026-11-18"})
    transfer.refresh_from_db()
    assert transfer.told_citizen_on == TODAY
    assert "đã báo cho công dân ngày 18/11/2026" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("transfer_has_a_receiver", {"to_name": ""}),
        ("transfer_is_answered_after_it_was_sent", {"answered_on": date(2026, 11, 16)}),
        ("transfer_answered_says_what_and_when", {"state": "answered"}),
        ("transfer_answered_says_what_and_when", {"state": "answered", "answered_on": TODAY}),
    ],
)
def test_transfers_that_contradict_themselves(sent, name, columns):
    sent()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Transfer.objects.update(**columns)


def test_proposals_that_contradict_themselves(register, handler):
    petition = register()
    plan = Plan(Outcome.FILE, True, "Trùng.")
    propose(petition_id=petition.pk, plan=plan, version=1, by=handler, now=NOW)
    for name, columns in (
        ("proposal_is_decided_by_a_second_person",
         {"state": "approved", "decided_by": handler, "decided_at": NOW}),
        ("proposal_decided_has_when_and_who", {"state": "approved"}),
        ("proposal_decided_has_when_and_who", {"decided_at": NOW}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Proposal.objects.update(**columns)
    with pytest.raises(IntegrityError, match="proposal_waits_once"), transaction.atomic():
        Proposal.objects.create(
            petition=petition, outcome="file", is_competent=True, proposed_by=handler,
            proposed_at=NOW,
        )  # fmt: skip


def test_a_petition_has_one_checklist(register, handler):
    petition = register()
    told = {"petition_id": petition.pk, "version": 1, "by": handler, "now": NOW}
    assess_petition(answers={"ky_ten": "co"}, **told)
    assess_petition(answers={"ky_ten": "khong"}, **told)
    assert Assessment.objects.get().answers == {"ky_ten": "khong"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(petition=petition, assessed_by=handler, assessed_at=NOW)
