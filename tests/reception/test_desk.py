"""The desk through its door: what a browser posts, what stands in the books afterwards."""

import uuid
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.actions.ending_matters import end_matter
from complaints.enums import FactKind, Secrecy
from complaints.models import (
    Clock,
    Matter,
    MatterEnding,
    MatterFact,
    Person,
    Petition,
    SealedIdentity,
)
from reception.models import ReceptionSession, Visit
from records.models import LedgerEntry, RegisterEntry
from tests.factories import HANOI, NOW
from tests.reception.conftest import HOA, send, typed

pytestmark = pytest.mark.django_db
SIX = ["Lý Một", "Lý Hai", "Lý Ba", "Lý Bốn", "Lý Năm", "Lý Sáu"]


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 422
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def books() -> list[tuple[str, str, int]]:
    entries = RegisterEntry.objects.order_by("agency__code", "book", "number")
    return list(entries.values_list("agency__code", "book", "number"))


def test_one_person_is_written_into_the_register(desk, province):
    response = send(desk)
    visit = Visit.objects.get()
    assert response.url == reverse("visit_detail", args=[visit.pk])
    assert (str(visit), visit.secrecy) == ("Lượt tiếp số 01/2026", Secrecy.OPEN)
    assert visit.arrived_at == datetime(2026, 11, 18, 9, 10, tzinfo=HANOI)
    assert visit.entered_at == NOW
    assert (visit.visitor_label, visit.address) == (HOA.full_name, HOA.address)
    assert (visit.person.full_name, visit.person.phone) == (HOA.full_name, "0987654321")
    assert visit.received_by == province.person("officer", "SKHCN")
    assert (visit.matter.title, visit.matter.agency) == (
        "Kiến nghị về đường vào khu sản xuất",
        province["SKHCN"],
    )
    assert books() == [("LS-SKHCN", "visits", 1)]


def test_the_first_visit_of_the_day_opens_the_standing_session(desk, province):
    send(desk)
    send(desk, full_name="Lý Thị Mai", id_number="")
    session = ReceptionSession.objects.get()
    assert (session.on_date, session.kind) == (date(2026, 11, 18), "standing")
    assert session.host == province.person("officer", "SKHCN")
    assert session.place == "Nơi tiếp công dân của Sở Khoa học và Công nghệ"
    assert session.visits.count() == 2


def test_the_notice_is_due_after_ten_working_days(desk):
    send(desk)
    clock = Clock.objects.get()
    assert (clock.rule_code, clock.petition) == ("TCD_TB_KQ", None)
    # From Wednesday 18/11: 19, 20, 23, 25, 26, 27, 30/11, 1, 2/12 are nine working days (24/11 is the
    # Day of Vietnamese Culture, off), 3/12 is the tenth.
    assert (clock.started_on, clock.due_on) == (date(2026, 11, 18), date(2026, 12, 3))
    page = desk.get(reverse("visit_detail", args=[Visit.objects.get().pk])).content.decode()
    assert "03/12/2026" in page
    assert "Luật Tiếp công dân, điều 28" in page


def test_an_answer_on_the_spot_is_the_notice(desk):
    send(desk, result="answered", result_note="Đã giải thích Quyết định 12.")
    assert Clock.objects.get().finished_on == date(2026, 11, 18)


def test_facts_of_a_calm_single_visit(desk):
    send(desk)
    fact = MatterFact.objects.get()
    assert (fact.kind, fact.amount) == (FactKind.VISIT, 1)
    assert (fact.reference_kind, fact.reference_id) == ("visit", Visit.objects.get().pk)


def test_a_group_of_twelve_with_five_representatives(desk):
    send(
        desk,
        head_count="12",
        representatives=SIX[:5],
        tension="heated",
        calming="Mời đại diện vào phòng, lãnh đạo tiếp",
    )
    visit = Visit.objects.get()
    assert visit.is_group
    assert [one.full_name for one in visit.representatives.all()] == SIX[:5]
    facts = MatterFact.objects.order_by("kind").values_list("kind", "amount", "sentence")
    assert list(facts) == [
        ("crowd", 12, "Đoàn 12 người đến nơi tiếp công dân về cùng một nội dung."),
        (
            "tension",
            12,
            "Bức xúc, đã giải thích ổn định. Đã làm: Mời đại diện vào phòng, lãnh đạo tiếp",
        ),
        ("visit", 12, "12 người đến nơi tiếp công dân trình bày."),
    ]


