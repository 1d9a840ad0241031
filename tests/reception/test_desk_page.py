"""Every group of fields of the desk page through its door: what is posted, what stands in the books."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.models import Matter, Person, Petition
from reception.enums import PaperState, TicketState
from reception.models import (
    GroupMember,
    Mandate,
    PaperSheet,
    QueueTicket,
    Refusal,
    Representative,
    Visit,
    VisitMatter,
)
from records.enums import Book
from records.models import RegisterEntry
from tests.factories import HANOI, NOW
from tests.reception.conftest import HOA, send, typed

pytestmark = pytest.mark.django_db
FIVE = ["Lý Một", "Lý Hai", "Lý Ba", "Lý Bốn", "Lý Năm"]


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 422
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_the_paper_shown_is_kept_with_its_day_and_place(desk):
    send(
        desk, paper="card", paper_issued_on="2021-08-15",
        paper_issued_by="Cục Cảnh sát quản lý hành chính",
    )  # fmt: skip
    person = Person.objects.get()
    assert (person.paper, person.paper_issued) == (
        "card",
        "15/08/2021, Cục Cảnh sát quản lý hành chính",
    )


def test_somebody_without_papers_is_received(desk):
    send(desk, paper="none", id_number="")
    assert Person.objects.get().paper == "none"
    assert errors(send(desk, paper="none")) == {
        "id_number": ["Đã chọn “Không mang giấy tờ” thì để trống số giấy tờ."]
    }


def test_who_gives_no_name_is_received_and_named_nowhere(desk):
    nobody = dict.fromkeys(("full_name", "birth_year", "id_number", "phone", "address"), "")
    send(desk, **nobody, is_anonymous="on")
    visit = Visit.objects.get()
    assert (visit.is_anonymous, visit.person, visit.visitor_label) == (
        True,
        None,
        "Người không nêu tên",
    )
    refused = errors(send(desk, **nobody, is_anonymous="on", result="petition"))
    assert list(refused) == ["result"]
    named = errors(send(desk, **{**nobody, "full_name": "Bế Thị Hòa"}, is_anonymous="on"))
    assert named == {
        "full_name": ["Đã chọn “Không nêu tên” thì để trống phần này, hoặc bỏ chọn để ghi tên."]
    }


def test_a_lawyer_comes_for_the_petitioner_with_a_document(desk):
    given = {
        "capacity": "lawyer", "mandate_name": "Nông Văn Luật",
        "mandate_number": "020 085 001 234", "mandate_document": "Thẻ luật sư số 12345/LS",
        "mandate_date": "2026-01-05", "mandate_expires": "2026-12-31",
    }  # fmt: skip
    send(desk, **given)
    mandate = Mandate.objects.select_related("holder").get()
    assert (mandate.holder.full_name, mandate.document) == (
        "Nông Văn Luật",
        "Thẻ luật sư số 12345/LS",
    )
    assert (mandate.document_date, mandate.expires_on) == (date(2026, 1, 5), date(2026, 12, 31))
    assert (mandate.visit.capacity, mandate.visit.person.full_name) == ("lawyer", HOA.full_name)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mandate_document": ""}, "mandate_document"),
        ({"mandate_name": ""}, "mandate_name"),
        ({"mandate_expires": "2026-11-17"}, "mandate_expires"),
        ({"mandate_date": "2026-11-19"}, "mandate_date"),
        ({"capacity": "self"}, "capacity"),
    ],
)
def test_a_mandate_that_does_not_hold_is_refused_beside_its_field(desk, changes, field):
    given = {
        "capacity": "authorised", "mandate_name": "Nông Văn Thay", "result": "petition",
        "mandate_document": "Giấy ủy quyền số 01", "result_note": "",
    }  # fmt: skip
    response = send(desk, **{**given, **changes})
    assert list(errors(response)) == [field]
    assert "mandate" in response.context["form"].open_folds
    assert Visit.objects.count() == 0


def test_an_organisation_comes_through_its_head(desk):
    send(
        desk, full_name="Công ty TNHH Chè Xứ Lạng", birth_year="", id_number="4900123456",
        paper="organisation", capacity="org_head", mandate_name="Lộc Văn Giám",
        mandate_document="Giấy đăng ký doanh nghiệp",
    )  # fmt: skip
    visit = Visit.objects.get()
    assert (visit.visitor_label, visit.person.is_organisation) == ("Công ty TNHH Chè Xứ Lạng", True)
    assert visit.mandate.holder.full_name == "Lộc Văn Giám"


def test_a_pasted_list_becomes_the_people_of_the_group(desk):
    pasted = (
        "1. Lý Một; 1970; thôn Nà Lầu, xã Tân Thanh\r\n\r\n"
        "Lý Hai\t12/03/1965\tthôn Bản Quyền\nLý Ba, thôn Cò Luồng\nLý Bốn"
    )
    send(desk, head_count="6", representatives=FIVE[:2], appointment_signed="yes", members=pasted)
    rows = GroupMember.objects.values_list("position", "full_name", "birth_year", "address")
    assert list(rows) == [
        (1, "Lý Một", 1970, "thôn Nà Lầu, xã Tân Thanh"),
        (2, "Lý Hai", 1965, "thôn Bản Quyền"),
        (3, "Lý Ba", None, "thôn Cò Luồng"),
        (4, "Lý Bốn", None, ""),
    ]
    assert Visit.objects.get().appointment_signed is True


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ("Lý Một\nLý Hai\nLý Ba", "Danh sách có 3 người nhưng số người cùng đến là 2."),
        ("Lý Một; 2031", "Dòng 1 (“Lý Một; 2031”): Năm sinh không thể ở tương lai."),
        ("Lý Một\n12345", "Dòng 2 (“12345”): Họ tên phải có chữ cái."),
        (
            "Lý Một\n" * 501,
            "Danh sách có 501 dòng; mỗi lượt tiếp ghi nhiều nhất 500.",
        ),
    ],
)
def test_a_list_that_cannot_be_is_refused_and_kept(desk, members, sentence):
    response = send(desk, head_count="2", members=members)
    assert errors(response) == {"members": [sentence]}
    assert response.context["form"]["members"].value() == members


def test_a_group_without_its_signed_paper_is_heard_but_hands_in_nothing(desk):
    given = {"head_count": "12", "representatives": FIVE, "appointment_signed": "no"}
    assert list(errors(send(desk, **given, result="petition"))) == ["appointment_signed"]
    send(desk, **given)
    assert Visit.objects.get().appointment_signed is False
    assert Representative.objects.count() == 5


def test_an_interpreter_is_noted(desk):
    send(desk, interpreter="Vàng A Páo, tiếng Mông")
    assert Visit.objects.get().interpreter == "Vàng A Páo, tiếng Mông"


FURTHER = {
    "further-0-kind": "complaint", "further-0-field": "policy",
    "further-0-title": "Khiếu nại chế độ thương binh",
    "further-0-content": "Chưa nhận trợ cấp ba tháng.", "further-0-result": "answered",
    "further-0-result_note": "Đã giải thích lịch chi trả.",
}  # fmt: skip


def test_a_further_content_is_a_matter_of_its_own(desk):
    send(desk, **FURTHER)
    visit = Visit.objects.get()
    other = VisitMatter.objects.get()
    assert (other.visit, other.matter.title, other.result) == (
        visit,
        "Khiếu nại chế độ thương binh",
        "answered",
    )
    assert Matter.objects.count() == 2


def test_a_half_told_further_content_is_sent_back_with_the_rest(desk):
    response = send(desk, **{**FURTHER, "further-0-field": "", "further-2-title": "Chỉ có tên"})
    assert errors(response) == {
        "__all__": [
            "Nội dung thứ 2: hãy xem lại chỗ được đánh dấu.",
            "Nội dung thứ 4: hãy xem lại chỗ được đánh dấu.",
        ]
    }
    first, _, third = response.context["form"].further_forms
    assert list(first.errors) == ["field"]
    assert third["title"].value() == "Chỉ có tên"
    assert 'value="Khiếu nại chế độ thương binh"' in response.content.decode()


def test_a_denunciation_among_the_contents_is_a_visit_of_its_own(desk):
    response = send(desk, **{**FURTHER, "further-0-kind": "denunciation"})
    sentence = "Nội dung tố cáo phải ghi thành lượt tiếp riêng, vào sổ kín; hãy bỏ khỏi lượt này."
    assert errors(response) == {"__all__": [sentence]}
    assert response.content.decode().count(sentence) == 2


def test_a_statement_is_read_back_and_becomes_a_petition(desk):
    given = {"result": "statement", "kind": "complaint", "result_note": ""}
    assert list(errors(send(desk, **given))) == ["statement_confirmed"]
    send(desk, **given, statement_confirmed="fingerprint")
    visit = Visit.objects.get()
    assert visit.statement_confirmed == "fingerprint"
    assert Petition.objects.get().content == f"{visit.content}\n{visit.request}"


def test_a_transfer_says_where_to(desk):
    given = {"result": "transfer", "result_note": ""}
    assert list(errors(send(desk, **given))) == ["directed_to"]
    send(desk, **given, directed_to="UBND xã Tân Thanh", directed_document="12/PC-SKHCN")
    visit = Visit.objects.get()
    assert (visit.directed_to, visit.directed_document) == ("UBND xã Tân Thanh", "12/PC-SKHCN")


def test_what_another_result_asks_does_not_slip_in(desk):
    send(
        desk, result="answered", result_note="Đã giải thích.", directed_to="UBND xã",
        statement_confirmed="signed", refusal_ground="l9_2", refusal_explanation="…",
    )  # fmt: skip
    visit = Visit.objects.get()
    assert (visit.directed_to, visit.statement_confirmed) == ("", "")
    assert Refusal.objects.count() == 0


def test_a_refusal_has_its_ground_and_its_reason(desk):
    given = {"result": "refused", "result_note": ""}
    assert list(errors(send(desk, **given))) == ["refusal_ground"]
    response = send(desk, **given, refusal_ground="l9_2")
    assert list(errors(response)) == ["refusal_explanation"]
    assert "có quyền khiếu nại với Thủ trưởng cơ quan" in response.content.decode()
    send(desk, **given, refusal_ground="l9_2", refusal_explanation="Vi phạm nội quy hai lần.")
    refusal = Refusal.objects.get()
    assert (refusal.ground, refusal.explanation) == ("l9_2", "Vi phạm nội quy hai lần.")


def test_columns_eight_and_nine_of_the_register(desk):
    send(desk, settled_by="Chủ tịch UBND huyện Văn Lãng", is_competent="no")
    visit = Visit.objects.get()
    assert (visit.settled_by, visit.is_competent) == ("Chủ tịch UBND huyện Văn Lãng", False)


def test_what_concerns_the_officer_is_not_typed_by_them(desk):
    response = send(desk, is_about_me="on")
    assert list(errors(response)) == ["is_about_me"]
    assert reverse("room") in response.content.decode()
    assert Visit.objects.count() == 0


def test_a_day_off_is_said_once_then_entered(desk):
    # 15/11/2026 is a Sunday.
    given = typed(arrived_at="2026-11-15T09:00")
    warned = desk.post(reverse("visit_new"), given)
    assert warned.status_code == 422
    assert warned.context["form"].errors == {}
    page = warned.content.decode()
    assert "Ngày 15/11/2026 là ngày nghỉ; lượt tiếp vẫn được ghi vào sổ." in page
    assert Visit.objects.count() == 0
    mark = warned.context["warning_mark"]
    assert f'name="confirmed" value="{mark}"' in page
    # A mark of another warning does not pass.
    other = {**given, "arrived_at": "2026-11-14T09:00", "confirmed": mark}
    assert desk.post(reverse("visit_new"), other).status_code == 422
    assert desk.post(reverse("visit_new"), {**given, "confirmed": mark}).status_code == 302
    assert Visit.objects.get().arrived_at == datetime(2026, 11, 15, 9, 0, tzinfo=HANOI)


def test_statements_of_the_page_do_not_grow(desk, receive):
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert desk.get(reverse("visit_new")).status_code == 200
        return len(caught)

    before = statements()
    for _ in range(4):
        receive()
    assert statements() == before <= 15


def ticket_of(province, **changes) -> QueueTicket:
    given = {
        "agency": province["SKHCN"], "scope_path": province["SKHCN"].path, "number": 7,
        "on_date": date(2026, 11, 18), "head_count": 3, "waiting_since": NOW,
        "state": TicketState.RECEIVED, "officer": province.person("officer", "SKHCN"),
    }  # fmt: skip
    return QueueTicket.objects.create(**{**given, **changes})


def test_a_ticket_gives_the_head_count_and_ends_with_the_visit(desk, province):
    ticket = ticket_of(province)
    page = desk.get(reverse("visit_new"), {"phieu": ticket.pk})
    assert page.context["form"]["head_count"].value() == 3
    assert "Phiếu số 7" in page.content.decode()
    send(desk, phieu=str(ticket.pk), head_count="3")
    ticket.refresh_from_db()
    assert ticket.state == TicketState.DONE


def test_a_ticket_handed_over_keeps_its_first_officer_out(desk, province, sign_in):
    handler = province.person("handler", "SKHCN")
    ticket = ticket_of(province, handed_over_by=handler)
    response = send(desk, phieu=str(ticket.pk), kind="complaint")
    assert response.status_code == 302
    assert sign_in(handler).get(response.url).status_code == 404
    assert list(Visit.objects.visible_to(handler)) == []
    assert list(Matter.objects.visible_to(handler)) == []


def test_who_handed_over_does_not_type_it_themselves(desk, province):
    ticket = ticket_of(province, handed_over_by=province.person("officer", "SKHCN"))
    assert desk.get(reverse("visit_new"), {"phieu": ticket.pk}).status_code == 409
    assert send(desk, phieu=str(ticket.pk)).status_code == 409


@pytest.mark.parametrize("key", ["vu", "phieu", "dang-ky", "to", "buoi"])
@pytest.mark.parametrize("value", ["khong-phai-ma", "00000000-0000-0000-0000-000000000007"])
def test_an_unknown_errand_is_not_found(desk, key, value):
    assert desk.get(reverse("visit_new"), {key: value}).status_code == 404


def test_the_ticket_and_the_sheet_of_a_rival_are_not_found(sign_in, province):
    rival = sign_in(province.person("officer", "XA"))
    ticket, sheet = ticket_of(province), sheet_of(province)
    assert rival.get(reverse("visit_new"), {"phieu": ticket.pk}).status_code == 404
    assert rival.get(reverse("visit_new"), {"to": sheet.pk}).status_code == 404


def sheet_of(province, **changes) -> PaperSheet:
    given = {
        "agency": province["SKHCN"], "scope_path": province["SKHCN"].path, "book": Book.VISITS,
        "year": 2026, "number": 7, "printed_at": NOW,
        "printed_by": province.person("officer", "SKHCN"),
    }  # fmt: skip
    return PaperSheet.objects.create(**{**given, **changes})


def test_a_paper_sheet_is_entered_with_its_times_and_reason(desk, province):
    sheet = sheet_of(province)
    form = desk.get(reverse("visit_new"), {"to": sheet.pk}).context["form"]
    reason = form["late_reason"].value()
    assert "007/2026" in reason
    given = typed(to=str(sheet.pk), arrived_at="2026-11-16T08:15", late_reason=reason)
    assert desk.post(reverse("visit_new"), given).status_code == 302
    visit = Visit.objects.get()
    assert (visit.origin, visit.late_reason) == ("paper", reason)
    assert visit.arrived_at == datetime(2026, 11, 16, 8, 15, tzinfo=HANOI)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.visit) == (PaperState.ENTERED, visit)
    # The same form once more is the same visit; another one on this sheet is refused.
    assert desk.post(reverse("visit_new"), given).url.endswith(f"{visit.pk}/")
    assert send(desk, to=str(sheet.pk), late_reason=reason).status_code == 422
    assert Visit.objects.count() == 1


def test_a_secret_matter_never_settles_an_open_sheet(desk, province):
    sheet = sheet_of(province)
    response = send(
        desk, to=str(sheet.pk), kind="denunciation", late_reason="Mất điện", result="guided"
    )
    assert response.status_code == 422
    sheet.refresh_from_db()
    assert (sheet.state, Visit.objects.count()) == (PaperState.PRINTED, 0)
    assert RegisterEntry.objects.count() == 0


def test_a_visit_typed_from_paper_says_why(desk):
    assert list(errors(send(desk, from_paper="on"))) == ["late_reason"]
    send(desk, from_paper="on", late_reason="Mất điện từ 8 giờ")
    assert Visit.objects.get().origin == "paper"
