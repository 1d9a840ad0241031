"""The page of one step through the door: what it asks, foresees, refuses and keeps."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from complaints.enums import PetitionKind
from complaints.models import EnforcementDone, Petition, ProceedingEvent, TeamMember
from complaints.procedure.names import StepName
from tests.complaints.cases import accept, take
from tests.complaints.doors import client_of, statements

pytestmark = pytest.mark.django_db
ACCEPTED = date(2026, 11, 16)


@pytest.fixture
def denounced(register, province) -> Petition:
    petition = register(kind=PetitionKind.DENUNCIATION, summary="Tố cáo việc nghiệm thu sai")
    return accept(petition, province, ACCEPTED)


def address(petition: Petition, step: str, **more: str) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('case_step', args=[petition.pk])}?buoc={step}{query}"


def sent(petition: Petition, on: str, **typed: object) -> dict[str, object]:
    version = Petition.objects.get(pk=petition.pk).version
    return {"version": version, "happened_on": on, **typed}


def events(petition: Petition) -> list[str]:
    return [event.step for event in ProceedingEvent.objects.filter(petition=petition)]


TEAM = {
    "said_team-0": ["Hoàng Văn Minh", "Vi Thị Hòa", ""],
    "said_team-1": ["Phó Chánh | Thanh tra", "Thanh tra viên", ""],
    "said_team-2": ["x", "", ""],
    "said_plan": "Xác minh việc nghiệm thu.",
}


def test_without_a_step_the_page_offers_the_choice(handler, denounced):
    answer = handler.get(reverse("case_step", args=[denounced.pk]))
    assert answer.status_code == 200
    assert f"{reverse('case_step', args=[denounced.pk])}?buoc=assign" in answer.content.decode()


def test_rows_of_cells_become_the_team(handler, denounced):
    answer = handler.post(address(denounced, "assign"), sent(denounced, "2026-11-17", **TEAM))
    assert (answer.status_code, answer.url) == (
        302,
        reverse("petition_detail", args=[denounced.pk]),
    )
    team = TeamMember.objects.filter(petition=denounced).order_by("-is_head")
    assert [(m.name, m.title, m.is_head) for m in team] == [
        ("Hoàng Văn Minh", "Phó Chánh / Thanh tra", True),
        ("Vi Thị Hòa", "Thanh tra viên", False),
    ]


def test_a_refusal_keeps_everything_typed(handler, denounced):
    typed = sent(denounced, "2026-11-19", **TEAM, note="Đã họp tổ.", signer="Hoàng Văn Minh")
    answer = handler.post(address(denounced, "assign"), typed)
    assert (answer.status_code, events(denounced)) == (409, ["accept"])
    body = answer.content.decode()
    assert "không thể ở tương lai" in body
    for kept in ('value="2026-11-19"', 'value="Vi Thị Hòa"', "Xác minh việc nghiệm thu.",
                 "Đã họp tổ.", 'value="Phó Chánh / Thanh tra"'):  # fmt: skip
        assert kept in body, kept


def test_what_is_missing_is_said_beside_its_field(handler, denounced):
    answer = handler.post(address(denounced, "assign"), sent(denounced, "2026-11-17"))
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["said_plan", "said_team"]


def test_the_loser_of_two_hears_who_came_first(handler, head, province, denounced):
    typed = sent(denounced, "2026-11-17", **TEAM)
    assert head.post(address(denounced, "assign"), typed).status_code == 302
    answer = handler.post(address(denounced, "assign"), typed)
    assert answer.status_code == 409
    first = province.person("head", "SKHCN").full_name
    assert f"Hồ sơ vừa được {first} cập nhật" in answer.content.decode()
    assert 'value="Vi Thị Hòa"' in answer.content.decode()
    assert events(denounced) == ["accept", "assign"]


def test_the_due_dates_are_told_before_saving(head, province, denounced):
    take(denounced, province, StepName.ASSIGN, date(2026, 11, 17), {
        "team": ["A | Thanh tra viên | x", "B | Thanh tra viên"], "plan": "Xác minh."})  # fmt: skip
    answer = head.get(address(denounced, "suspend"))
    # From Wednesday 18/11 five working days: 19, 20, 23, then 24/11 is a holiday, 25, 26.
    assert [one.due.on for one in answer.context["foreseen"]] == [None, date(2026, 11, 26)]
    assert "Luật Tố cáo 2018, điều 34 khoản 4" in answer.content.decode()
    part = head.post(
        address(denounced, "suspend"),
        {**sent(denounced, "2026-11-17"), "xem": "1"},
        headers={"HX-Request": "true"},
    )
    assert (part.status_code, b"<html" in part.content) == (200, False)
    assert [one.due.on for one in part.context["foreseen"]] == [None, date(2026, 11, 25)]
    whole = head.post(address(denounced, "suspend"), {**sent(denounced, "2026-11-17"), "xem": "1"})
    assert (whole.status_code, b"<html" in whole.content) == (200, True)
    assert events(denounced) == ["accept", "assign"]


def test_a_day_before_the_last_event_asks_why(handler, province, denounced):
    take(denounced, province, StepName.NOTE_COMPLEX, date(2026, 11, 18), _complex())
    work = {"said_with_whom": "Trung tâm Kỹ thuật", "said_content": "Đối chiếu hồ sơ."}
    fresh = handler.get(address(denounced, "work"))
    assert not fresh.context["asks_late"]
    typed = sent(denounced, "2026-11-17", **work)
    answer = handler.post(address(denounced, "work"), typed)
    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["late_reason"]
    typed["late_reason"] = "Biên bản về sau."
    assert handler.post(address(denounced, "work"), typed).status_code == 302
    page = handler.get(reverse("petition_detail", args=[denounced.pk])).content.decode()
    assert "Ghi bổ sung: Biên bản về sau." in page


def _complex() -> dict[str, object]:
    from complaints.procedure.denunciation_grounds import CRITERIA

    return {"criteria": [CRITERIA[0][0]], "reason": "Nhiều nơi."}


def test_days_answers_choices_and_numbers_reach_the_event(head, province, denounced):
    told = {"said_informant_told_on": "2026-11-17", "said_respondent_told_on": "18/11/2026"}
    head.post(address(denounced, "notify"), sent(denounced, "2026-11-18", **told))
    criteria = list(_complex()["criteria"])
    head.post(
        address(denounced, "note_complex"),
        sent(denounced, "2026-11-18", said_criteria=criteria, said_reason="Nhiều nơi."),
    )
    extended = {
        "said_days": "20", "document": "9/QĐ-SKHCN", "signer": "Giám đốc Sở", "ground": "Hồ sơ lớn",
    }  # fmt: skip
    head.post(address(denounced, "extend"), sent(denounced, "2026-11-18", **extended))
    head.post(address(denounced, "assign"), sent(denounced, "2026-11-18", **TEAM))
    reported = {
        "said_findings-0": ["Nghiệm thu sai"], "said_findings-1": ["đúng một phần"],
        "said_proposal": "Xử lý trách nhiệm.", "said_has_crime_signs": "khong",
    }  # fmt: skip
    head.post(address(denounced, "report"), sent(denounced, "2026-11-18", **reported))
    rows = {e.step: e.data for e in ProceedingEvent.objects.filter(petition=denounced)}
    assert rows["notify"] == {
        "informant_told_on": "2026-11-17",
        "respondent_told_on": "2026-11-18",
    }
    assert (rows["note_complex"]["criteria"], rows["extend"]["days"]) == (criteria, 20)
    assert rows["report"]["findings"] == ["Nghiệm thu sai | đúng một phần"]
    assert rows["report"]["has_crime_signs"] is False


def test_an_extension_shows_the_day_it_leads_to(head, province, denounced):
    take(denounced, province, StepName.NOTE_COMPLEX, date(2026, 11, 18), _complex())
    part = head.post(
        address(denounced, "extend"),
        {**sent(denounced, "2026-11-18", said_days="30"), "xem": "1"},
        headers={"HX-Request": "true"},
    )
    # 16/11 and 60 days: 15/01/2027, a Friday.
    assert [one.due.on for one in part.context["foreseen"]] == [date(2027, 1, 15)]


def test_money_is_read_as_it_is_written_and_the_item_is_chosen(head, province, denounced):
    concluded(denounced, province)
    item = denounced.decision.items.get()
    asked = head.get(address(denounced, "record_done"))
    body = asked.content.decode()
    assert "Thu hồi kinh phí chi sai (còn 12.500.000 đồng)" in body
    chosen = asked.context["form"].fields["said_item"].choices[-1][0]
    typed = sent(
        denounced, "2026-11-18", said_item=chosen, said_amount="1.250.000 đồng",
        said_is_finished="khong",
    )  # fmt: skip
    wrong = head.post(address(denounced, "record_done"), {**typed, "said_amount": "1.25"})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["said_amount"]
    answer = head.post(address(denounced, "record_done"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert [(d.item, d.amount) for d in EnforcementDone.objects.all()] == [
        (item, Decimal(1_250_000))
    ]
    page = head.get(reverse("petition_detail", args=[denounced.pk])).content.decode()
    for said in ("12.500.000 đồng", "1.250.000 đồng", "11.250.000 đồng"):
        assert said in page, said


def concluded(petition: Petition, province) -> None:
    """Reported and concluded, with money to recover."""
    day = date(2026, 11, 18)
    take(petition, province, StepName.ASSIGN, day, {
        "team": ["A | Thanh tra viên | x", "B | Thanh tra viên"], "plan": "Xác minh."})  # fmt: skip
    take(petition, province, StepName.REPORT, day, {
        "findings": ["Nghiệm thu sai | đúng"], "proposal": "Thu hồi."})  # fmt: skip
    take(
        petition, province, StepName.DECIDE, day,
        {"finding": "right", "findings": ["Nghiệm thu sai | đúng"], "text": "Tố cáo đúng.",
         "items": ["Thu hồi tiền cho Nhà nước | Thu hồi kinh phí chi sai | 12.500.000"]},
        document="20/KL-SKHCN", signer="Giám đốc Sở",
    )  # fmt: skip
    petition.refresh_from_db()


def test_the_event_to_correct_is_chosen_from_the_case(handler, province, denounced):
    event = ProceedingEvent.objects.get(petition=denounced)
    page = handler.get(address(denounced, "correct", viec=str(event.pk)))
    assert page.context["form"]["said_event"].value() == str(event.pk)
    typed = sent(denounced, "2026-11-18", said_event=str(event.pk), said_corrected="Ngày 16/11.")
    assert handler.post(address(denounced, "correct"), typed).status_code == 302
    assert ProceedingEvent.objects.get(step="correct").corrects == event
    other = {**typed, "said_event": "00000000-0000-4000-8000-000000000001"}
    assert handler.post(address(denounced, "correct"), other).status_code == 422


def test_a_closed_step_says_why_and_has_no_form(head, denounced):
    answer = head.get(address(denounced, "report"))
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Không thể “Báo cáo kết quả xác minh” khi hồ sơ ở giai đoạn “Đã thụ lý”." in body
    assert "Ghi vào hồ sơ" not in body


def test_who_may_not_is_told_and_what_is_not_is_not_found(province, handler, register, denounced):
    officer = client_of(province.person("officer", "SKHCN"))
    assert officer.get(address(denounced, "assign")).status_code == 404  # sealed from the desk
    assert officer.get(address(register(), "assign")).status_code == 403
    assert handler.get(address(denounced, "suspend")).status_code == 403
    assert handler.post(address(denounced, "suspend"), {}).status_code == 403
    assert handler.get(address(denounced, "appeal")).status_code == 404
    assert handler.get(address(denounced, "bay")).status_code == 404
    waiting = handler.get(address(register(), "assign"))
    assert "Đơn chưa được thụ lý" in waiting.content.decode()


def test_the_page_of_a_step_has_one_price(head, province, denounced):
    one = statements(head, address(denounced, "assign"))
    for _ in range(3):
        take(denounced, province, StepName.WORK, date(2026, 11, 18),
             {"with_whom": "Trung tâm", "content": "Làm việc."})  # fmt: skip
    assert (one, statements(head, address(denounced, "assign"))) == (10, 10)


def test_a_dialogue_is_told_of_in_time(head, province, register):
    complaint = accept(register(), province, ACCEPTED)
    invite = {
        "said_planned_at": "2026-11-24T08:00", "said_place": "Phòng họp số 2",
        "said_chair": "Giám đốc Sở", "said_content": "Giá đất.",
        "said_parties-0": ["Người khiếu nại"], "said_parties-1": ["Lý Văn Thành"],
    }  # fmt: skip
    part = head.post(
        address(complaint, "invite_dialogue"),
        {**sent(complaint, "2026-11-18", **invite), "xem": "1"},
        headers={"HX-Request": "true"},
    )
    # Five days before Tuesday 24/11 is Thursday 19/11.
    assert [one.due.on for one in part.context["foreseen"]] == [date(2026, 11, 19)]
    late = {**invite, "said_planned_at": "2026-11-20T08:00"}
    refused = head.post(
        address(complaint, "invite_dialogue"), sent(complaint, "2026-11-18", **late)
    )
    assert refused.status_code == 409
    assert "phải gửi chậm nhất ngày 13/11/2026" in refused.content.decode()
    assert 'value="2026-11-20T08:00"' in refused.content.decode()
    told = head.post(address(complaint, "invite_dialogue"), sent(complaint, "2026-11-18", **invite))
    assert told.status_code == 302
    page = head.get(reverse("petition_detail", args=[complaint.pk])).content.decode()
    for said in ("08:00 24/11/2026", "Phòng họp số 2", "chưa ghi biên bản"):
        assert said in page, said
