"""Intake as a clerk would tell it."""

from datetime import date, datetime

import pytest

from agencies.refusals import Refused
from complaints.actions.handovers import accept_handover, hand_over, place_paper
from complaints.actions.parties import add_party, add_petitioners
from complaints.actions.petitions import register_petition
from complaints.actions.replies import note_reply
from complaints.actions.splitting import Content, Remaining, split_petition
from complaints.enums import Field, PartyRole, PetitionKind, Secrecy, Source
from complaints.models import Petition, PetitionLink
from complaints.petitioner import Petitioner
from complaints.told import About, Arrival
from tests.factories import HANOI, NOW, Province

pytestmark = pytest.mark.django_db
THANH = Petitioner(full_name="Lý Văn Thành", address="thôn Nà Lầu, xã Tân Đoàn")


@pytest.fixture
def clerk(province: Province):
    return province.person("officer", "SKHCN")


def enter(province: Province, by, **changes) -> Petition:
    told = {
        "agency": province["SKHCN"], "kind": PetitionKind.COMPLAINT, "field": Field.LAND,
        "source": Source.POST, "received_on": NOW.date(), "petitioner": THANH,
        "summary": "Khiếu nại mức bồi thường đất", "content": "Mức bồi thường chưa đúng giá.",
        "by": by, "now": NOW,
    }  # fmt: skip
    return register_petition(**{**told, **changes})


def duties(petition: Petition) -> dict[str, date]:
    return dict(petition.clocks.filter(finished_on=None).values_list("rule_code", "due_on"))


def test_a_letter_came_by_post_on_friday_and_was_typed_five_days_late(province, clerk):
    """Posted on Tuesday 10/11, arrived on Friday 13/11, typed on Wednesday 18/11: seven working days
    run from Friday, past the day off 24/11."""
    petition = enter(
        province, clerk, received_on=date(2026, 11, 13),
        arrival=Arrival(number="1203", postmarked_on=date(2026, 11, 10)),
        about=About(subject_code="dat_dai.boi_thuong", commune_code="06316"),
    )  # fmt: skip
    assert (petition.number, petition.year) == (1, 2026)
    assert duties(petition) == {"KN_THULY": date(2026, 11, 25), "XLD_TREO": date(2026, 12, 28)}
    on_time = enter(province, clerk, received_on=date(2026, 11, 13), now=_at(13))
    assert duties(on_time) == duties(petition)


def _at(day: int) -> datetime:
    return datetime(2026, 11, day, 15, 0, tzinfo=HANOI)


def test_one_letter_complains_of_the_price_and_denounces_the_surveyor(province, clerk):
    """Two petitions: the complaint goes on in the open register, the denunciation in the sealed one;
    the surveyor's office reads only the complaint, and nothing in it of the rest."""
    petition = enter(province, clerk, content="Giá bồi thường sai. Cán bộ đo đạc nhận tiền.")
    denounced = Content(
        PetitionKind.DENUNCIATION, "tham_nhung.hoi_lo", "Nhận tiền khi đo đạc", "Nhận tiền khi đo.",
        accused_agency=province["SKHCN"],
    )  # fmt: skip
    [part] = split_petition(
        petition_id=petition.pk, contents=[denounced],
        remaining=Remaining("Khiếu nại mức bồi thường đất", "Giá bồi thường sai."), by=clerk, now=NOW,
    )  # fmt: skip
    petition.refresh_from_db()
    assert petition.content == "Giá bồi thường sai."
    assert (part.agency, part.secrecy) == (province["TTT"], Secrecy.RESTRICTED)
    assert part.petitioner_label.startswith("Người tố cáo #")
    # 7 working days from 18/11, past 24/11: 19, 20, 23, 25, 26, 27, 30/11.
    assert duties(part)["TC_XLBD"] == date(2026, 11, 30)
    head = province.person("head", "SKHCN")
    assert list(Petition.objects.visible_to(head)) == [petition]
    assert list(PetitionLink.objects.visible_to(head)) == []
    inspector = province.person("inspector", "TTT")
    assert part in Petition.objects.visible_to(inspector)
    assert list(PetitionLink.objects.visible_to(inspector)) == []


