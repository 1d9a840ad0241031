"""Intake by its actions: clocks from the day of arrival, splitting, people, paper, replies."""

from datetime import date, timedelta

import pytest

from agencies.refusals import NotAllowed, Refused
from complaints.actions.handovers import (
    accept_handover,
    hand_over,
    place_paper,
    refuse_handover,
)
from complaints.actions.parties import add_party, add_petitioners, remove_party
from complaints.actions.replies import note_reply
from complaints.actions.splitting import Content, Remaining, split_petition
from complaints.enums import (
    SENT_BY_OTHERS,
    Field,
    Outcome,
    PartyRemoval,
    PartyRole,
    PetitionKind,
    PetitionState,
    Secrecy,
    Source,
)
from complaints.models import Petition, PetitionLink, PetitionParty, SealedIdentity
from complaints.petitioner import Petitioner
from complaints.told import About, Arrival
from complaints.vault import open_identity
from records.models import LedgerEntry, SearchRow
from tests.complaints.conftest import RECEIVED, THANH
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
PRESS = Arrival(sender_name="Báo Lạng Sơn", document="12/CV-BLS", document_on=date(2026, 11, 10))
DENOUNCED = Content(
    PetitionKind.DENUNCIATION,
    "tham_nhung.hoi_lo",
    "Nhận tiền khi đo đạc",
    "Cán bộ đo đạc nhận tiền.",
)
PRAISED = Content(
    PetitionKind.RECOMMENDATION, "hanh_chinh.moi_truong", "Kiến nghị thu gom rác", "Rác ở chợ xã."
)


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.fixture
def officer(province):
    return province.person("officer", "SKHCN")


@pytest.fixture
def intruder():
    """A handler of another province who holds the same rights there."""
    return Province("CB", "Cao Bằng").person("handler", "SKHCN")


def open_duties(petition) -> dict[str, date]:
    return dict(petition.clocks.filter(finished_on=None).values_list("rule_code", "due_on"))


# Arrival.


def test_the_clock_starts_on_the_day_of_arrival(register):
    petition = register(
        received_on=date(2026, 11, 13), arrival=Arrival(postmarked_on=date(2026, 11, 10))
    )
    # 7 working days from Friday 13/11: 16, 17, 18, 19, 20, 23, 25/11, for 24/11 is a day off; 45 days
    # end on 28/12.
    assert open_duties(petition) == {"KN_THULY": date(2026, 11, 25), "XLD_TREO": date(2026, 12, 28)}


@pytest.mark.parametrize("source", sorted(SENT_BY_OTHERS))
def test_a_denunciation_that_was_sent_on_is_answered_within_twenty_days(register, source):
    petition = register(
        kind=PetitionKind.DENUNCIATION,
        source=source,
        arrival=Arrival(sender_name="Báo Lạng Sơn", owes_reply=False),
    )
    assert petition.owes_reply
    # 20 days from 16/11/2026 end on Sunday 06/12, so on Monday 07/12.
    assert open_duties(petition)["TC_BAOCHI"] == date(2026, 12, 7)


def test_only_what_others_sent_on_is_owed_a_reply(register):
    sent = register(source=Source.DEPUTY, arrival=PRESS)
    unasked = register(source=Source.DEPUTY, arrival=Arrival(sender_name="Đoàn", owes_reply=False))
    posted = register(kind=PetitionKind.DENUNCIATION)
    assert (sent.owes_reply, unasked.owes_reply, posted.owes_reply) == (True, False, False)
    assert [set(open_duties(p)) for p in (sent, unasked, posted)] == [
        {"KN_THULY", "XLD_TREO"}, {"KN_THULY", "XLD_TREO"}, {"TC_XLBD", "XLD_TREO"},
    ]  # fmt: skip


def test_the_subject_decides_the_field(register):
    petition = register(about=About(subject_code="cong_chuc.ky_luat", is_discipline=True))
    assert (petition.field, petition.matter.field) == (Field.CIVIL_SERVICE, Field.CIVIL_SERVICE)
    assert petition.is_discipline


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"received_on": NOW.date() + timedelta(days=1)}, "Ngày nhận đơn không thể ở tương lai."),
        (
            {"arrival": Arrival(postmarked_on=RECEIVED + timedelta(days=1))},
            "Ngày trên dấu bưu điện không thể sau ngày nhận đơn",
        ),
        (
            {"about": About(contested_on=RECEIVED + timedelta(days=1))},
            "Ngày nhận, biết quyết định, hành vi không thể sau ngày nhận đơn",
        ),
        ({"about": About(subject_code="dat_dai")}, "Nội dung đơn không có trong danh mục."),
        ({"about": About(subject_code="bịa")}, "Nội dung đơn không có trong danh mục."),
    ],
)
def test_impossible_arrivals_are_refused(register, told, why):
    with pytest.raises(Refused, match=why):
        register(**told)
    assert Petition.objects.count() == 0


