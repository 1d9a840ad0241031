"""The page of a case through the door: where it stands, what comes next, what happened."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from complaints.enums import PetitionKind
from complaints.models import Petition, Proceeding
from complaints.procedure.names import StepName
from records.models import LedgerEntry
from tests.complaints.cases import accept, take
from tests.complaints.doors import client_of, statements
from tests.factories import Province

pytestmark = pytest.mark.django_db
ACCEPTED = date(2026, 11, 16)
TEAM = {"team": ["Hoàng Văn Minh | Phó Chánh Thanh tra | x", "Vi Thị Hòa | Thanh tra viên"],
        "plan": "Xác minh việc nghiệm thu."}  # fmt: skip


@pytest.fixture
def denounced(register, province) -> Petition:
    """A denunciation accepted on Monday 16/11/2026."""
    petition = register(kind=PetitionKind.DENUNCIATION, summary="Tố cáo việc nghiệm thu sai")
    return accept(petition, province, ACCEPTED)


def page(petition: Petition) -> str:
    return reverse("petition_detail", args=[petition.pk])


def case(client: Client, petition: Petition):
    answer = client.get(page(petition))
    assert answer.status_code == 200
    return answer.context["case"]


def names(doors) -> list[str]:
    return [door.step.name.value for door in doors]


def test_before_acceptance_the_doors_are_those_of_processing(province, register, handler):
    petition = register()
    answer = handler.get(page(petition))
    assert [door.label for door in answer.context["entrance"]] == [
        "Kiểm tra điều kiện",
        "Đề xuất xử lý",
        "Ghi việc rút đơn",
    ]
    found = answer.context["case"]
    assert (found.stage, found.to_do, found.other, found.closed) == ("Chờ thụ lý", [], [], [])
    officer = client_of(province.person("officer", "SKHCN")).get(page(petition))
    assert officer.context["entrance"] == []


def test_the_summary_says_stage_duty_days_left_and_who_is_waited_for(handler, denounced):
    found = case(handler, denounced)
    assert (found.stage, found.waits_for) == ("Đã thụ lý", "Chờ cơ quan giải quyết")
    # 16/11 and five working days: 17, 18, 19, 20, 23 November; today is the 18th.
    assert (found.next_due.on, found.next_due.days_left) == (date(2026, 11, 23), 5)
    assert found.next_due.duty.startswith("Thông báo thụ lý cho người tố cáo")
    assert sorted((clock.rule_code, due.on) for clock, due in found.running) == [
        ("TC_GQ", date(2026, 12, 16)),
        ("TC_TB_THULY", date(2026, 11, 23)),
    ]
    body = handler.get(page(denounced)).content.decode()
    assert "Trong 05 ngày làm việc, người tố cáo được thông báo việc thụ lý" in body


def test_the_buttons_follow_role_and_stage(province, handler, head, denounced):
    assert names(case(handler, denounced).to_do) == ["notify", "assign"]
    shut = {door.step.name: door.why for door in case(handler, denounced).closed}
    assert shut[StepName.SUSPEND] == (
        "Vai trò của bạn ở cơ quan này không có quyền “Tạm đình chỉ giải quyết tố cáo”."
    )
    shut = {door.step.name: door.why for door in case(head, denounced).closed}
    assert shut[StepName.REPORT] == (
        "Không thể “Báo cáo kết quả xác minh” khi hồ sơ ở giai đoạn “Đã thụ lý”."
    )
    take(denounced, province, StepName.ASSIGN, date(2026, 11, 17), TEAM)
    assert names(case(head, denounced).to_do) == ["notify", "report"]
    assert "suspend" in names(case(head, denounced).other)
    assert "suspend" not in names(case(handler, denounced).other)
    take(
        denounced, province, StepName.SUSPEND, date(2026, 11, 18), {"grounds": _ground(head)},
        document="5/QĐ-SKHCN",
    )  # fmt: skip
    assert names(case(head, denounced).to_do) == ["send", "resume"]
    inspector = client_of(province.person("inspector", "TTT"))
    assert case(inspector, denounced).to_do == []


def _ground(client: Client) -> str:
    from complaints.procedure.denunciation_grounds import SUSPENSION

    return SUSPENSION[0][0]


def test_what_holds_the_case_up_is_one_sentence(province, head, denounced):
    take(denounced, province, StepName.ASSIGN, date(2026, 11, 17), TEAM)
    assert case(head, denounced).missing == ""
    take(denounced, province, StepName.WITHDRAW_WHOLE, date(2026, 11, 18), _withdrawn())
    found = case(head, denounced)
    assert found.missing == (
        "Báo cáo kết quả xác minh: Người gửi đơn đã rút toàn bộ nội dung; hãy đình chỉ giải quyết."
    )
    assert "terminate" in names(found.to_do)


def _withdrawn() -> dict[str, str]:
    from complaints.procedure.denunciation_grounds import NO_GROUND_TO_GO_ON, WITHDRAWN_HOW

    return {"how": WITHDRAWN_HOW[0][0], "goes_on": NO_GROUND_TO_GO_ON, "reason": "Tự nguyện rút."}


def test_a_continued_denunciation_is_taken_up_again_or_refused(province, register, head):
    again = accept(
        register(kind=PetitionKind.DENUNCIATION, is_first_time=False), province, ACCEPTED
    )
    found = case(head, again)
    assert (found.stage, names(found.to_do)) == (
        "Đang xem xét tố cáo tiếp",
        ["accept", "refuse_again"],
    )


def test_events_are_told_newest_first_with_corrections_under_them(province, handler, denounced):
    first = take(denounced, province, StepName.ASSIGN, date(2026, 11, 17), TEAM)
    take(
        denounced, province, StepName.CORRECT, date(2026, 11, 18),
        {"event": str(first.pk), "corrected": "Vi Thị Hoà là Thanh tra viên chính."},
    )  # fmt: skip
    told = case(handler, denounced).happened
    assert [one.event.step for one in told] == ["assign", "accept"]
    assert told[0].moved_to == "Đang xác minh"
    assert told[0].said[0][1] == [
        "Hoàng Văn Minh · Phó Chánh Thanh tra · tổ trưởng",
        "Vi Thị Hòa · Thanh tra viên",
    ]
    assert [dict(c.said) for c in told[0].corrections] == [
        {"Nội dung đúng": ["Vi Thị Hoà là Thanh tra viên chính."]}
    ]


def test_a_sealed_case_names_nobody(handler, denounced):
    body = handler.get(page(denounced)).content.decode()
    assert "Lý Văn Thành" not in body
    assert "Đơn kín" in body
    assert "01/2026" not in body


def test_reading_a_case_is_one_row_of_the_ledger(handler, denounced, province):
    handler.get(page(denounced))
    row = LedgerEntry.objects.get(subject_id=denounced.pk, verb="read")
    assert (row.user_id, row.subject_label) == (province.person("handler", "SKHCN").pk, "Đơn kín")


def test_the_page_has_one_price(province, head, denounced):
    take(denounced, province, StepName.ASSIGN, date(2026, 11, 17), TEAM)
    one = statements(head, page(denounced))
    for what in ("Biên bản nghiệm thu", "Hợp đồng", "Báo cáo kinh phí"):
        take(
            denounced, province, StepName.REQUEST_EVIDENCE, date(2026, 11, 18),
            {"what": what, "asked_of": "Trung tâm Kỹ thuật"}, document="1/SKHCN",
        )  # fmt: skip
    assert len(case(head, denounced).evidence) == 3
    assert (one, statements(head, page(denounced))) == (12, 12)


def test_the_other_instance_is_told_only_to_those_who_see_it(province, register, head, denounced):
    again = accept(
        register(kind=PetitionKind.DENUNCIATION, summary="Tố cáo lần nữa"), province, ACCEPTED
    )
    Proceeding.objects.filter(petition=again).update(previous=denounced.proceeding)
    assert [(label, other.pk) for label, other, _ in case(head, again).neighbours] == [
        ("Lần trước", denounced.pk)
    ]
    assert [(label, other.pk) for label, other, _ in case(head, denounced).neighbours] == [
        ("Lần tiếp theo", again.pk)
    ]
    elsewhere = Province("CB", "Cao Bằng")
    Petition.objects.filter(pk=denounced.pk).update(
        agency=elsewhere["SKHCN"], scope_path=elsewhere["SKHCN"].path
    )
    assert case(head, again).neighbours == []


def test_a_case_of_another_province_is_not_found(register):
    other = Province("CB", "Cao Bằng")
    petition = register()
    rival = client_of(other.person("handler", "SKHCN"))
    own = register(agency=other["SKHCN"], by=other.person("handler", "SKHCN"))
    for name in ("petition_detail", "case_step"):
        assert rival.get(reverse(name, args=[petition.pk])).status_code == 404
        assert rival.get(reverse(name, args=[own.pk])).status_code == 200