def test_twelve_households_sign_one_complaint_and_send_three_representatives(province, clerk):
    petition = enter(province, clerk, signatories=12)
    names = ("An", "Bình", "Chi", "Dung", "Em", "Giang", "Hà", "In", "Khôi", "Lan", "Mai")
    people = [(f"Hộ {name}", "thôn Nà Lầu") for name in names]
    add_petitioners(petition_id=petition.pk, people=people, by=clerk, now=NOW)
    assert petition.parties.count() == 12
    for name in ("Lý Văn Thành", "Hộ An", "Hộ Bình"):
        add_party(
            petition_id=petition.pk, full_name=name, role=PartyRole.REPRESENTATIVE,
            proof="Văn bản cử đại diện ngày 10/11/2026", by=clerk, now=NOW,
        )  # fmt: skip
    with pytest.raises(Refused, match="phải là người đứng đơn"):
        add_party(
            petition_id=petition.pk, full_name="Người xã bên", role=PartyRole.REPRESENTATIVE,
            by=clerk, now=NOW,
        )  # fmt: skip
    petition.refresh_from_db()
    assert (petition.signatories, petition.matter.people_count) == (12, 12)
    assert petition.parties.filter(role=PartyRole.REPRESENTATIVE).count() == 3


def test_a_deputy_sends_a_complaint_on_and_is_answered(province, clerk):
    letter = Arrival(
        sender_name="Đoàn đại biểu Quốc hội tỉnh Lạng Sơn", document="88/ĐĐBQH",
        document_on=date(2026, 11, 12),
    )  # fmt: skip
    petition = enter(province, clerk, source=Source.DEPUTY, arrival=letter)
    assert petition.owes_reply
    handler = province.person("handler", "SKHCN")
    note_reply(
        petition_id=petition.pk, replied_on=NOW.date(), document="52/SKHCN-TTr", by=handler, now=NOW
    )
    petition.refresh_from_db()
    assert petition.replied_on == NOW.date()
    assert set(duties(petition)) == {"KN_THULY", "XLD_TREO"}


def test_a_newspaper_sends_a_denunciation_on_and_hears_within_twenty_days(province, clerk):
    petition = enter(
        province, clerk, kind=PetitionKind.DENUNCIATION, source=Source.PRESS,
        arrival=Arrival(sender_name="Báo Lạng Sơn", document="12/CV-BLS"),
    )  # fmt: skip
    # 20 days from 18/11/2026: Tuesday 08/12.
    assert duties(petition)["TC_BAOCHI"] == date(2026, 12, 8)
    handler = province.person("handler", "SKHCN")
    note_reply(
        petition_id=petition.pk, replied_on=NOW.date(), document="53/SKHCN-TTr", by=handler, now=NOW
    )
    assert "TC_BAOCHI" not in duties(petition)


def test_an_anonymous_denunciation_is_taken_in_under_no_name(province, clerk):
    petition = enter(
        province,
        clerk,
        kind=PetitionKind.DENUNCIATION,
        is_anonymous=True,
        petitioner=Petitioner(""),
    )
    assert (petition.is_anonymous, petition.person) == (True, None)
    assert petition.secrecy == Secrecy.SEALED


def test_the_file_goes_from_the_desk_to_the_handler_who_signs_for_it(province, clerk):
    petition = enter(province, clerk)
    handler = province.person("handler", "SKHCN")
    place_paper(petition_id=petition.pk, place="Tủ bàn tiếp, ngăn 3", by=clerk, now=NOW)
    handover = hand_over(
        petition_id=petition.pk, given_to=handler, place="Phòng 204, tủ 2",
        content="Đơn, bút lục 1 đến 12", by=clerk, now=NOW,
    )  # fmt: skip
    petition.refresh_from_db()
    assert petition.paper_keeper == clerk
    accept_handover(handover_id=handover.pk, by=handler, now=NOW)
    petition.refresh_from_db()
    assert (petition.paper_keeper, petition.paper_place) == (handler, "Phòng 204, tủ 2")
