"""Correcting a line: the old text stays, rules of the desk hold, the loser keeps what was typed."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.enums import FactKind, PetitionKind
from complaints.models import MatterFact
from reception.actions.corrections import REDACTED, correct_visit
from reception.actions.voiding import void_visit
from reception.correctable import FIELDS, state_of
from reception.intake import MemberInput
from reception.models import VisitCorrection
from records.models import LedgerEntry
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def correct(province):
    def made(visit, field, new, **changes):
        told = {"reason": "Ghi nhầm khi vào sổ.", "by": province.person("officer", "SKHCN"),
                "now": NOW + timedelta(minutes=5)}  # fmt: skip
        return correct_visit(visit_id=visit.pk, field=field, new=new, **{**told, **changes})

    return made


@pytest.mark.parametrize(
    ("field", "new", "old_text", "value"),
    [
        ("visitor_label", "Bế Thị Hoà", "Bế Thị Hòa", "Bế Thị Hoà"),
        ("address", "", "thôn Nà Lầu, xã Tân Thanh", ""),
        ("content", "Dòng một\r\n\r\n\r\n  dòng   hai", "Đường vào khu sản xuất bị sạt lở.",
         "Dòng một\n\ndòng hai"),
        ("request", "Đề nghị sửa đường.", "", "Đề nghị sửa đường."),
        ("head_count", "4", "1", 4),
        ("settled_by", "UBND xã", "", "UBND xã"),
        ("directed_to", "UBND xã Tân Thanh", "", "UBND xã Tân Thanh"),
        ("directed_document", "05/HD", "", "05/HD"),
        ("result_note", "Đã trả lời.", "Hướng dẫn gửi kiến nghị đến UBND xã.", "Đã trả lời."),
        ("is_competent", "Thuộc thẩm quyền", "Chưa xác định", True),
        ("arrived_at", "18/11/2026 07:45", "18/11/2026 09:30", NOW.replace(hour=7, minute=45)),
    ],
)  # fmt: skip
def test_each_field_of_the_list_is_corrected(receive, correct, field, new, old_text, value):
    visit = receive()
    correction = correct(visit, field, new)
    visit.refresh_from_db()
    assert getattr(visit, field) == value
    assert (correction.old, correction.reason) == (old_text, "Ghi nhầm khi vào sổ.")
    assert correction.new == FIELDS[field].show(value)
    row = LedgerEntry.objects.order_by("-id").first()
    assert (row.verb, row.details) == ("change", {"dinh_chinh": field})


@pytest.mark.parametrize("field", ["number", "person", "matter", "void_reason", "content\n", ""])
def test_nothing_else_is_corrected(receive, correct, field):
    visit = receive()
    with pytest.raises(Refused, match="Phần này không đính chính được"):
        correct(visit, field, "x")


@pytest.mark.parametrize(
    ("field", "new", "why"),
    [
        ("visitor_label", "", "không được để trống"),
        ("visitor_label", "😀", "Họ tên phải có chữ cái"),
        ("content", "   ", "không được để trống"),
        ("head_count", "0", "Số người phải từ 1 trở lên"),
        ("head_count", "hai", "số nguyên"),
        ("head_count", "1", "giống nội dung đang ghi"),
        ("is_competent", "có lẽ", "giá trị có sẵn"),
        ("arrived_at", "18-11-2026", "theo dạng 18/11/2026 09:30"),
        ("arrived_at", "17/11/2026 09:30", "Chỉ đính chính giờ trong ngày 18/11/2026"),
        ("arrived_at", "18/11/2026 23:00", "không thể sau giờ ghi vào sổ"),
        ("directed_to", "x" * 201, "dài tối đa 200 ký tự"),
        ("content", "Đường vào khu sản xuất bị sạt lở.", "giống nội dung đang ghi"),
    ],
)
def test_what_is_refused(receive, correct, field, new, why):
    visit = receive()
    with pytest.raises(Refused) as refused:
        correct(visit, field, new)
    assert why in refused.value.sentence
    assert VisitCorrection.objects.count() == 0


def test_a_reason_is_needed(receive, correct):
    with pytest.raises(Refused, match="lý do"):
        correct(receive(), "address", "thôn khác", reason=" abc ")


def test_the_list_and_the_representatives_bound_the_number_of_people(receive, correct):
    visit = receive(
        head_count=12,
        representatives=["Lý Một", "Lý Hai", "Lý Ba"],
        appointment_signed=True,
        members=[MemberInput(full_name=f"Người Thứ {n}") for n in range(6)],
    )
    with pytest.raises(Refused, match="Danh sách đoàn đã có 6 người"):
        correct(visit, "head_count", "5")
    with pytest.raises(Refused, match="cử 1 hoặc 2 người đại diện"):
        correct(visit, "head_count", "8")
    correct(visit, "head_count", "11")


def test_facts_and_tallies_follow_the_number_of_people(receive, correct, province):
    from reports.checking import check_overview

    visit = receive(head_count=4)
    correct(visit, "head_count", "6")
    facts = MatterFact.objects.filter(reference_id=visit.pk).values_list("kind", "amount")
    assert sorted(facts) == [(FactKind.CROWD, 6), (FactKind.VISIT, 6)]
    head = province.person("head", "SKHCN")
    assert check_overview(user=head, today=NOW.date()).broken == []


def test_only_keepers_of_this_register(receive, correct, province):
    visit = receive()
    with pytest.raises(NotAllowed):
        correct(visit, "address", "thôn khác", by=province.person("head", "SKHCN"))
    correct(visit, "address", "thôn khác", by=province.person("handler", "SKHCN"))


def test_a_void_line_stays_as_it_is(receive, correct, province):
    visit = receive()
    officer = province.person("officer", "SKHCN")
    void_visit(visit_id=visit.pk, reason="Ghi trùng lượt tiếp.", by=officer, now=NOW)
    with pytest.raises(Refused, match="Số này đã hủy"):
        correct(visit, "address", "thôn khác")


# Sealed


@pytest.fixture
def sealed(receive):
    return receive(
        kind=PetitionKind.DENUNCIATION, title="Tố cáo sai phạm", content="Sai phạm đấu thầu."
    )


def test_a_sealed_line_is_corrected_by_who_received_and_names_nobody(sealed, correct, province):
    handler = province.person("handler", "SKHCN")
    with pytest.raises(NotAllowed, match="người đã tiếp"):
        correct(sealed, "content", "Sai phạm đấu thầu năm 2025.", by=handler)
    for named in ("Bà be thi hoa trình bày.", "Gọi số 0987654321.", "Số 020171004567"):
        with pytest.raises(Refused, match="cần giữ kín"):
            correct(sealed, "content", named)
    with pytest.raises(Refused, match="cần giữ kín"):
        correct(sealed, "content", "Sai phạm khác.", reason="Bế Thị Hòa nói lại")
    correct(sealed, "content", "Sai phạm đấu thầu năm 2025.")
    for field in ("visitor_label", "address"):
        with pytest.raises(Refused, match="không đính chính được"):
            correct(sealed, field, "Một Người")


def test_a_name_that_slipped_in_does_not_stay_beside(sealed, correct):
    type(sealed).objects.filter(pk=sealed.pk).update(content="Bà Bế Thị Hòa tố cáo.")
    assert correct(sealed, "content", "Công dân tố cáo.").old == REDACTED


# Pages


def url(visit):
    return reverse("visit_correct", args=[visit.pk])


def test_the_page_corrects_and_the_visit_shows_both(desk, receive):
    visit = receive()
    page = desk.get(url(visit) + "?phan=address")
    assert page.status_code == 200
    seen = page.context["form"].initial["seen"]
    answer = desk.post(url(visit), {"phan": "address", "seen": seen, "new": "thôn Nà Lầu 2",
                                    "reason": "Công dân nói lại."})  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("visit_detail", args=[visit.pk]),
    )
    shown = desk.get(answer["Location"]).content.decode()
    assert '<s class="struck">thôn Nà Lầu, xã Tân Thanh</s> → thôn Nà Lầu 2' in shown
    assert "Lý do: Công dân nói lại." in shown
    listed = desk.get(reverse("visit_list")).content.decode()
    assert '<span class="piece struck">thôn Nà Lầu, xã Tân Thanh</span>' in listed


def test_the_loser_keeps_the_text_typed(desk, receive, correct):
    visit = receive()
    seen = state_of(visit.content)
    correct(visit, "content", "Người khác đã sửa.")
    told = {"phan": "content", "seen": seen, "new": "Chữ tôi đang gõ", "reason": "Ghi thiếu."}
    answer = desk.post(url(visit), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "vừa được người khác đính chính" in page
    assert "Chữ tôi đang gõ" in page
    assert "Người khác đã sửa." in page
    told["seen"] = answer.context["form"].data["seen"]
    assert desk.post(url(visit), told).status_code == 302


def test_the_list_of_parts_and_an_unknown_part(desk, receive):
    visit = receive()
    for query in ("", "?phan=number"):
        answer = desk.get(url(visit) + query)
        assert (answer.status_code, answer.context["form"]) == (200, None)
    assert "Hướng dẫn, chuyển đến" in answer.content.decode()


def test_the_database_keeps_corrections_as_they_are(receive, correct):
    """With the rights of the runtime role: neither changed nor taken away."""
    correct(receive(), "address", "thôn khác")
    for statement in ("UPDATE reception_visitcorrection SET old = ''",
                      "DELETE FROM reception_visitcorrection"):  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