# Reply to the sender.


def test_the_reply_ends_what_is_owed_to_the_sender(register, handler):
    petition = register(kind=PetitionKind.DENUNCIATION, source=Source.PRESS, arrival=PRESS)
    note_reply(
        petition_id=petition.pk, replied_on=NOW.date(), document="45/SKHCN-TTr", by=handler, now=NOW
    )
    petition.refresh_from_db()
    assert petition.replied_on == NOW.date()
    assert petition.clocks.get(rule_code="TC_BAOCHI").finished_on == NOW.date()
    assert petition.next_duty == "TC_XLBD"
    details = LedgerEntry.objects.get(subject_id=petition.pk, verb="change").details
    assert details["van_ban"] == "45/SKHCN-TTr"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"replied_on": date(2026, 11, 15)}, "Ngày trả lời không thể trước ngày nhận đơn"),
        ({"replied_on": date(2026, 11, 19)}, "Ngày trả lời không thể ở tương lai."),
        ({"document": " "}, "Hãy ghi số, ký hiệu văn bản trả lời."),
    ],
)
def test_a_reply_has_a_day_and_a_letter(register, handler, told, why):
    petition = register(source=Source.PRESS, arrival=PRESS)
    usual = {"replied_on": NOW.date(), "document": "45/SKHCN-TTr"}
    with pytest.raises(Refused, match=why):
        note_reply(petition_id=petition.pk, **{**usual, **told}, by=handler, now=NOW)


def test_nobody_answers_a_sender_who_is_not_there(register, handler, officer, intruder):
    told = {"petition_id": register().pk, "replied_on": NOW.date(), "document": "45", "now": NOW}
    with pytest.raises(Refused, match="Đơn này không do nơi khác chuyển đến"):
        note_reply(**told, by=handler)
    with pytest.raises(NotAllowed):
        note_reply(**told, by=officer)
    with pytest.raises(Petition.DoesNotExist):
        note_reply(**told, by=intruder)


# Splitting.


def split(petition, by, *contents, **more):
    return split_petition(petition_id=petition.pk, contents=contents, by=by, now=NOW, **more)


def test_each_content_gets_a_number_and_clocks_of_its_own(register, handler):
    petition = register(
        received_on=date(2026, 11, 13), source=Source.DEPUTY, arrival=PRESS, locality="xã Tân Thanh"
    )
    [new] = split(petition, handler, PRAISED)
    assert (new.number, new.kind, new.received_on) == (2, "recommendation", date(2026, 11, 13))
    assert (new.person, new.petitioner_label) == (petition.person, "Lý Văn Thành")
    assert (new.source, new.sender_document, new.owes_reply) == ("deputy", "12/CV-BLS", True)
    assert (new.locality, new.subject_code) == ("xã Tân Thanh", "hanh_chinh.moi_truong")
    assert new.matter_id != petition.matter_id
    # 10 working days from Friday 13/11, past the day off 24/11, end on Monday 30/11.
    assert open_duties(new) == {"KNPA_TB": date(2026, 11, 30), "XLD_TREO": date(2026, 12, 28)}
    link = PetitionLink.objects.visible_to(handler).get()
    assert (link.petition, link.other, link.kind) == (new, petition, "split")


@pytest.mark.opens_identity
def test_a_denunciation_leaves_into_a_sealed_matter_and_nothing_here_tells_of_it(
    register, handler, province
):
    petition = register(arrival=Arrival(number="345", postmarked_on=date(2026, 11, 12)))
    before = Petition.objects.filter(pk=petition.pk).values().get()
    rows = LedgerEntry.objects.filter(subject_id__in=[petition.pk, petition.matter_id]).count()
    [new] = split(petition, handler, DENOUNCED)
    assert (new.secrecy, new.person, new.arrival_number) == (Secrecy.SEALED, None, "")
    assert new.postmarked_on is None
    sealed = SealedIdentity.objects.get(matter=new.matter)
    told = open_identity(
        matter_id=new.matter_id, wrapped_key=bytes(sealed.wrapped_key), cipher=bytes(sealed.cipher)
    )
    assert (told["full_name"], told["id_number"]) == (THANH.full_name, THANH.id_number)
    assert Petition.objects.filter(pk=petition.pk).values().get() == before
    assert rows == LedgerEntry.objects.filter(
        subject_id__in=[petition.pk, petition.matter_id]
    ).count()  # fmt: skip
    assert not SearchRow.objects.filter(subject_id=new.pk).exists()