def test_six_representatives_are_refused_and_nothing_typed_is_lost(desk):
    given = {
        "head_count": "12",
        "representatives": SIX,
        "content": "Nội dung\nhai dòng",
        "request": "Yêu cầu riêng",
        "key": str(uuid.uuid4()),
    }
    response = send(desk, **given)
    sentence = (
        "Đoàn 12 người cử từ 1 đến 5 người đại diện (Luật Tiếp công dân 2013, điều 29); "
        "đang ghi 6 người."
    )
    assert errors(response) == {"representatives": [sentence]}
    page = response.content.decode()
    assert page.count(sentence) == 2  # over the form and beside the field
    for name in SIX:
        assert f'value="{name}"' in page
    kept = {
        name: value for name, value in typed(**given).items() if value and name != "is_first_time"
    }
    kept.pop("representatives")
    for name, value in kept.items():
        assert str(response.context["form"][name].value()) == value, name
    assert Visit.objects.count() == RegisterEntry.objects.count() == Matter.objects.count() == 0


def test_a_petition_taken_in_has_its_own_number_and_clocks(desk):
    send(desk, kind="complaint", result="petition", petition_content="")
    visit, petition = Visit.objects.get(), Petition.objects.get()
    assert [link.petition for link in visit.visit_petitions.all()] == [petition]
    assert (petition.matter, petition.source) == (visit.matter, "desk")
    assert petition.content == visit.content
    assert (petition.person, Person.objects.count()) == (visit.person, 1)
    assert books() == [("LS-SKHCN", "petitions", 1), ("LS-SKHCN", "visits", 1)]
    rules = Clock.objects.order_by("rule_code").values_list("rule_code", flat=True)
    assert "TCD_TB_KQ" in rules
    assert "KN_THULY" in rules


def test_without_a_paper_one_person_is_written_once(desk):
    send(desk, kind="complaint", result="petition", id_number="")
    assert Person.objects.count() == 1


def test_the_same_key_twice_is_one_visit_and_one_number(desk):
    key = str(uuid.uuid4())
    first, second = send(desk, key=key), send(desk, key=key)
    assert first.url == second.url
    assert (Visit.objects.count(), Matter.objects.count()) == (1, 1)
    assert books() == [("LS-SKHCN", "visits", 1)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"arrived_at": "2026-11-18T09:31"},
            {"arrived_at": ["Giờ đến không thể ở sau thời điểm hiện tại."]},
        ),
        ({"birth_year": "2027"}, {"birth_year": ["Năm sinh không thể ở tương lai."]}),
        (
            {"id_number": "02017100456"},
            {"id_number": [
                "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 11 chữ số."
            ]},
        ),
        (
            {"tension": "heated"},
            {"calming": ["Hãy ghi việc đã làm để ổn định tình hình."]},
        ),
        (
            {"full_name": "Lan 😀"},
            {"full_name": [
                "Họ tên chỉ gồm chữ cái, chữ số và dấu câu; hãy bỏ ký hiệu, biểu tượng."
            ]},
        ),
        (
            {"result": "guided", "petition_content": "Đơn kiến nghị"},
            {"petition_content": [
                "Có nội dung đơn thì kết quả phải là “Nhận đơn, vào sổ”; "
                "nếu không nhận đơn, hãy xóa phần này."
            ]},
        ),
    ],
)  # fmt: skip
def test_refused_beside_the_field(desk, changes, expected):
    assert errors(send(desk, **changes)) == expected
    assert Visit.objects.count() == 0


def test_missing_head_count_and_torn_values_are_sentences(desk):
    response = send(desk, head_count="", arrived_at="hôm nay", kind="khác", birth_year="năm Hợi")
    assert set(errors(response)) == {"head_count", "arrived_at", "kind", "birth_year"}


def test_names_in_nfd_emoji_in_content_and_long_text_are_accepted(desk):
    send(
        desk,
        full_name="Bê\u0301  Thi\u0323 Ho\u0300a",
        content="Mất nước 😀 " + "dài " * 2500,
    )
    visit = Visit.objects.get()
    assert visit.visitor_label == "Bế Thị Hòa"
    assert visit.content.startswith("Mất nước 😀 dài")
    assert len(visit.content) > 10_000


@pytest.mark.parametrize("name", ["Páo", "Nguyễn " + "Phạm " * 7 + "Hoàng", "H'Hen Niê", "Y Thông"])
def test_a_name_of_one_word_of_forty_letters_or_of_another_people_is_a_name(desk, name):
    send(desk, full_name=name, id_number="")
    assert Visit.objects.get().visitor_label == name


def test_the_text_of_a_card_is_no_name_and_never_stored(desk):
    scanned = "020171004567||Bế Thị Hòa|05031971|Nữ|Thôn Nà Lầu|15082021"
    assert list(errors(send(desk, full_name=scanned))) == ["full_name"]
    assert Person.objects.count() == 0


def test_the_same_person_twice_in_a_minute_is_two_visits(desk):
    send(desk)
    send(desk)
    assert Visit.objects.count() == 2
    assert Person.objects.count() == 1


def test_fewer_people_than_representatives_is_refused_beside_them(desk):
    sentence = "Có 3 người đại diện nhưng đoàn chỉ có 2 người."
    response = send(desk, head_count="2", representatives=SIX[:3])
    assert errors(response) == {"representatives": [sentence]}


