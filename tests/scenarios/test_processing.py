"""Petitions processed, as a clerk would tell it."""

from datetime import date

import pytest
from django.urls import reverse

from agencies.refusals import Refused
from complaints.actions.assessing import assess_petition
from complaints.actions.linking import link_petitions, undo_link
from complaints.actions.proposals import Plan, approve, propose, send_back
from complaints.actions.transfers import note_answer, note_told
from complaints.eligibility import checklist_of, lines_of, verdict
from complaints.enums import LinkKind, Outcome, PetitionKind, WaitsFor
from complaints.models import Petition, PetitionLink
from tests.complaints.doors import client_of
from tests.scenarios.conftest import Case, day

KNPA = PetitionKind.RECOMMENDATION


def check(case: Case, on: str, **changes: str) -> None:
    """The handler fills in the checklist; whatever is not told is in order."""
    petition = case.petition
    checklist = checklist_of(
        petition.kind, is_first_time=petition.is_first_time, is_discipline=petition.is_discipline
    )
    answers = {line.code: line.wanted or "khong" for line in lines_of(checklist)}
    assess_petition(
        petition_id=case.pk, answers={**answers, **changes}, version=petition.version,
        by=case.person("handler"), now=case.moment(day(on)),
    )  # fmt: skip


def lawful(case: Case) -> tuple[Outcome, ...]:
    """What the kept checklist leads to."""
    petition = Petition.objects.select_related("assessment").get(pk=case.pk)
    kind = checklist_of(petition.kind, is_first_time=petition.is_first_time, is_discipline=False)
    return verdict(kind, petition.assessment.answers).lawful


def proposed(case: Case, on: str, plan: Plan):
    return propose(
        petition_id=case.pk, plan=plan, version=case.petition.version, by=case.person("handler"),
        now=case.moment(day(on)),
    )  # fmt: skip


def approved(case: Case, on: str, proposal, **changes):
    told = {
        "proposal_id": proposal.pk, "processed_on": day(on), "version": case.petition.version,
        "by": case.person("head"), "now": case.moment(day(on)),
    }  # fmt: skip
    return approve(**{**told, **changes})


def link(case: Case, other: Case, kind: LinkKind, on: str) -> PetitionLink:
    return link_petitions(
        petition_id=case.pk, other_id=other.pk, kind=kind, reason="Cùng nội dung.",
        by=case.person("handler"), now=case.moment(day(on)),
    )  # fmt: skip


def test_a_complaint_guided_once_and_sent_again_is_filed_with_a_notice(case):
    """Khiếu nại không thuộc thẩm quyền được hướng dẫn một lần; gửi lại thì lưu đơn và thông báo."""
    first = case("05/10")
    check(first, "06/10", tham_quyen="khong")
    assert lawful(first) == (Outcome.GUIDE, Outcome.RETURN)
    note = "Quyết định do UBND xã ban hành: gửi khiếu nại đến Chủ tịch UBND xã Tân Thanh."
    guide = Plan(Outcome.GUIDE, False, note, to_name="Chủ tịch UBND xã Tân Thanh")
    approved(first, "07/10", proposed(first, "06/10", guide), document="20/HD-SKHCN")
    sent = first.petition.transfers.get()
    assert (sent.outcome, sent.document, sent.state) == ("guide", "20/HD-SKHCN", "closed")
    assert first.open_duties() == []

    again = case("09/11")
    link(again, first, LinkKind.AGAIN, "10/11")
    with pytest.raises(Refused, match="đã được hướng dẫn một lần"):
        proposed(again, "10/11", guide)
    check(again, "10/11", tham_quyen="khong", da_huong_dan="co")
    assert lawful(again) == (Outcome.FILE,)
    filed = Plan(Outcome.FILE, False, "Đã hướng dẫn tại 20/HD-SKHCN; lưu đơn, thông báo công dân.")
    approved(again, "11/11", proposed(again, "10/11", filed))
    assert (again.petition.outcome, again.open_duties()) == ("file", [])


