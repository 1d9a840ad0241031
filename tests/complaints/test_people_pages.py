"""Pages of splitting, people, replies and paper through the door."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from complaints.actions.handovers import accept_handover, hand_over
from complaints.actions.parties import add_party
from complaints.enums import PartyRole, PetitionKind, Source
from complaints.models import Clock, PaperHandover, Petition, PetitionParty
from complaints.petitioner import Petitioner
from complaints.told import Arrival
from records.models import LedgerEntry
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
KEY = "6f0f2f0e-5b65-4f7e-8a52-0d6a4a3c1b12"
PRESS = Arrival(sender_name="Báo Lạng Sơn", document="12/CV-BLS", document_on=date(2026, 11, 10))


@pytest.fixture
def officer(province) -> Client:
    return client_of(province.person("officer", "SKHCN"))


def page(client: Client, name: str, row) -> str:
    answer = client.get(reverse(name, args=[row.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


# Splitting.


def parts(*contents: dict[str, str], **changes: str) -> dict[str, str]:
    """What the form posts: five rows, the later ones as the browser leaves them."""
    told = {
        "key": KEY, "summary": "Khiếu nại quyết định thu hồi đất",
        "content": "Đề nghị xem xét lại quyết định thu hồi đất ruộng.",
        "phan-TOTAL_FORMS": "5", "phan-INITIAL_FORMS": "0",
        "phan-MIN_NUM_FORMS": "0", "phan-MAX_NUM_FORMS": "5",
    }  # fmt: skip
    for n in range(5):
        row = {"kind": "", "subject_code": "", "summary": "", "content": "", "is_first_time": "on"}
        row |= contents[n] if n < len(contents) else {}
        told |= {f"phan-{n}-{name}": value for name, value in row.items()}
    return {**told, **changes}


RUBBISH = {
    "kind": "recommendation", "subject_code": "hanh_chinh.moi_truong",
    "summary": "Kiến nghị thu gom rác", "content": "Rác ở chợ xã không được thu gom.",
}  # fmt: skip
BRIBE = {
    "kind": "denunciation", "subject_code": "tham_nhung.hoi_lo",
    "summary": "Nhận tiền khi đo đạc", "content": "Cán bộ đo đạc nhận tiền của các hộ.",
}  # fmt: skip


def test_a_petition_is_split_once_however_often_it_is_sent(handler, register):
    petition = register()
    for _ in range(2):
        answer = handler.post(
            reverse("petition_split", args=[petition.pk]), parts(RUBBISH, BRIBE), follow=True
        )
        assert answer.redirect_chain[0][0] == reverse("petition_detail", args=[petition.pk])
    kinds = Petition.objects.exclude(pk=petition.pk).values_list("kind", "received_on")
    assert sorted(kinds) == [
        ("denunciation", date(2026, 11, 16)),
        ("recommendation", date(2026, 11, 16)),
    ]


def test_the_sealed_part_is_told_without_its_number(handler, register):
    petition = register()
    answer = handler.post(reverse("petition_split", args=[petition.pk]), parts(BRIBE), follow=True)
    assert "Nội dung đã tách thành đơn riêng: vào sổ kín." in answer.content.decode()


def test_what_was_typed_stays_when_a_part_is_wrong(handler, register):
    petition = register()
    address = reverse("petition_split", args=[petition.pk])
    answer = handler.post(address, parts(RUBBISH, {**BRIBE, "kind": "", "subject_code": ""}))
    assert answer.status_code == 422
    assert list(answer.context["contents"][1].errors) == ["kind", "subject_code"]
    body = answer.content.decode()
    for kept in ("Rác ở chợ xã không được thu gom.", "Cán bộ đo đạc nhận tiền của các hộ."):
        assert kept in body
    nothing = handler.post(address, parts())
    assert (nothing.status_code, Petition.objects.count()) == (409, 1)
    assert "Hãy ghi ít nhất một nội dung để tách thành đơn riêng." in nothing.content.decode()
    torn = handler.post(address, {"key": KEY, "summary": "A", "content": "B"})
    assert torn.status_code == 422


def test_a_petition_that_was_processed_is_not_split(handler, register):
    petition = register()
    Petition.objects.update(state="processed", outcome="guide", processed_on=NOW.date())
    body = page(handler, "petition_split", petition)
    assert "Chỉ tách đơn khi còn chờ xử lý; tình trạng đơn là “Đã xử lý”." in body
    assert "<textarea" not in body


def test_doors_of_others_are_closed(register, province):
    """An intruder with rich data of the same kind elsewhere."""
    other = Province("CB", "Cao Bằng")
    register(agency=other["SKHCN"], by=other.person("handler", "SKHCN"))
    petition = register(signatories=6)
    by = province.person("handler", "SKHCN")
    party = add_party(
        petition_id=petition.pk, full_name="Lý Thị Mai", role=PartyRole.PETITIONER, by=by, now=NOW
    )
    handover = hand_over(
        petition_id=petition.pk, given_to=province.person("officer", "SKHCN"), place="Tủ",
        content="Bút lục", by=by, now=NOW,
    )  # fmt: skip
    rival = client_of(other.person("handler", "SKHCN"))
    for name in ("petition_split", "petition_people", "petition_parties", "petition_reply",
                 "petition_handover"):  # fmt: skip
        assert rival.get(reverse(name, args=[petition.pk])).status_code == 404, name
        assert rival.post(reverse(name, args=[petition.pk]), {"key": KEY}).status_code in (404, 405)
    assert rival.get(reverse("handover_answer", args=[handover.pk])).status_code == 404
    removal = reverse("petition_party_remove", args=[party.pk])
    assert rival.post(removal, {"reason": "mistake"}).status_code == 404
    assert rival.post(reverse("petition_paper", args=[petition.pk])).status_code == 404
    assert rival.get(reverse("handover_list")).context["rows"] == []
    assert PetitionParty.objects.filter(pk=party.pk).exists()


# People.


def test_people_are_added_one_by_one_and_many_at_once(handler, register):
    petition = register(signatories=12)
    address = reverse("petition_parties", args=[petition.pk])
    body = page(handler, "petition_parties", petition)
    assert "phải cử 1 đến 5 người đại diện" in body
    lines = "Vi Văn A; thôn Nà Lầu\n\nVi Văn B;thôn Pò Cại\nVi Văn C"
    for _ in range(2):
        assert handler.post(address, {"key": KEY, "people": lines}).status_code == 302
    one = {"key": KEY.replace("12", "13", 1), "role": "representative", "full_name": "Vi Văn A"}
    for _ in range(2):
        assert handler.post(address, one).status_code == 302
    found = petition.parties.order_by("full_name", "role").values_list(
        "full_name", "address", "role"
    )
    assert list(found) == [
        ("Lý Văn Thành", "thôn Nà Lầu, xã Tân Thanh", "petitioner"),
        ("Vi Văn A", "thôn Nà Lầu", "petitioner"),
        ("Vi Văn A", "", "representative"),
        ("Vi Văn B", "thôn Pò Cại", "petitioner"),
        ("Vi Văn C", "", "petitioner"),
    ]
    assert "phải cử" not in page(handler, "petition_parties", petition)


@pytest.mark.parametrize(
    ("told", "status", "where", "why"),
    [
        ({"people": " \n "}, 422, "people", "Hãy ghi mỗi dòng một người."),
        ({"people": "Vi Văn A\n123"}, 422, "people", "Dòng 2: Họ tên phải có chữ cái."),
        ({"people": "V" * 121}, 422, "people", "Dòng 1: họ tên dài quá 120 ký tự."),
        (
            {"people": "Vi Văn A\nVi Văn A"},
            409,
            "people",
            "“Vi Văn A” đã có trong danh sách với tư cách này.",
        ),
        ({"role": "petitioner", "full_name": ""}, 422, "full_name", "Hãy ghi họ tên."),
        (
            {"role": "lawyer", "full_name": "Vũ Thị Luật"},
            409,
            "proof",
            "Hãy ghi số thẻ luật sư hoặc thẻ trợ giúp viên pháp lý và giấy tờ kèm theo.",
        ),
        (
            {"role": "representative", "full_name": "Người Ngoài"},
            409,
            "full_name",
            "Người đại diện phải là người đứng đơn, chưa rút đơn (Luật Tiếp công dân, điều 29).",
        ),
    ],
)
def test_bad_people_are_said_beside_the_field(handler, register, told, status, where, why):
    petition = register(signatories=7)
    answer = handler.post(reverse("petition_parties", args=[petition.pk]), {"key": KEY, **told})
    form = answer.context["many_form" if "people" in told else "form"]
    assert (answer.status_code, form.errors) == (status, {where: [why]})
    assert PetitionParty.objects.count() == 0


def test_a_person_is_taken_off_the_list(handler, register, province):
    petition = register(signatories=7)
    party = add_party(
        petition_id=petition.pk, full_name="Lý Thị Mai", role=PartyRole.PETITIONER,
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    address = reverse("petition_party_remove", args=[party.pk])
    assert handler.post(address, {"reason": "vì thích"}).status_code == 409
    assert handler.post(address, {"reason": "not_signed"}).url == reverse(
        "petition_parties", args=[petition.pk]
    )
    assert not PetitionParty.objects.filter(pk=party.pk).exists()


def test_a_sealed_petition_shows_no_list(handler, register):
    petition = register(kind=PetitionKind.DENUNCIATION)
    body = page(handler, "petition_parties", petition)
    assert "Đơn kín không ghi danh sách người đứng tên" in body
    assert "<textarea" not in body
    told = {"key": KEY, "people": "Lý Văn Thành"}
    answer = handler.post(reverse("petition_parties", args=[petition.pk]), told)
    assert (answer.status_code, PetitionParty.objects.count()) == (409, 0)
    assert "Lý Văn Thành" not in page(handler, "petition_people", petition)


def test_the_panel_is_part_of_a_page_and_a_page_of_its_own(handler, register):
    petition = register(source=Source.PRESS, arrival=PRESS)
    address = reverse("petition_people", args=[petition.pk])
    panel = handler.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in panel, "Báo Lạng Sơn" in panel) == (False, True)
    reads = LedgerEntry.objects.filter(subject_id=petition.pk, verb="read")
    assert reads.count() == 0
    assert "<html" in handler.get(address).content.decode()
    assert reads.count() == 1


def test_the_panel_has_one_price(handler, register, province):
    petition = register(signatories=9)
    by = province.person("handler", "SKHCN")
    address = reverse("petition_people", args=[petition.pk])

    def add(name):
        add_party(
            petition_id=petition.pk, full_name=name, role=PartyRole.PETITIONER, by=by, now=NOW
        )

    add("Vi Văn A")
    one = statements(handler, address)
    for name in ("Vi Văn B", "Vi Văn C", "Vi Văn D"):
        add(name)
    assert statements(handler, address) == one <= 15


# Reply.


def test_a_reply_to_the_sender_is_noted(handler, register):
    petition = register(kind=PetitionKind.DENUNCIATION, source=Source.PRESS, arrival=PRESS)
    address = reverse("petition_reply", args=[petition.pk])
    assert "Báo Lạng Sơn" in page(handler, "petition_reply", petition)
    early = handler.post(address, {"replied_on": "2026-11-15", "document": "45/SKHCN"})
    assert (early.status_code, early.context["form"]["document"].value()) == (409, "45/SKHCN")
    empty = handler.post(address, {"replied_on": "", "document": ""})
    assert list(empty.context["form"].errors) == ["replied_on", "document"]
    assert (
        handler.post(address, {"replied_on": "2026-11-18", "document": "45/SKHCN"}).status_code
        == 302
    )
    assert Clock.objects.get(rule_code="TC_BAOCHI").finished_on == NOW.date()
    body = page(handler, "petition_people", petition)
    assert "đã trả lời ngày 18/11/2026, văn bản 45/SKHCN" in body


def test_only_what_was_sent_on_is_answered(handler, register):
    petition = register()
    assert "Đơn này không do nơi khác chuyển đến." in page(handler, "petition_reply", petition)


# Paper.


def given(client: Client, petition, to, **changes):
    told = {"key": KEY, "given_to": str(to.pk), "content": "Bút lục 1 đến 12", "place": "Tủ số 2"}
    return client.post(reverse("petition_handover", args=[petition.pk]), {**told, **changes})


def test_paper_is_given_and_taken(officer, handler, register, province):
    petition, to = register(), province.person("handler", "SKHCN")
    for _ in range(2):
        assert given(officer, petition, to).status_code == 302
    handover = PaperHandover.objects.get()
    waiting = handler.get(reverse("handover_list")).context["waiting"]
    assert [(one, number) for one, number in waiting] == [(handover, "01/2026")]
    assert officer.get(reverse("handover_list")).context["waiting"] == []
    address = reverse("handover_answer", args=[handover.pk])
    assert "Ghi trả lời" in handler.get(address).content.decode()
    assert "Rút lại" in officer.get(address).content.decode()
    refused = handler.post(address, {"answer": "khong", "reason": ""})
    assert (refused.status_code, "Hãy ghi lý do" in refused.content.decode()) == (409, True)
    assert handler.post(address, {"answer": "nhan"}).url == reverse("handover_list")
    petition.refresh_from_db()
    assert (petition.paper_keeper, petition.paper_place) == (to, "Tủ số 2")
    late = handler.post(address, {"answer": "nhan"})
    assert (late.status_code, "Hồ sơ đã được" in late.content.decode()) == (409, True)


def test_receivers_are_colleagues_who_may_read_it(officer, handler, register, province):
    def offered(client, petition):
        form = client.get(reverse("petition_handover", args=[petition.pk])).context["form"]
        return sorted(user.username for user in form.fields["given_to"].queryset)

    assert offered(officer, register()) == ["handler.skhcn.ls", "head.skhcn.ls"]
    sealed = register(kind=PetitionKind.DENUNCIATION)
    assert offered(handler, sealed) == ["custodian.skhcn.ls", "head.skhcn.ls"]
    hidden = register(
        kind=PetitionKind.DENUNCIATION, excluded_users=[province.person("head", "SKHCN")]
    )
    assert offered(handler, hidden) == ["custodian.skhcn.ls"]


def test_bad_handovers_keep_what_was_typed(officer, register, province):
    petition = register()
    stranger = province.person("officer", "BTCD")
    answer = given(officer, petition, stranger)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["given_to"])
    assert 'value="Bút lục 1 đến 12"' in answer.content.decode()
    empty = given(officer, petition, province.person("handler", "SKHCN"), content="")
    assert empty.context["form"].errors == {
        "content": ["Hãy ghi hồ sơ gồm những gì: bút lục, số tờ."]
    }
    place = officer.post(reverse("petition_paper", args=[petition.pk]), {"place": ""})
    assert (place.status_code, PaperHandover.objects.count()) == (422, 0)


def test_the_place_of_the_paper_is_noted(officer, handler, register, province):
    petition = register()
    address = reverse("petition_paper", args=[petition.pk])
    assert officer.post(address, {"place": "Tủ bàn tiếp"}).status_code == 302
    body = page(handler, "petition_handover", petition)
    assert "để tại Tủ bàn tiếp" in body
    assert "Chỉ người đang giữ hồ sơ" in body
    assert handler.post(address, {"place": "Tủ của tôi"}).status_code == 409
    inspector = client_of(province.person("inspector", "TTT"))
    assert inspector.post(address, {"place": "Tủ"}).status_code == 403
    petition.refresh_from_db()
    assert (petition.paper_place, petition.paper_keeper.username) == (
        "Tủ bàn tiếp",
        "officer.skhcn.ls",
    )


def test_the_list_of_handovers_has_one_price_and_pages(handler, register, province):
    to, by = province.person("handler", "SKHCN"), province.person("officer", "SKHCN")

    def give(number: int) -> None:
        when = NOW - timedelta(minutes=number)
        petition = register(petitioner=Petitioner(full_name="Vi Văn Sáng"))
        handover = hand_over(
            petition_id=petition.pk,
            given_to=to,
            place="Tủ",
            content=f"Tập {number}",
            by=by,
            now=when,
        )
        if number % 2:
            accept_handover(handover_id=handover.pk, by=to, now=NOW)

    give(0)
    one = statements(handler, reverse("handover_list"))
    for number in range(1, 4):
        give(number)
    assert statements(handler, reverse("handover_list")) == one <= 15
    rows = handler.get(reverse("handover_list")).context["rows"]
    assert [row.content for row, _ in rows] == ["Tập 0", "Tập 1", "Tập 2", "Tập 3"]
