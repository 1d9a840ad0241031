"""The form of a new petition through the door: sources, people, subject, place, object."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from complaints.enums import Field, PaperKind, PetitionKind
from complaints.models import Petition, PlaceAlias, SealedIdentity
from complaints.petitioner import Petitioner
from complaints.told import About, Arrival
from complaints.vault import open_identity
from tests.complaints.doors import statements
from tests.complaints.intake_form import typed
from tests.factories import Province

pytestmark = pytest.mark.django_db


@pytest.fixture
def rival(register):
    """Another province with the same roles and a petition of its own, sent with the same letter."""
    other = Province("CB", "Cao Bằng")
    petition = register(
        agency=other["SKHCN"],
        by=other.person("handler", "SKHCN"),
        summary="Khiếu nại của tỉnh khác",
        arrival=Arrival(sender_name="Báo Lạng Sơn", document="12/CV-BLS"),
    )
    return other, petition


def post(client: Client, **changes: str):
    return client.post(reverse("petition_new"), typed(**changes))


def errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_a_petition_sent_twice_is_registered_once(handler):
    for _ in range(2):
        answer = post(handler)
        petition = Petition.objects.get()
        assert answer.url == reverse("matter_detail", args=[petition.matter_id])
    assert (petition.number, petition.petitioner_label) == (1, "Hoàng Văn Bình")
    assert (petition.signatories, petition.received_on) == (3, date(2026, 11, 16))
    assert petition.person.phone == "0912345678"


def test_the_sender_the_subject_and_the_place_are_kept(handler):
    post(
        handler, arrival_number="345", postmarked_on="2026-11-14", old_place="xã Tân Mỹ, huyện Văn Lãng",
        object_kind="parcel", object_reference="tờ 12, thửa 45", contested_on="2026-10-01",
    )  # fmt: skip
    petition = Petition.objects.get()
    assert (petition.arrival_number, petition.postmarked_on) == ("345", date(2026, 11, 14))
    assert (petition.sender_name, petition.sender_document) == ("Báo Lạng Sơn", "12/CV-BLS")
    assert (petition.sender_document_on, petition.owes_reply) == (date(2026, 11, 10), True)
    assert (petition.subject_code, petition.field) == ("dat_dai.boi_thuong", Field.LAND)
    assert petition.old_place == "xã Tân Mỹ, huyện Văn Lãng"
    assert (petition.object_kind, petition.object_reference) == ("parcel", "tờ 12, thửa 45")
    assert petition.contested_on == date(2026, 10, 1)


@pytest.mark.parametrize("word", ["12/cv-bls", "to 12, thua 45", "345", "van lang"])
def test_it_is_found_by_the_letter_the_object_and_the_old_place(handler, word):
    post(
        handler, arrival_number="345", old_place="xã Tân Mỹ, huyện Văn Lãng", object_kind="parcel",
        object_reference="tờ 12, thửa 45",
    )  # fmt: skip
    found = handler.get(reverse("search"), {"q": word}).content.decode()
    assert reverse("petition_detail", args=[Petition.objects.get().pk]) in found


def test_what_was_typed_stays_when_it_is_refused(handler):
    answer = post(handler, received_on="2026-11-19", summary="")
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Ngày nhận đơn không thể ở tương lai." in body
    for kept in ("Mức bồi thường chưa đúng.", "12/CV-BLS", "Báo Lạng Sơn", "xã Tân Thanh"):
        assert kept in body, kept
    assert Petition.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "where", "why"),
    [
        ({"subject_code": ""}, "subject_code", "Hãy chọn nội dung đơn trong danh mục."),
        (
            {"sender_name": ""},
            "sender_name",
            "Hãy chọn cơ quan hoặc ghi nơi đã chuyển đơn đến.",
        ),
        (
            {"source": "post"},
            "source",
            "Đã ghi nơi chuyển đơn: hãy chọn nguồn là nơi chuyển đến, hoặc xóa phần đó.",
        ),
        (
            {"postmarked_on": "2026-11-17"},
            "postmarked_on",
            "Ngày trên dấu bưu điện không thể sau ngày nhận đơn (16/11/2026).",
        ),
        (
            {"sender_document_on": "2026-11-17"},
            "sender_document_on",
            "Ngày của văn bản chuyển đơn không thể sau ngày nhận đơn (16/11/2026).",
        ),
        (
            {"contested_on": "2026-11-17"},
            "contested_on",
            "Ngày nhận, biết quyết định, hành vi không thể sau ngày nhận đơn (16/11/2026).",
        ),
        ({"full_name": ""}, "full_name", "Hãy ghi họ tên người gửi đơn."),
        ({"full_name": "☺☺"}, "full_name", "Họ tên phải có chữ cái."),
        (
            {"is_anonymous": "on"},
            "is_anonymous",
            "Đơn không rõ người gửi thì không ghi họ tên, giấy tờ, địa chỉ; hãy xóa phần đó.",
        ),
        (
            {"object_reference": "tờ 12, thửa 45"},
            "object_kind",
            "Hãy chọn đối tượng là gì: quyết định, thửa đất, dự án…",
        ),
        (
            {"kind": "recommendation", "is_discipline": "on"},
            "is_discipline",
            "Chỉ đơn khiếu nại mới có khiếu nại quyết định kỷ luật.",
        ),
        (
            {"id_number": "12345"},
            "id_number",
            "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 5 chữ số.",
        ),
    ],
)
def test_bad_input_is_said_beside_its_field(handler, changes, where, why):
    answer = post(handler, **changes)
    assert errors(answer) == {where: [why]}
    assert "Mức bồi thường chưa đúng." in answer.content.decode()
    assert Petition.objects.count() == 0


def test_an_agency_of_the_list_and_a_name_beside_it_is_one_too_many(handler, province):
    answer = post(handler, sender_agency=str(province["BTCD"].pk))
    assert list(errors(answer)) == ["sender_name"]
    post(handler, sender_agency=str(province["BTCD"].pk), sender_name="")
    assert Petition.objects.get().sender_agency == province["BTCD"]


def test_agencies_of_another_province_send_nothing_here(handler, rival):
    answer = post(handler, sender_agency=str(rival[0]["BTCD"].pk), sender_name="")
    assert "sender_agency" in errors(answer)


def test_an_organisation_gives_its_own_number(handler):
    post(handler, is_organisation="on", full_name="Công ty TNHH Xứ Lạng", id_number="4900123456")
    person = Petition.objects.get().person
    assert (person.is_organisation, person.paper) == (True, PaperKind.ORGANISATION)


def test_a_petition_without_a_name_leaves_no_person(handler):
    post(handler, is_anonymous="on", full_name="", phone="")
    petition = Petition.objects.get()
    assert (petition.person, petition.petitioner_label) == (None, "Không rõ người gửi")
    assert petition.is_anonymous


@pytest.mark.opens_identity
def test_a_denunciation_by_post_goes_into_the_sealed_register(handler):
    answer = handler.post(reverse("petition_new"), typed(kind="denunciation"), follow=True)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Đơn đã vào sổ kín." in body
    assert "Hoàng Văn Bình" not in body
    petition = Petition.objects.get()
    assert petition.person is None
    sealed = SealedIdentity.objects.get()
    identity = open_identity(
        matter_id=petition.matter_id,
        wrapped_key=bytes(sealed.wrapped_key),
        cipher=bytes(sealed.cipher),
    )
    assert (identity["full_name"], identity["phone"]) == ("Hoàng Văn Bình", "0912345678")


def test_a_petition_joins_a_matter_and_a_sealed_one_asks_nobody_again(handler, register):
    first = register(kind=PetitionKind.DENUNCIATION)
    address = f"{reverse('petition_new')}?vu={first.matter_id}"
    assert "full_name" not in handler.get(address).context["form"].fields
    handler.post(address, typed(kind="denunciation", full_name="Ai Đó"))
    second = Petition.objects.exclude(pk=first.pk).get()
    assert (second.matter_id, second.petitioner_label) == (first.matter_id, first.petitioner_label)


def test_a_petition_cannot_join_a_matter_of_others(handler, rival):
    address = f"{reverse('petition_new')}?vu={rival[1].matter_id}"
    assert handler.get(address).status_code == 404
    assert handler.get(f"{reverse('petition_new')}?vu=abc").status_code == 404


def test_many_who_signed_are_written_down_next(handler):
    answer = post(handler, signatories="12")
    petition = Petition.objects.get()
    assert answer.url == reverse("petition_parties", args=[petition.pk])
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == [
        "Đơn đã vào sổ, số 01/2026.",
        "Vào sổ sau 2 ngày kể từ ngày nhận đơn.",
        "Đơn có 12 người ký (từ 5 người): phải cử 1 đến 5 người đại diện trong số người ký đơn "
        "(Luật Tiếp công dân, điều 29).",
    ]


# Place.


@pytest.mark.parametrize("place", ["Xã Tân Đoàn", "tan doan", "thôn Nà Lầu, xã Tân Đoàn"])
def test_a_commune_of_today_is_recognised_however_it_is_typed(handler, place):
    post(handler, locality=place)
    petition = Petition.objects.get()
    assert (petition.locality, petition.commune_code) == (place, "06316")


def alias(old: str, code: str, commune: str) -> None:
    PlaceAlias.objects.create(
        folded=old, old_name=old, commune_code=code, commune=commune, source="NQ 1672/NQ-UBTVQH15"
    )


def test_an_old_name_offers_the_commune_of_today(handler):
    alias("xa tan my", "06316", "Xã Tân Đoàn")
    answer = post(handler, locality="xã Tân Mỹ")
    assert errors(answer) == {
        "present_place": ["Đây là địa danh cũ, nay thuộc Xã Tân Đoàn: hãy chọn."]
    }
    assert 'value="06316"' in answer.content.decode()
    post(handler, locality="xã Tân Mỹ", present_place="06316")
    petition = Petition.objects.get()
    assert (petition.locality, petition.commune_code) == ("Xã Tân Đoàn", "06316")
    assert petition.old_place == "xã Tân Mỹ"


def test_an_answer_about_a_place_typed_before_is_passed_over(handler):
    alias("xa tan my", "06316", "Xã Tân Đoàn")
    post(handler, locality="Xã Tri Lễ", present_place="06316")
    assert Petition.objects.get().commune_code == "06313"


def test_an_old_name_may_stay_as_it_is_written(handler):
    alias("xa tan my", "06316", "Xã Tân Đoàn")
    post(handler, locality="xã Tân Mỹ", present_place="nhu-da-ghi")
    petition = Petition.objects.get()
    assert (petition.locality, petition.commune_code, petition.old_place) == ("xã Tân Mỹ", "", "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Tân Mỹ", "là địa danh cũ, nay thuộc"),
        ("xã Tân Đoàn", "Xã Tân Đoàn: xã, phường hiện nay."),
        ("xã Nghĩ Ra", "Không có xã, phường nào của tỉnh mang tên này"),
        ("", ""),
    ],
)
def test_the_place_is_looked_up_while_typing(handler, asked, said):
    alias("tan my", "06316", "Xã Tân Đoàn")
    answer = handler.get(reverse("place_lookup"), {"locality": asked})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "<html" not in answer.content.decode()


# Hints.


def hints(client: Client, **asked: str) -> str:
    answer = client.get(reverse("intake_hints"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_hints_tell_of_late_entry_and_of_the_time_to_complain(handler):
    body = hints(
        handler, kind="complaint", received_on="2026-11-13", contested_on="2026-08-10",
        is_first_time="on", signatories="7",
    )  # fmt: skip
    assert "Vào sổ sau 5 ngày kể từ ngày nhận đơn." in body
    # 90 days from 10/08/2026 end on Sunday 08/11, so on Monday 09/11.
    assert "Quá thời hiệu 4 ngày: hạn khiếu nại đến hết ngày 09/11/2026" in body
    assert "phải cử 1 đến 2 người đại diện" in body


@pytest.mark.parametrize(
    "asked",
    [
        {"received_on": "hôm qua", "contested_on": "2026-02-30", "signatories": "٣"},
        {"signatories": "999999999999"},
        {"sender_agency": "abc", "sender_document": "12"},
        {},
    ],
)
def test_hints_of_nonsense_are_silent(handler, asked):
    assert hints(handler, **asked).strip() == ""


def test_petitions_of_the_same_letter_are_offered_within_reach(handler, register, rival):
    first = register(arrival=Arrival(sender_name="Báo Lạng Sơn", document="12/CV-BLS"))
    body = hints(handler, sender_name="báo lạng sơn", sender_document="12/cv-bls")
    assert f"/don/{first.pk}/" in body
    assert str(rival[1].pk) not in body
    answer = post(handler)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said[-1] == "Cùng văn bản chuyển này đã có đơn: 01/2026."


def test_the_form_has_one_price(handler, register):
    first = statements(handler, reverse("petition_new"))
    register()
    assert (first, statements(handler, reverse("petition_new"))) == (first, first)
    assert first <= 15


def test_the_advice_is_on_the_panel_of_the_petition(handler, register):
    petition = register(
        petitioner=Petitioner("Vi Văn Sáng"), about=About(contested_on=date(2026, 8, 10))
    )
    body = handler.get(reverse("petition_people", args=[petition.pk])).content.decode()
    assert "Quá thời hiệu 7 ngày" in body
    assert "Vào sổ sau 2 ngày" in body