def test_a_recommendation_is_transferred_answered_and_told_the_citizen(case):
    """Kiến nghị không thuộc thẩm quyền được chuyển, có trả lời, báo công dân trong 5 ngày."""
    one = case("02/11", kind=KNPA, summary="Kiến nghị sửa mương thủy lợi")
    check(one, "03/11", tham_quyen="khong")
    assert lawful(one) == (Outcome.TRANSFER,)
    to = one.province["XA"]
    plan = Plan(Outcome.TRANSFER, False, "Mương do xã quản lý.", to_agency=to)
    approved(
        one, "04/11", proposed(one, "03/11", plan), document="33/PC-SKHCN",
        answer_due_on=day("12/11"),
    )  # fmt: skip
    assert one.petition.waits_for == WaitsFor.OTHER
    transfer = one.petition.transfers.get()
    client = client_of(one.person("handler"))
    late = client.get(reverse("transfer_list"), {"tre": "co"}).context["rows"]
    assert [(row.transfer, row.days_late) for row in late] == [(transfer, 6)]
    note_answer(
        transfer_id=transfer.pk, answered_on=day("13/11"), answer="Đã nạo vét, gia cố 40 m mương.",
        answer_document="61/UBND", by=one.person("handler"), now=one.moment(day("13/11")),
    )  # fmt: skip
    # Friday 13/11: 16, 17, 18, 19, 20 November.
    assert one.due("TCD_BAO_DAN") == date(2026, 11, 20)
    note_told(
        transfer_id=transfer.pk, told_on=day("16/11"), by=one.person("handler"),
        now=one.moment(day("16/11")),
    )  # fmt: skip
    assert (one.done("TCD_BAO_DAN"), one.open_duties()) == (day("16/11"), [])


def test_an_anonymous_denunciation_with_evidence_goes_to_an_inspection(case):
    """Tố cáo không rõ người, có chứng cứ cụ thể: không thụ lý, chuyển thanh tra, kiểm tra."""
    one = case("02/11", kind=PetitionKind.DENUNCIATION, is_anonymous=True,
               summary="Tố cáo lập khống chứng từ mua thiết bị")  # fmt: skip
    assert one.petition.is_anonymous
    with pytest.raises(Refused, match="mạo danh người tố cáo thì không thụ lý"):
        one.accept("03/11")
    check(one, "03/11", xac_dinh="khong", chung_cu="co")
    assert lawful(one) == (Outcome.CHECK,)
    plan = Plan(Outcome.CHECK, True, "Kèm ba hóa đơn trùng số.", to_name="Thanh tra tỉnh")
    approved(one, "04/11", proposed(one, "03/11", plan), document="8/CV-SKHCN")
    assert (one.petition.outcome, one.open_duties()) == ("check", [])
    assert one.petition.transfers.get().state == "sent"


def test_an_anonymous_denunciation_without_evidence_is_filed(case):
    """Đơn nặc danh, không có chứng cứ: không xử lý, lưu đơn."""
    one = case("02/11", kind=PetitionKind.DENUNCIATION)
    check(one, "03/11", xac_dinh="khong")
    assert one.petition.is_anonymous
    assert lawful(one) == (Outcome.FILE,)