def test_the_link_to_a_sealed_part_opens_no_identity(register, handler, officer, province):
    """A colleague who sees both would read the name on one side of the link and the alias on the
    other: only who split the petition, and so knows already, sees the link."""
    petition = register()
    [new] = split(petition, officer, DENOUNCED)
    assert set(Petition.objects.visible_to(handler)) == {petition, new}
    assert list(PetitionLink.objects.visible_to(handler)) == []
    assert PetitionLink.objects.visible_to(officer).count() == 1
    assert list(PetitionLink.objects.visible_to(province.person("head", "SKHCN"))) == []


def test_parts_of_a_sealed_petition_stay_in_its_matter(register, handler):
    petition = register(kind=PetitionKind.DENUNCIATION)
    complaint = Content(PetitionKind.COMPLAINT, "dat_dai.khac", "Khiếu nại đo đạc", "Đo lại.")
    [new] = split(petition, handler, complaint)
    assert (new.matter, new.secrecy, new.person) == (petition.matter, Secrecy.SEALED, None)
    assert new.petitioner_label == petition.petitioner_label
    assert PetitionLink.objects.visible_to(handler).count() == 1


def test_what_remains_is_told_again_without_the_part_that_left(register, handler):
    petition = register(content="Thu hồi sai. Cán bộ đo đạc nhận tiền.")
    remaining = Remaining("Khiếu nại thu hồi đất", "Thu hồi sai.")
    split(petition, handler, DENOUNCED, remaining=remaining)
    petition.refresh_from_db()
    petition.matter.refresh_from_db()
    assert (petition.summary, petition.content, petition.version) == (*_texts(remaining), 2)
    assert petition.matter.title == "Khiếu nại thu hồi đất"
    found = SearchRow.objects.filter(subject_id__in=[petition.pk, petition.matter_id])
    assert found.count() == 2
    assert not any("nhan tien" in row.text for row in found)


def _texts(remaining: Remaining) -> tuple[str, str]:
    return remaining.summary, remaining.content


def test_splitting_is_refused_when_it_makes_no_sense(register, handler, province, intruder):
    petition = register()
    with pytest.raises(Refused, match="Hãy ghi ít nhất một nội dung"):
        split(petition, handler)
    with pytest.raises(Refused, match="Hãy ghi tóm tắt và nội dung còn lại"):
        split(petition, handler, PRAISED, remaining=Remaining("", ""))
    with pytest.raises(NotAllowed):
        split(petition, province.person("head", "SKHCN"), PRAISED)
    with pytest.raises(Petition.DoesNotExist):
        split(petition, intruder, PRAISED)
    Petition.objects.update(
        state=PetitionState.PROCESSED, outcome=Outcome.GUIDE, processed_on=NOW.date()
    )
    with pytest.raises(Refused, match="Chỉ tách đơn khi còn chờ xử lý"):
        split(petition, handler, PRAISED)
    assert Petition.objects.count() == 1


# People.


def names(petition, role=PartyRole.PETITIONER) -> list[str]:
    found = petition.parties.filter(role=role).order_by("full_name")
    return list(found.values_list("full_name", flat=True))


def group(petition, by, many: int = 11) -> None:
    people = [(f"Người Thứ {chr(65 + n)}", "thôn Nà Lầu") for n in range(many)]
    add_petitioners(petition_id=petition.pk, people=people, by=by, now=NOW)


def test_the_one_in_the_register_stands_in_the_list_with_the_others(register, handler):
    petition = register(signatories=2)
    add_party(
        petition_id=petition.pk, full_name="Lý Thị Mai", role=PartyRole.PETITIONER, by=handler,
        now=NOW,
    )  # fmt: skip
    assert names(petition) == ["Lý Thị Mai", "Lý Văn Thành"]
    first = petition.parties.get(full_name="Lý Văn Thành")
    assert (first.person, first.address) == (petition.person, THANH.address)


def test_more_names_than_signatures_raise_the_number(register, handler):
    petition = register(signatories=2)
    group(petition, handler)
    petition.refresh_from_db()
    petition.matter.refresh_from_db()
    assert (petition.signatories, petition.matter.people_count) == (12, 12)


def represent(petition, by, name: str) -> PetitionParty:
    return add_party(
        petition_id=petition.pk, full_name=name, role=PartyRole.REPRESENTATIVE, by=by, now=NOW
    )