def test_a_torn_byte_falls_away_or_is_a_sentence(desk):
    assert list(errors(send(desk, members="Lý Một\x00"))) == ["members"]
    send(desk, content="Mất\x00 nước")
    assert Visit.objects.get().content == "Mất nước"


def test_a_visit_joins_an_existing_matter(desk, receive):
    earlier = receive()
    send(desk, vu=earlier.matter_id, id_number="", head_count="3", is_first_time="")
    later = Visit.objects.order_by("number").last()
    assert (later.matter, later.number) == (earlier.matter, 2)
    assert Matter.objects.count() == 1
    assert later.person == earlier.person
    # Two visits of one day share the notice clock.
    assert Clock.objects.filter(rule_code="TCD_TB_KQ").count() == 1


def test_a_visit_opens_a_matter_that_had_ended(desk, receive, province):
    visit = receive()
    visit.matter.clocks.update(finished_on=NOW.date())
    end_matter(
        matter_id=visit.matter_id, ended_on=NOW.date(), reason="Đã sửa xong đường.",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert send(desk, vu=visit.matter_id).status_code == 302
    ending = MatterEnding.objects.select_related("matter").get()
    assert (ending.matter.closed_on, ending.reopened_by) == (None, None)
    assert ending.reopened_reason == "Có lượt tiếp ngày 18/11/2026."


def test_the_desk_of_a_matter_knows_who_came_last(desk, receive):
    visit = receive()
    page = desk.get(reverse("visit_new") + f"?vu={visit.matter_id}")
    form = page.context["form"]
    assert form["full_name"].value() == HOA.full_name
    assert form["title"].value() == visit.matter.title
    assert HOA.id_number not in page.content.decode()


@pytest.mark.parametrize("vu", ["khong-phai-ma", uuid.UUID(int=7)])
def test_an_unknown_matter_is_not_found(desk, vu):
    assert send(desk, vu=vu).status_code == 404


def test_a_matter_of_another_agency_is_not_found(sign_in, province, receive):
    visit = receive()
    rival = sign_in(province.person("officer", "XA"))
    assert send(rival, vu=visit.matter_id).status_code == 404


def test_who_does_not_receive_is_told_so(sign_in, province):
    for role, part in (("head", "SKHCN"), ("custodian", "SKHCN"), ("inspector", "TTT")):
        client = sign_in(province.person(role, part))
        assert client.get(reverse("visit_new")).status_code == 403, role
        assert send(client).status_code == 403, role


def test_a_chosen_session_of_the_head(desk, province, sign_in):
    desk.post(
        reverse("session_new"),
        {
            "kind": "periodic", "mode": "in_person", "on_date": "2026-11-18",
            "host": province.person("head", "SKHCN").pk, "place": "Phòng tiếp công dân",
        },
    )  # fmt: skip
    session = ReceptionSession.objects.get()
    send(desk, session=session.pk)
    visit = Visit.objects.get()
    assert (visit.session, visit.session_kind) == (session, "periodic")
    assert errors(send(desk, session=session.pk, arrived_at="2026-11-17T09:00")) == {
        "arrived_at": ["Buổi tiếp đã chọn là ngày 18/11/2026; giờ đến phải trong ngày đó."]
    }


def test_a_visit_entered_a_day_later_belongs_to_its_own_day(desk):
    send(desk, arrived_at="2026-11-17T16:00")
    assert ReceptionSession.objects.get().on_date == date(2026, 11, 17)
    assert Clock.objects.get().started_on == date(2026, 11, 17)


def test_the_ledger_tells_who_wrote_it_without_a_name(desk):
    send(desk)
    rows = LedgerEntry.objects.filter(verb="create").order_by("id")
    told = [(row.subject_kind, row.subject_label) for row in rows]
    assert told[-1] == ("visit", "Lượt tiếp số 01/2026")
    assert all(HOA.full_name not in row.subject_label for row in rows)


def test_a_denunciation_never_names_who_came(desk):
    given = {
        "kind": "denunciation", "title": "Tố cáo thu tiền sai quy định", "result": "petition",
        "petition_content": f"Tôi là {HOA.full_name}, tố cáo việc thu tiền.",
    }  # fmt: skip
    assert list(errors(send(desk, **given))) == ["petition_content"]
    assert SealedIdentity.objects.count() == 0


def test_today_is_the_local_day_when_the_machine_is_in_utc(desk):
    given = {"arrived_at": "2026-11-18T00:30", "key": str(uuid.uuid4())}
    warned = send(desk, **given)
    assert warned.status_code == 422
    send(desk, **given, confirmed=warned.context["warning_mark"])
    visit = Visit.objects.get()
    assert timezone.localtime(visit.arrived_at).date() == visit.arrived_on == date(2026, 11, 18)