def test_two_petitions_of_one_household_are_merged_then_split_again(case):
    """Đơn trùng được ghép vào hồ sơ đang giải quyết, sau thấy khác thửa đất thì tách ra."""
    running = case("05/10").accept("08/10")
    second = case("02/11")
    joined = link(second, running, LinkKind.DUPLICATE, "03/11")
    plan = Plan(Outcome.MERGE, True, "Cùng thửa đất.", merge_link=joined.pk)
    approved(second, "05/11", proposed(second, "03/11", plan))
    assert (second.petition.state, second.open_duties()) == ("processed", [])
    seen = client_of(second.person("handler")).get(reverse("petition_links", args=[running.pk]))
    labels = [row.label for row in seen.context["rows"]]
    assert sorted(labels) == ["Đã nhận ghép đơn", "Đơn trùng"]

    merge = PetitionLink.objects.get(kind=LinkKind.MERGED)
    undo_link(
        link_id=merge.pk, reason="Hai thửa đất khác nhau.", by=second.person("head"),
        now=second.moment(day("09/11")),
    )  # fmt: skip
    assert second.petition.state == "received"
    assert second.open_duties() == ["KN_THULY", "XLD_TREO"]
    # 7 working days after Monday 02/11: 3, 4, 5, 6, 9, 10, 11 November.
    assert second.due("KN_THULY") == date(2026, 11, 11)
    second.accept("11/11")
    assert running.open_duties() == second.open_duties() == ["KN_GQ1"]


def test_a_proposal_is_sent_back_once_and_then_approved(case):
    """Lãnh đạo trả lại đề xuất để làm rõ thẩm quyền, cán bộ trình lại, lãnh đạo duyệt."""
    one = case("09/11")
    check(one, "10/11")
    plan = Plan(Outcome.ACCEPT, True, "Đủ điều kiện.")
    first = proposed(one, "10/11", plan)
    assert one.petition.waits_for == WaitsFor.APPROVAL
    send_back(
        proposal_id=first.pk, reason="Làm rõ thẩm quyền.", version=one.petition.version,
        by=one.person("head"), now=one.moment(day("11/11")),
    )  # fmt: skip
    client = client_of(one.person("handler"))
    page = client.get(reverse("petition_propose", args=[one.pk])).content.decode()
    assert "Làm rõ thẩm quyền." in page
    assert "Đủ điều kiện." in page
    approved(one, "12/11", proposed(one, "12/11", plan), document="40/TB-SKHCN")
    assert one.proceeding.acceptance_document == "40/TB-SKHCN"
    # 30 days after 12/11 is Saturday 12/12, rolled to Monday 14/12.
    assert one.due("KN_GQ1") == date(2026, 12, 14)


def test_a_petition_left_lying_for_45_days_is_red_on_the_register(case):
    """Đơn nhận ngày 04/10 đến 18/11 chưa ai xử lý: mốc đỏ 45 ngày trên sổ đơn."""
    lying = case("04/10")
    case("05/10")
    assert lying.due("XLD_TREO") == date(2026, 11, 18)
    rows = client_of(lying.person("head")).get(reverse("petition_list"), {"qua_han": "treo"})
    assert [row.waiting for row in rows.context["rows"]] == ["đã chờ 45 ngày"]
    assert "tone-late" in rows.content.decode()


def test_a_complaint_against_a_time_barred_decision_is_refused_with_its_ground(case):
    """Khiếu nại quyết định đã biết từ tháng Năm: hết thời hiệu, không thụ lý theo điều 11 khoản 6."""
    one = case("09/11")
    Petition.objects.filter(pk=one.pk).update(contested_on=day("15/05"))
    page = client_of(one.person("handler")).get(reverse("petition_assess", args=[one.pk]))
    hints = {row["line"].code: row["hint"] for row in page.context["form"].rows()}
    # 90 days after 15/05 is 13/08, a Thursday.
    assert hints["thoi_hieu"].answer == "khong"
    assert "thời hiệu đến hết 13/08/2026" in hints["thoi_hieu"].why
    check(one, "10/11", thoi_hieu="khong")
    assert lawful(one) == (Outcome.NOT_ACCEPT, Outcome.RETURN)
    plan = Plan(Outcome.NOT_ACCEPT, True, "Hết thời hiệu 90 ngày.", grounds=("11.6",))
    approved(one, "11/11", proposed(one, "10/11", plan), document="41/TB-SKHCN")
    assert one.petition.events.get().data["grounds"] == ["11.6"]