def test_up_to_ten_people_have_two_representatives_and_more_have_five(register, handler):
    ten, twelve = register(signatories=10), register(signatories=12)
    for petition, most in ((ten, 2), (twelve, 5)):
        group(petition, handler, 9)
        for n in range(most):
            represent(petition, handler, f"Người Thứ {chr(65 + n)}")
        with pytest.raises(Refused, match=f"chỉ cử tối đa {most} người đại diện"):
            represent(petition, handler, "Người Thứ H")
        assert len(names(petition, PartyRole.REPRESENTATIVE)) == most


def test_a_representative_is_one_of_the_petitioners(register, handler):
    petition = register(signatories=7)
    with pytest.raises(Refused, match="Người đại diện phải là người đứng đơn"):
        represent(petition, handler, "Người Ngoài")
    represent(petition, handler, "LÝ VĂN THÀNH")
    assert names(petition, PartyRole.REPRESENTATIVE) == ["LÝ VĂN THÀNH"]


def test_who_has_withdrawn_represents_nobody(register, handler):
    petition = register(signatories=7)
    group(petition, handler, 3)
    petition.parties.filter(full_name="Người Thứ A").update(withdrawn_on=NOW.date())
    with pytest.raises(Refused, match="chưa rút đơn"):
        represent(petition, handler, "Người Thứ A")


@pytest.mark.parametrize(
    ("role", "why"),
    [
        (PartyRole.LAWYER, "Hãy ghi số thẻ luật sư"),
        (PartyRole.AUTHORISED, "Hãy ghi văn bản ủy quyền"),
    ],
)
def test_who_acts_for_another_shows_a_paper(register, handler, role, why):
    told = {"petition_id": register().pk, "full_name": "Vũ Luật Sư", "role": role, "now": NOW}
    with pytest.raises(Refused, match=why):
        add_party(**told, by=handler)
    made = add_party(**told, proof="Thẻ số 123/LS", by=handler)
    assert made.proof == "Thẻ số 123/LS"


def test_one_content_is_entrusted_to_one(register, handler):
    told = {
        "petition_id": register().pk, "role": PartyRole.AUTHORISED, "proof": "UQ 12, 10/11/2026",
        "by": handler, "now": NOW,
    }  # fmt: skip
    add_party(full_name="Người Một", **told)
    with pytest.raises(Refused, match="không được ủy quyền cho nhiều người"):
        add_party(full_name="Người Hai", **told)


def test_an_organisation_is_represented_by_its_papers(register, handler):
    petition = register(
        petitioner=Petitioner(
            full_name="Công ty Xứ Lạng", is_organisation=True, paper="organisation"
        )
    )
    with pytest.raises(Refused, match="tư cách đại diện tổ chức"):
        represent(petition, handler, "Bế Văn Giám")
    add_party(
        petition_id=petition.pk, full_name="Bế Văn Giám", role=PartyRole.REPRESENTATIVE,
        proof="Giấy đăng ký kinh doanh", by=handler, now=NOW,
    )  # fmt: skip
    assert names(petition, PartyRole.REPRESENTATIVE) == ["Bế Văn Giám"]


def test_a_person_is_taken_off_with_a_reason_of_the_list(register, handler):
    petition = register(signatories=7)
    group(petition, handler, 3)
    first = represent(petition, handler, "Người Thứ A")
    own = petition.parties.get(full_name="Người Thứ A", role=PartyRole.PETITIONER)
    with pytest.raises(Refused, match="hãy bỏ tư cách đại diện trước"):
        remove_party(party_id=own.pk, reason=PartyRemoval.MISTAKE, by=handler, now=NOW)
    remove_party(party_id=first.pk, reason=PartyRemoval.REPLACED, by=handler, now=NOW)
    assert names(petition, PartyRole.REPRESENTATIVE) == []
    entry = LedgerEntry.objects.get(subject_id=first.pk, verb="remove")
    assert entry.details == {"ly_do": "replaced", "tu_cach": "representative"}
    assert entry.subject_label == "Người đứng tên trong đơn"


def test_who_withdrew_stays_in_the_list(register, handler):
    petition = register(signatories=7)
    group(petition, handler, 3)
    gone = petition.parties.get(full_name="Người Thứ A")
    PetitionParty.objects.filter(pk=gone.pk).update(withdrawn_on=NOW.date())
    with pytest.raises(Refused, match="được giữ trong danh sách"):
        remove_party(party_id=gone.pk, reason=PartyRemoval.MISTAKE, by=handler, now=NOW)


