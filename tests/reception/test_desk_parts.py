"""What stands in the books after a visit with more than one person and one content."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from agencies.refusals import Refused
from complaints.enums import FactKind, Field, PaperKind, PetitionKind, Secrecy
from complaints.models import Clock, Matter, MatterFact, Person, Petition, SealedIdentity
from complaints.petitioner import Petitioner
from reception import lookup_code
from reception.actions.notices import tell_result
from reception.enums import (
    Capacity,
    StatementConfirmed,
    VisitOrigin,
    VisitResult,
)
from reception.intake import (
    UNNAMED,
    FurtherInput,
    MandateInput,
    MemberInput,
    PetitionInput,
)
from reception.models import GroupMember, Mandate, ReceptionSession, Visit, VisitMatter
from records.models import RegisterEntry, SearchRow
from tests.factories import NOW, make_user

pytestmark = pytest.mark.django_db
COMPANY = Petitioner("Công ty TNHH Hồi Xuân", id_number="4900123456", paper=PaperKind.ORGANISATION,
                     is_organisation=True)  # fmt: skip
MANDATE = MandateInput(
    Petitioner("Lý Văn Luật", id_number="020080001111", paper=PaperKind.IDENTITY_CARD),
    document="Thẻ luật sư số 12345/LS, giấy yêu cầu ngày 10/11/2026",
    document_date=date(2026, 11, 10),
    expires_on=date(2026, 12, 31),
)


def books() -> list[tuple[str, int]]:
    return list(RegisterEntry.objects.order_by("book", "number").values_list("book", "number"))


def test_an_organisation_through_its_lawyer(receive):
    visit = receive(
        petitioner=COMPANY, capacity=Capacity.LAWYER, mandate=MANDATE, result=VisitResult.PETITION,
        petition=PetitionInput("Đơn khiếu nại"), kind=PetitionKind.COMPLAINT,
    )  # fmt: skip
    assert (visit.visitor_label, visit.capacity) == (COMPANY.full_name, "lawyer")
    assert (visit.person.is_organisation, visit.person.paper) == (True, "organisation")
    mandate = Mandate.objects.get()
    assert (mandate.visit, mandate.holder.full_name) == (visit, "Lý Văn Luật")
    assert (mandate.document_date, mandate.expires_on) == (date(2026, 11, 10), date(2026, 12, 31))
    assert Petition.objects.get().person == visit.person
    assert Person.objects.count() == 2


def test_an_expired_mandate_takes_in_no_petition(receive):
    ended = MandateInput(MANDATE.holder, MANDATE.document, None, date(2026, 11, 17))
    with pytest.raises(Refused, match="Giấy tờ đã hết hạn ngày 17/11/2026"):
        receive(
            capacity=Capacity.AUTHORISED, mandate=ended, result=VisitResult.PETITION,
            petition=PetitionInput("Đơn"),
        )  # fmt: skip
    assert Visit.objects.count() == Matter.objects.count() == 0
    assert receive(capacity=Capacity.AUTHORISED, mandate=ended).mandate.expires_on == date(
        2026, 11, 17
    )


def test_a_group_with_its_list(receive):
    members = [MemberInput(f"Lý Văn {n}", 1970 + n, f"thôn {n}") for n in range(1, 12)]
    visit = receive(
        head_count=12, representatives=["Lý Văn 1", "Lý Văn 2"], members=members,
        appointment_signed=True, interpreter="Nông Thị Dịch, tiếng Tày",
    )  # fmt: skip
    rows = GroupMember.objects.filter(visit=visit).values_list("position", "full_name", "address")
    assert list(rows) == [(n, f"Lý Văn {n}", f"thôn {n}") for n in range(1, 12)]
    assert (visit.appointment_signed, visit.interpreter) == (True, "Nông Thị Dịch, tiếng Tày")
    assert [one.full_name for one in visit.representatives.all()] == ["Lý Văn 1", "Lý Văn 2"]


def test_five_hundred_people_are_written_at_once(receive, django_assert_max_num_queries):
    members = [MemberInput(f"Lý Văn {n}") for n in range(500)]
    with django_assert_max_num_queries(60):
        visit = receive(head_count=500, representatives=["Lý Văn 1"], members=members)
    assert visit.members.count() == 500


def test_who_gives_no_name_is_written_without_a_person(receive):
    visit = receive(petitioner=Petitioner("", address="xã Tân Thanh"), is_anonymous=True)
    assert (visit.visitor_label, visit.person, visit.is_anonymous) == (UNNAMED, None, True)
    assert visit.matter.petitioner_label == UNNAMED
    assert (Person.objects.count(), books()) == (0, [("visits", 1)])
    assert Clock.objects.get().rule_code == "TCD_TB_KQ"
    again = receive(petitioner=Petitioner(""), is_anonymous=True, matter=visit.matter)
    assert again.matter == visit.matter


def test_no_petition_without_a_name(receive):
    with pytest.raises(Refused, match="Người không nêu tên thì không nhận đơn"):
        receive(
            petitioner=Petitioner(""), is_anonymous=True, result=VisitResult.PETITION,
            petition=PetitionInput("Đơn"),
        )  # fmt: skip


def test_a_breach_told_without_a_name_is_information_in_the_sealed_register(receive, province):
    visit = receive(
        petitioner=Petitioner(""), is_anonymous=True, kind=PetitionKind.DENUNCIATION,
        content="Thu tiền không có biên lai, có kèm ảnh chụp phiếu thu.",
        result=VisitResult.TRANSFER, directed_to="Thanh tra tỉnh", title="Thu tiền sai quy định",
    )  # fmt: skip
    assert (visit.secrecy, visit.person) == (Secrecy.SEALED, None)
    assert visit.visitor_label.startswith("Người tố cáo #")
    assert books() == [("sealed_visits", 1)]
    assert (Petition.objects.count(), SearchRow.objects.count()) == (0, 0)
    assert SealedIdentity.objects.get().matter == visit.matter


def test_people_without_papers_are_received(receive):
    visit = receive(petitioner=Petitioner("Lý Thị Mai", paper=PaperKind.NONE))
    assert (visit.person.paper, visit.person.id_hash) == ("none", "")


def test_what_was_said_is_written_down_and_enters_as_a_petition(receive):
    visit = receive(
        result=VisitResult.STATEMENT, request="Đề nghị sửa đường.",
        statement_confirmed=StatementConfirmed.FINGERPRINT, kind=PetitionKind.COMPLAINT,
    )  # fmt: skip
    petition = Petition.objects.get()
    assert petition.content == "Đường vào khu sản xuất bị sạt lở.\nĐề nghị sửa đường."
    assert (visit.statement_confirmed, petition.source) == ("fingerprint", "desk")
    assert [link.petition for link in visit.visit_petitions.all()] == [petition]
    assert books() == [("petitions", 1), ("visits", 1)]
    assert {"KN_THULY", "TCD_TB_KQ"} <= set(Clock.objects.values_list("rule_code", flat=True))


def test_columns_eight_to_eleven_of_the_register(receive):
    visit = receive(
        result=VisitResult.TRANSFER, directed_to="UBND xã Tân Thanh", is_competent=False,
        directed_document="Phiếu chuyển 12/PC", settled_by="UBND huyện Văn Lãng (trước 01/07/2025)",
    )  # fmt: skip
    kept = Visit.objects.get(pk=visit.pk)
    assert (kept.settled_by, kept.is_competent, kept.directed_to, kept.directed_document) == (
        "UBND huyện Văn Lãng (trước 01/07/2025)", False, "UBND xã Tân Thanh", "Phiếu chuyển 12/PC",
    )  # fmt: skip


def test_every_visit_has_a_lookup_code_of_its_own(receive):
    codes = [receive().lookup_code, receive(keep_sealed=True, content="Kiến nghị").lookup_code]
    assert [lookup_code.normal(code) for code in codes] == codes
    assert len(set(codes)) == 2
    with pytest.raises(IntegrityError, match="lookup_code"), transaction.atomic():
        Visit.objects.update(lookup_code=codes[0])


def test_a_line_from_the_paper_register_keeps_both_times(receive):
    visit = receive(
        arrived_at=NOW - timedelta(days=1), origin=VisitOrigin.PAPER, late_reason="Mất điện cả ngày"
    )
    assert (visit.origin, visit.late_reason, visit.entered_at) == ("paper", "Mất điện cả ngày", NOW)


def test_the_same_person_twice_in_one_minute_is_two_visits(receive):
    first, second = receive(), receive()
    assert (first.number, second.number) == (1, 2)
    assert first.person == second.person
    assert first.arrived_at == second.arrived_at
    assert first.matter != second.matter


def a_content(**changes) -> FurtherInput:
    given = {
        "kind": PetitionKind.COMPLAINT, "field": Field.POLICY, "title": "Khiếu nại trợ cấp",
        "content": "Chưa nhận trợ cấp tháng 10.", "result": VisitResult.GUIDED,
        "result_note": "Hướng dẫn đến Bảo hiểm xã hội.",
    }  # fmt: skip
    return FurtherInput(**{**given, **changes})


def test_each_further_content_is_a_matter_with_its_own_notice(receive):
    visit = receive(
        head_count=6, representatives=["Lý A"],
        further=[a_content(), a_content(title="Việc thứ ba", result=VisitResult.ANSWERED)],
    )  # fmt: skip
    second, third = Matter.objects.exclude(pk=visit.matter_id).order_by("title")
    assert [(m.title, m.kind, m.secrecy) for m in (second, third)] == [
        ("Khiếu nại trợ cấp", "complaint", Secrecy.OPEN),
        ("Việc thứ ba", "complaint", Secrecy.OPEN),
    ]
    rows = VisitMatter.objects.filter(visit=visit).values_list("matter__title", "result")
    assert sorted(rows) == [("Khiếu nại trợ cấp", "guided"), ("Việc thứ ba", "answered")]
    clocks = Clock.objects.filter(rule_code="TCD_TB_KQ").values_list("matter", "finished_on")
    assert dict(clocks) == {
        visit.matter_id: None, second.pk: None, third.pk: date(2026, 11, 18),
    }  # fmt: skip
    facts = MatterFact.objects.values_list("matter", "kind")
    assert sorted(facts, key=str) == sorted(
        [(visit.matter_id, "visit"), (visit.matter_id, "crowd"), (second.pk, "visit"),
         (third.pk, "visit")], key=str,
    )  # fmt: skip
    assert (Visit.objects.count(), FactKind.CROWD) == (1, "crowd")


def test_a_further_petition_has_its_own_number_and_the_same_person(receive):
    visit = receive(
        petitioner=Petitioner("Lý Thị Mai"), result=VisitResult.PETITION,
        petition=PetitionInput("Đơn thứ nhất"), further=[a_content(result=VisitResult.PETITION)],
    )  # fmt: skip
    assert books() == [("petitions", 1), ("petitions", 2), ("visits", 1)]
    assert {petition.person for petition in Petition.objects.all()} == {visit.person}
    assert Person.objects.count() == 1
    assert set(Petition.objects.values_list("summary", "content")) == {
        (visit.matter.title, "Đơn thứ nhất"),
        ("Khiếu nại trợ cấp", "Chưa nhận trợ cấp tháng 10."),
    }


def test_a_further_content_joins_a_matter_of_the_same_register_once(receive, province):
    earlier = receive().matter
    visit = receive(further=[a_content(matter=earlier)])
    assert VisitMatter.objects.get(visit=visit).matter == earlier
    for wrong in (
        [a_content(matter=earlier), a_content(matter=earlier)],
        [a_content(matter=receive(keep_sealed=True, content="Kiến nghị").matter)],
    ):
        with pytest.raises(Refused, match="Mỗi vụ việc chỉ ghi một lần"):
            receive(further=wrong)
    foreign = receive(
        agency=province["XA"], by=province.person("officer", "XA"), petitioner=Petitioner("Vi A")
    ).matter
    with pytest.raises(Refused, match="sổ thường của cơ quan mình"):
        receive(further=[a_content(matter=foreign)])


def test_a_denunciation_is_never_a_further_content(receive):
    with pytest.raises(Refused, match="ghi thành lượt tiếp riêng, vào sổ kín"):
        receive(further=[a_content(kind=PetitionKind.DENUNCIATION)])
    assert Matter.objects.count() == 0


def test_telling_the_result_covers_every_content_of_the_visit(receive, province):
    visit = receive(further=[a_content()])
    told = NOW + timedelta(days=1)
    tell_result(
        visit_id=visit.pk, told_on=told.date(), by=province.person("officer", "SKHCN"), now=told
    )
    assert set(Clock.objects.values_list("finished_on", flat=True)) == {date(2026, 11, 19)}


def test_a_planned_session_is_held_once_somebody_was_received(receive, province):
    session = ReceptionSession.objects.create(
        agency=province["SKHCN"], scope_path=province["SKHCN"].path, kind="periodic",
        on_date=NOW.date(), place="Phòng tiếp", host=province.person("head", "SKHCN"),
    )  # fmt: skip
    receive(session=session, keep_sealed=True, content="Kiến nghị")
    session.refresh_from_db()
    assert session.state == "planned"  # a sealed visit changes nothing that others read
    receive(session=session)
    session.refresh_from_db()
    assert session.state == "held"
    ReceptionSession.objects.filter(pk=session.pk).update(state="cancelled", state_reason="Bão")
    session.refresh_from_db()
    with pytest.raises(Refused, match="Buổi tiếp này đã ghi là hủy"):
        receive(session=session)


def test_a_complaint_about_the_receiving_officer_is_hidden_from_them(receive, province):
    concerned = province.person("officer", "SKHCN")
    colleague = make_user("ban.skhcn", ("officer", province["SKHCN"]))
    visit = receive(
        kind=PetitionKind.COMPLAINT, content="Phản ánh thái độ tiếp dân.",
        title="Phản ánh việc tiếp công dân", excluded_users=[concerned], by=colleague,
    )  # fmt: skip
    assert visit.secrecy == Secrecy.RESTRICTED
    for rows in (Visit, Matter, Clock):
        assert not rows.objects.visible_to(concerned).exists()
        assert rows.objects.visible_to(colleague).exists()
    assert Visit.objects.visible_to(province.person("head", "SKHCN")).exists()
    assert (visit.session, ReceptionSession.objects.count()) == (None, 0)
    with pytest.raises(Refused, match="hãy bàn giao cho đồng nghiệp"):
        receive(content="Phản ánh", excluded_users=[concerned], by=concerned)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("visit_anonymous_names_nobody", {"is_anonymous": True}),
        ("visit_from_paper_says_why", {"origin": "paper", "late_reason": ""}),
    ],
)
def test_a_visit_cannot_contradict_what_was_told(receive, name, changes):
    receive()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Visit.objects.update(**changes)


def test_a_sealed_visit_names_no_interpreter(receive):
    receive(keep_sealed=True, content="Kiến nghị")
    with pytest.raises(IntegrityError, match="visit_sealed_names_nobody"), transaction.atomic():
        Visit.objects.update(interpreter="Nông Thị Dịch")


def test_rows_beside_a_visit_stand_once_and_in_order(receive):
    visit = receive(
        head_count=2, members=[MemberInput("Lý A"), MemberInput("Lý B")], mandate=MANDATE,
        capacity=Capacity.AUTHORISED, further=[a_content()],
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="member_has_one_place"), transaction.atomic():
        GroupMember.objects.update(position=1)
    with pytest.raises(IntegrityError, match="mandate_ends_after"), transaction.atomic():
        Mandate.objects.update(expires_on=date(2026, 11, 9))
    link = VisitMatter.objects.get()
    with pytest.raises(IntegrityError, match="tells_of_a_matter_once"), transaction.atomic():
        VisitMatter.objects.create(
            visit=visit, matter=link.matter, content="Lần nữa", result="guided"
        )
