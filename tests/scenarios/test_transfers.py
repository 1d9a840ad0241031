"""Đơn không ai nhận: refused by two units, it ends at the third, and the way is there for each to see."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.models import Agency
from agencies.refusals import Refused
from complaints.actions.deciding import process_petition
from complaints.actions.petitions import register_petition
from complaints.actions.proceedings import take_step
from complaints.actions.receiving import accept_transfer, refuse_transfer
from complaints.actions.transfers import Receiver, note_told
from complaints.chain import chain_of
from complaints.enums import Field, Outcome, PetitionKind, Source
from complaints.models import Clock, Petition, Transfer
from complaints.petitioner import Petitioner
from complaints.procedure.names import StepName
from tests.complaints.doors import client_of
from tests.factories import HANOI, NOW, Level, Province, make_agency, make_user
from tests.factories import Role as R

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


class Way:
    """One petition of the reception board, sent from hand to hand."""

    def __init__(self, province: Province) -> None:
        self.province = province
        self.petition = register_petition(
            agency=province["BTCD"], kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
            source=Source.DESK, received_on=date(2026, 11, 2),
            petitioner=Petitioner("Chu Thị Mười", 1959, "xã Tân Thanh", "0911222333"),
            summary="Kiến nghị sửa mương thoát nước", content="Mương tắc, nước tràn vào nhà.",
            by=province.person("handler", "BTCD"), now=NOW - timedelta(days=16),
        )  # fmt: skip

    def send(self, petition: Petition, to: Agency, on: date, head: str) -> Transfer:
        fresh = Petition.objects.get(pk=petition.pk)
        gone = process_petition(
            petition_id=fresh.pk, outcome=Outcome.TRANSFER, is_competent=False,
            note=f"Thuộc thẩm quyền của {to.name}.", processed_on=on,
            receiver=Receiver.of(to, ""), document="44/PC-TCD", version=fresh.version,
            by=self.province.person("head", head), now=NOW,
        )  # fmt: skip
        return gone.transfers.get(state="sent")

    def sent_back(self, transfer: Transfer, part: str, why: str) -> None:
        refuse_transfer(
            transfer_id=transfer.pk, reason=why, is_wrong_competence=True,
            by=self.province.person("handler", part), now=NOW,
        )  # fmt: skip

    def labels(self, petition: Petition, role: str, part: str) -> list[tuple[str, str]]:
        chain = chain_of(petition, self.province.person(role, part), TODAY)
        return [(link.label, link.state) for link in chain.links]


@pytest.fixture
def third(province) -> Agency:
    agency = make_agency(
        "LS-SXD", name="Sở Xây dựng", level=Level.DEPARTMENT, parent=province["UBND"]
    )
    province.agencies["SXD"] = agency
    for role in (R.OFFICER, R.HANDLER, R.HEAD):
        person = make_user(f"{role.value}.sxd.ls", (role, agency))
        province.people[role.value, "SXD"] = person
    return agency


def test_two_units_refuse_it_and_the_third_resolves_it(province, third):
    way = Way(province)
    to_science = way.send(way.petition, province["SKHCN"], date(2026, 11, 4), "BTCD")
    way.sent_back(to_science, "SKHCN", "Mương thuộc xã quản lý.")
    to_commune = way.send(way.petition, province["XA"], date(2026, 11, 18), "BTCD")
    way.sent_back(to_commune, "XA", "Mương thuộc Sở Xây dựng quản lý.")
    last = way.send(way.petition, third, date(2026, 11, 18), "BTCD")
    made = accept_transfer(
        transfer_id=last.pk, received_on=TODAY, by=province.person("officer", "SXD"), now=NOW
    )
    board, commune, science = (
        "Ban Tiếp công dân tỉnh", "Ủy ban nhân dân xã Tân Thanh", "Sở Khoa học và Công nghệ",
    )  # fmt: skip
    whole = [
        (f"{board} → {science}", "sai thẩm quyền, trả lại"),
        (f"{board} → {commune}", "sai thẩm quyền, trả lại"),
        (f"{board} → Sở Xây dựng, số 01/2026", "đã tiếp nhận 18/11/2026"),
    ]
    assert way.labels(way.petition, "head", "BTCD") == whole
    assert way.labels(made, "handler", "SXD") == whole
    # Reasons are for those at one end of a link: the third knows that two sent it back, not why.
    told = chain_of(made, province.person("handler", "SXD"), TODAY)
    assert [link.text for link in told.links] == ["", "", ""]
    assert told.holder == "Sở Xây dựng"
    own = chain_of(way.petition, province.person("handler", "BTCD"), TODAY)
    assert own.links[1].text == "Mương thuộc Sở Xây dựng quản lý."
    client = client_of(province.person("handler", "SXD"))
    assert client.get(reverse("petition_chain", args=[way.petition.pk])).status_code == 404
    assert client.get(reverse("petition_chain", args=[made.pk])).status_code == 200
    _resolved(made, province)
    last.refresh_from_db()
    assert (last.state, last.answered_on, last.answer_document) == ("answered", TODAY, "9/SXD-QLN")
    assert "Đã nạo vét mương." in last.answer
    owed = Clock.objects.get(petition=way.petition, rule_code="TCD_BAO_DAN")
    handler = province.person("handler", "BTCD")
    note_told(transfer_id=last.pk, told_on=TODAY, by=handler, now=NOW)
    owed.refresh_from_db()
    assert owed.finished_on == TODAY
    counted = client_of(province.person("inspector", "TTT")).get(
        reverse("wrong_transfers"), {"tu": "2026-11-01", "den": "2026-11-30"}
    )
    total = counted.context["counted"].total
    assert (total.sent, total.back, total.wrong) == (3, 2, 2)


def _resolved(petition: Petition, province: Province) -> None:
    head = province.person("head", "SXD")
    process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True, note="Nhận.",
        processed_on=TODAY, version=petition.version, by=head, now=NOW,
    )  # fmt: skip
    fresh = Petition.objects.get(pk=petition.pk)
    take_step(
        petition_id=petition.pk, step=StepName.ANSWER, happened_on=TODAY,
        said={"text": "Đã nạo vét mương.", "told_on": TODAY}, document="9/SXD-QLN",
        signer="Giám đốc", version=fresh.version, by=head, now=NOW.astimezone(HANOI),
    )  # fmt: skip


def test_it_goes_on_from_hand_to_hand_and_never_in_a_circle(province, third):
    """Board → department → third: each is told; the answer of the last reaches the first."""
    way = Way(province)
    first = way.send(way.petition, province["SKHCN"], date(2026, 11, 18), "BTCD")
    science = accept_transfer(
        transfer_id=first.pk, received_on=TODAY, by=province.person("officer", "SKHCN"), now=NOW
    )
    with pytest.raises(Refused, match="Ban Tiếp công dân tỉnh → Sở Khoa học và Công nghệ, không"):
        way.send(science, province["BTCD"], TODAY, "SKHCN")
    second = way.send(science, third, TODAY, "SKHCN")
    made = accept_transfer(
        transfer_id=second.pk, received_on=TODAY, by=province.person("officer", "SXD"), now=NOW
    )
    first.refresh_from_db()
    assert first.state == "sent"  # passed on is not answered
    assert [label for label, _ in way.labels(way.petition, "officer", "BTCD")] == [
        "Ban Tiếp công dân tỉnh → Sở Khoa học và Công nghệ, số 01/2026",
        "Sở Khoa học và Công nghệ → Sở Xây dựng, số 01/2026",
    ]
    with pytest.raises(Refused, match="không chuyển vòng lại Ban Tiếp công dân tỉnh"):
        way.send(made, province["BTCD"], TODAY, "SXD")
    _resolved(made, province)
    for transfer in (first, second):
        transfer.refresh_from_db()
        assert (transfer.state, transfer.answer_document) == ("answered", "9/SXD-QLN")


def test_a_unit_that_has_ended_is_refused_with_its_successor_named(province):
    way = Way(province)
    ended = make_agency(
        "LS-HLB", name="Ủy ban nhân dân huyện Lộc Bình", level=Level.COMMUNE,
        parent=province["UBND"], valid_to=date(2025, 6, 30),
    )  # fmt: skip
    ended.successions.create(
        successor=province["XA"], starts_on=date(2025, 7, 1), document="1672/NQ-UBTVQH15"
    )
    with pytest.raises(Refused, match="nơi kế thừa: Ủy ban nhân dân xã Tân Thanh"):
        way.send(way.petition, ended, TODAY, "BTCD")