def test_a_sealed_petition_has_no_list(register, handler):
    petition = register(kind=PetitionKind.DENUNCIATION)
    with pytest.raises(Refused, match="Đơn kín không ghi danh sách"):
        group(petition, handler, 2)
    assert PetitionParty.objects.count() == 0


def test_names_of_a_list_are_all_taken_or_none(register, handler, intruder):
    petition = register(signatories=7)
    twice = [("Vi Văn A", ""), ("Vi Văn B", ""), ("vi văn a", "")]
    with pytest.raises(Refused, match="“vi văn a” đã có trong danh sách"):
        add_petitioners(petition_id=petition.pk, people=twice, by=handler, now=NOW)
    with pytest.raises(Petition.DoesNotExist):
        add_petitioners(petition_id=petition.pk, people=twice, by=intruder, now=NOW)
    assert PetitionParty.objects.count() == 0


# Paper.


def give(petition, by, to, **more):
    told = {"place": "Tủ số 2", "content": "Bút lục 1 đến 12"}
    return hand_over(petition_id=petition.pk, given_to=to, **{**told, **more}, by=by, now=NOW)


def test_paper_goes_from_hand_to_hand(register, handler, officer):
    petition = register()
    place_paper(petition_id=petition.pk, place="Tủ bàn tiếp", by=officer, now=NOW)
    handover = give(petition, officer, handler)
    petition.refresh_from_db()
    assert (petition.paper_keeper, petition.paper_place) == (officer, "Tủ bàn tiếp")
    accept_handover(handover_id=handover.pk, by=handler, now=NOW)
    petition.refresh_from_db()
    assert (petition.paper_keeper, petition.paper_place) == (handler, "Tủ số 2")
    with pytest.raises(Refused, match=f"Hồ sơ giấy do {handler} giữ"):
        give(petition, officer, handler)


def test_the_receiver_may_refuse_and_the_giver_take_back(register, handler, officer):
    petition = register()
    with pytest.raises(Refused, match="Hãy ghi lý do không nhận"):
        refuse_handover(
            handover_id=give(petition, officer, handler).pk, reason="", by=handler, now=NOW
        )
    waiting = petition.handovers.get()
    refuse_handover(handover_id=waiting.pk, reason="Thiếu bút lục 7", by=handler, now=NOW)
    again = give(petition, officer, handler)
    refuse_handover(handover_id=again.pk, reason="Bổ sung bút lục", by=officer, now=NOW)
    reasons = petition.handovers.order_by("refused_reason").values_list("refused_reason", flat=True)
    assert list(reasons) == ["Người giao rút lại: Bổ sung bút lục", "Thiếu bút lục 7"]
    with pytest.raises(Refused, match="đã được trả lời"):
        accept_handover(handover_id=again.pk, by=handler, now=NOW)


def test_paper_waits_for_one_answer(register, handler, officer, province):
    petition = register()
    handover = give(petition, officer, handler)
    with pytest.raises(Refused, match=f"đang chờ {handler} nhận"):
        give(petition, officer, province.person("head", "SKHCN"))
    with pytest.raises(NotAllowed, match="Chỉ người được giao mới xác nhận"):
        accept_handover(handover_id=handover.pk, by=officer, now=NOW)
    accept_handover(handover_id=handover.pk, by=handler, now=NOW)
    with pytest.raises(Refused, match="Hồ sơ đã được"):
        accept_handover(handover_id=handover.pk, by=handler, now=NOW)


def test_paper_goes_only_to_who_may_read_it(register, handler, officer, province, intruder):
    petition = register()
    with pytest.raises(Refused, match="Người nhận phải là người khác"):
        give(petition, officer, officer)
    with pytest.raises(Refused, match="không được xem hồ sơ này"):
        give(petition, officer, province.person("officer", "BTCD"))
    with pytest.raises(Refused, match="hồ sơ gồm những gì"):
        give(petition, officer, handler, content=" ")
    with pytest.raises(Petition.DoesNotExist):
        give(petition, intruder, handler)
    with pytest.raises(NotAllowed):
        give(petition, province.person("inspector", "TTT"), handler)
    sealed = register(kind=PetitionKind.DENUNCIATION)
    with pytest.raises(Refused, match="không được xem hồ sơ này"):
        give(sealed, handler, officer)


def test_who_assigns_work_moves_the_paper_of_a_keeper_that_is_gone(
    register, handler, officer, province
):
    petition = register()
    place_paper(petition_id=petition.pk, place="Tủ bàn tiếp", by=officer, now=NOW)
    give(petition, province.person("head", "SKHCN"), handler)
    assert petition.handovers.get().given_to == handler
