"""Denunciations and visitors who wish to stay unknown: the sealed path from the first row on."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.core import serializers
from django.urls import reverse

from agencies.refusals import Refused
from complaints import vault
from complaints.actions.matters import exclude
from complaints.actions.sealing import ask_identity, decide_identity, seal_identity
from complaints.enums import PaperKind, PetitionKind, Secrecy
from complaints.models import Clock, Matter, MatterFact, Person, Petition, SealedIdentity
from complaints.petitioner import Petitioner
from reception.enums import Capacity, RefusalGround, VisitResult
from reception.intake import MandateInput, MemberInput, RefusalInput
from reception.models import GroupMember, Mandate, ReceptionSession, Representative, Visit
from records.models import LedgerEntry, RegisterEntry, SearchRow
from tests.factories import NOW
from tests.reception.conftest import HOA, send

pytestmark = pytest.mark.django_db
DENOUNCED = {
    "kind": "denunciation",
    "field": "corruption",
    "title": "Tố cáo thu tiền sai quy định",
    "content": "Người tố cáo trình bày việc thu tiền không có biên lai.",
    "request": "",
    "result": "petition",
    "result_note": "",
}


def books() -> list[tuple[str, str, int]]:
    entries = RegisterEntry.objects.order_by("registered_at", "agency__code", "book", "number")
    return list(entries.values_list("agency__code", "book", "number"))


def test_a_denunciation_goes_into_the_sealed_books_of_the_agency(desk, province):
    send(desk, **DENOUNCED)
    visit, petition = Visit.objects.get(), Petition.objects.get()
    assert visit.secrecy == petition.secrecy == Secrecy.SEALED
    assert (visit.agency, visit.person, visit.address) == (province["SKHCN"], None, "")
    assert visit.visitor_label == petition.petitioner_label == visit.matter.petitioner_label
    assert visit.visitor_label.startswith("Người tố cáo #")
    assert books() == [("LS-SKHCN", "sealed_petitions", 1), ("LS-SKHCN", "sealed_visits", 1)]
    assert Person.objects.count() == SearchRow.objects.count() == 0


def test_on_paper_the_visit_shows_the_code_to_write_on_the_envelope(desk, settings):
    settings.IDENTITY_MODE = "paper"
    send(desk, **DENOUNCED)
    address = reverse("visit_detail", args=[Visit.objects.get().pk])
    code = SealedIdentity.objects.get().envelope
    assert f"Bì niêm phong mã {code};" in desk.get(address).content.decode()
    settings.IDENTITY_MODE = "server"  # the mode of later cases changes nothing of this one
    assert f"Bì niêm phong mã {code};" in desk.get(address).content.decode()


@pytest.mark.opens_identity
def test_nothing_readable_names_who_came(desk):
    send(desk, **DENOUNCED, head_count="6", representatives=["Vi Thị Đại Diện"])
    models = (Visit, Petition, Matter, MatterFact, LedgerEntry, RegisterEntry, ReceptionSession)
    readable = "".join(serializers.serialize("json", model.objects.all()) for model in models)
    for secret in (HOA.full_name, HOA.id_number, HOA.phone, HOA.address, "Vi Thị Đại Diện"):
        assert json.dumps(secret)[1:-1] not in readable
        assert secret not in readable
    assert Representative.objects.count() == 0
    sealed = SealedIdentity.objects.get()
    identity = vault.open_identity(
        matter_id=sealed.matter_id, wrapped_key=sealed.wrapped_key, cipher=sealed.cipher
    )
    assert identity["full_name"] == HOA.full_name
    assert identity["representatives"] == "Vi Thị Đại Diện"
    assert identity["id_number"] == HOA.id_number


def test_against_the_receiving_agency_it_is_registered_at_the_inspectorate(desk, province, sign_in):
    send(desk)
    response = send(desk, **DENOUNCED, accused_agency=province["SKHCN"].pk)
    send(desk, full_name="Lý Thị Mai", id_number="")
    hidden = Visit.objects.get(secrecy=Secrecy.RESTRICTED)
    assert (hidden.agency, hidden.session) == (province["TTT"], None)
    # The ordinary register shows no gap, the sealed one of the department does not know of it.
    assert sorted(books()) == [
        ("LS-SKHCN", "visits", 1),
        ("LS-SKHCN", "visits", 2),
        ("LS-TTT", "sealed_petitions", 1),
        ("LS-TTT", "sealed_visits", 1),
    ]
    assert desk.get(response.url).status_code == 200  # the officer who received still sees it
    for role in ("head", "handler", "custodian"):
        client = sign_in(province.person(role, "SKHCN"))
        assert client.get(response.url).status_code == 404, role
        listed = client.get(reverse("visit_list")).content.decode()
        assert "Người tố cáo" not in listed
    for role in ("head", "inspector"):
        client = sign_in(province.person(role, "TTT"))
        assert client.get(response.url).status_code == 200, role


def test_a_first_visit_of_the_day_that_is_secret_opens_no_session(desk, province):
    send(desk, **DENOUNCED, accused_agency=province["SKHCN"].pk)
    send(desk, **DENOUNCED)
    assert ReceptionSession.objects.count() == 0
    assert {visit.session for visit in Visit.objects.all()} == {None}


def test_a_named_colleague_is_kept_out(desk, province, sign_in):
    handler = province.person("handler", "SKHCN")
    response = send(desk, **DENOUNCED, excluded_users=[handler.pk])
    assert Visit.objects.get().secrecy == Secrecy.RESTRICTED
    assert sign_in(handler).get(response.url).status_code == 404
    assert sign_in(province.person("head", "SKHCN")).get(response.url).status_code == 200


def test_who_asks_to_stay_unknown_is_sealed_without_a_denunciation(desk):
    send(desk, keep_sealed="on", kind="complaint", result="petition")
    visit = Visit.objects.get()
    assert (visit.secrecy, visit.person) == (Secrecy.SEALED, None)
    assert visit.visitor_label.startswith("Người được giữ kín #")


def test_a_choice_for_denunciations_does_not_seal_another_kind(desk, province):
    send(desk, accused_agency=province["SKHCN"].pk)
    assert Visit.objects.get().secrecy == Secrecy.OPEN


def test_a_denunciation_does_not_join_an_open_matter(desk, receive):
    matter = receive().matter
    response = send(desk, vu=matter.pk, **DENOUNCED)
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "kind": [
            "Tố cáo hoặc việc cần giữ kín phải lập vụ việc riêng, không ghép vào vụ việc thường."
        ]
    }


def test_coming_again_about_a_sealed_matter_asks_for_no_identity(desk, province):
    send(desk, **DENOUNCED, accused_agency=province["SKHCN"].pk)
    matter = Matter.objects.get()
    page = desk.get(reverse("visit_new") + f"?vu={matter.pk}").content.decode()
    assert 'name="full_name"' not in page
    assert matter.petitioner_label in page
    again = {**DENOUNCED, "result": "guided", "result_note": "Hẹn trả lời sau.", "full_name": ""}
    again |= {"id_number": "", "phone": ""}
    response = send(desk, vu=matter.pk, **again, address="", birth_year="")
    later = Visit.objects.order_by("number").last()
    assert response.url == reverse("visit_detail", args=[later.pk])
    assert (later.agency, later.number, later.visitor_label) == (
        province["TTT"],
        2,
        matter.petitioner_label,
    )
    assert SealedIdentity.objects.count() == 1


def test_nobody_is_named_anew_in_a_sealed_matter(desk, province):
    send(desk, **DENOUNCED)
    matter = Matter.objects.get()
    again = {**DENOUNCED, "result": "guided", "result_note": "Hẹn trả lời sau.", "full_name": ""}
    again |= {"id_number": "", "phone": ""}
    again |= {"address": "", "birth_year": "", "head_count": "7"}
    refused = send(desk, vu=matter.pk, **again, representatives=["Vi Thị Đại Diện"])
    assert refused.context["form"].errors == {
        "representatives": ["Vụ việc đã giữ kín danh tính; không ghi tên người đại diện ở đây."]
    }
    assert send(desk, vu=matter.pk, **again).status_code == 302


def test_a_colleague_at_the_desk_does_not_see_sealed_visits(desk, province, sign_in, receive):
    sealed = receive(keep_sealed=True, content="Kiến nghị", by=province.person("handler", "SKHCN"))
    assert desk.get(reverse("visit_detail", args=[sealed.pk])).status_code == 404
    assert (
        sign_in(province.person("handler", "SKHCN"))
        .get(reverse("visit_detail", args=[sealed.pk]))
        .status_code
        == 200
    )


def test_visits_follow_when_somebody_is_excluded_later(province, receive, sign_in):
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    visit = receive(keep_sealed=True, content="Kiến nghị")
    exclude(matter=visit.matter, users=[handler], reason="Có liên quan", by=head, now=NOW)
    visit.refresh_from_db()
    assert (visit.secrecy, visit.session) == (Secrecy.RESTRICTED, None)
    assert not Visit.objects.visible_to(handler).exists()


def test_the_kind_of_a_denunciation_seals_even_through_the_action(receive):
    visit = receive(kind=PetitionKind.DENUNCIATION, content="Tố cáo việc thu tiền")
    assert (visit.secrecy, visit.ledger_label) == (Secrecy.SEALED, "Lượt tiếp kín")


BESIDE = {
    "head_count": 6,
    "representatives": ["Vi Thị Đại Diện"],
    "members": [MemberInput("Lý Văn Thành Viên", 1970, "thôn Một")],
    "interpreter": "Nông Thị Phiên Dịch, tiếng Tày",
    "capacity": Capacity.LAWYER,
    "mandate": MandateInput(
        Petitioner("Hoàng Luật Sư", id_number="020080001111", phone="0912000111"),
        document="Thẻ luật sư số 12345/LS",
        expires_on=date(2026, 12, 31),
    ),
}


@pytest.mark.opens_identity
def test_everybody_beside_a_sealed_visit_lies_in_the_vault(receive):
    receive(
        petitioner=replace(HOA, paper=PaperKind.IDENTITY_CARD, paper_issued="12/06/2021, Bộ Công an"),
        kind=PetitionKind.COMPLAINT, keep_sealed=True, content="Khiếu nại", **BESIDE,
    )  # fmt: skip
    models = (Visit, Matter, MatterFact, LedgerEntry, RegisterEntry, Person, GroupMember, Mandate,
              Representative, SearchRow)  # fmt: skip
    readable = "".join(serializers.serialize("json", model.objects.all()) for model in models)
    sealed = SealedIdentity.objects.get()
    identity = vault.open_identity(
        matter_id=sealed.matter_id, wrapped_key=sealed.wrapped_key, cipher=sealed.cipher
    )
    expected = {
        "full_name": "Bế Thị Hòa",
        "paper": "Thẻ căn cước",
        "paper_issued": "12/06/2021, Bộ Công an",
        "capacity": "Luật sư",
        "holder": "Hoàng Luật Sư, số giấy tờ 020080001111, điện thoại 0912000111",
        "mandate": "Thẻ luật sư số 12345/LS, có giá trị đến 31/12/2026",
        "representatives": "Vi Thị Đại Diện",
        "members": "1. Lý Văn Thành Viên, sinh năm 1970, thôn Một",
        "interpreter": "Nông Thị Phiên Dịch, tiếng Tày",
    }
    assert {name: identity[name] for name in expected} == expected
    assert identity.keys() - expected.keys() == {"birth_year", "address", "phone", "id_number"}
    for secret in ("Hoàng Luật Sư", "Lý Văn Thành Viên", "Phiên Dịch", "0912000111", "12345/LS"):
        assert json.dumps(secret)[1:-1] not in readable
        assert secret not in readable
    assert Person.objects.count() == GroupMember.objects.count() == Mandate.objects.count() == 0


def test_the_vault_takes_nothing_outside_its_list(receive):
    matter = receive().matter
    with pytest.raises(ValueError, match="nothing to seal"):
        seal_identity(matter=matter, petitioner=HOA, alias="A", more={"photo": "x"}, now=NOW)


@pytest.mark.opens_identity
def test_an_opened_identity_shows_who_came_beside(receive, province, sign_in):
    visit = receive(kind=PetitionKind.COMPLAINT, keep_sealed=True, content="Khiếu nại", **BESIDE)
    handler, custodian = (province.person(role, "SKHCN") for role in ("handler", "custodian"))
    asked = ask_identity(
        matter_id=visit.matter_id, reason="Cần mời người đại diện.", by=handler, now=NOW
    )
    decide_identity(request_id=asked.pk, approve=True, note="", by=custodian, now=NOW)
    page = sign_in(handler).post(reverse("identity_open", args=[asked.pk])).content.decode()
    for said in ("Người đại diện của đoàn", "Vi Thị Đại Diện", "1. Lý Văn Thành Viên",
                 "Hoàng Luật Sư", "Nông Thị Phiên Dịch, tiếng Tày", "Tư cách người đến"):  # fmt: skip
        assert said in page, said


@pytest.mark.parametrize("field", ["representatives", "members", "mandate", "interpreter"])
def test_coming_again_nobody_beside_is_named_anew(receive, field):
    matter = receive(kind=PetitionKind.COMPLAINT, keep_sealed=True, content="Khiếu nại").matter
    with pytest.raises(Refused, match="Vụ việc đã giữ kín danh tính; không ghi tên"):
        receive(
            matter=matter,
            petitioner=Petitioner(""),
            content="Hỏi kết quả",
            **{field: BESIDE[field]},
        )


def test_a_refused_sealed_visit_keeps_its_ground(receive):
    visit = receive(
        keep_sealed=True, content="Kiến nghị", result=VisitResult.REFUSED,
        refusal=RefusalInput(RefusalGround.D4_H, "Đã trả lời bằng văn bản."),
    )  # fmt: skip
    assert (visit.secrecy, visit.refusal.ground) == (Secrecy.SEALED, "d4_h")
    assert set(Clock.objects.values_list("secrecy", flat=True)) == {Secrecy.SEALED}
