"""Denunciations from acceptance to the end, as a clerk would tell them. Dates are worked by hand."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from agencies.refusals import NotAllowed, Refused
from complaints.actions.proceedings import take_step
from complaints.arrival import REPLY_TO_SENDER
from complaints.enums import LinkKind, PetitionKind, PetitionState, Source
from complaints.models import (
    Clock,
    Decision,
    EnforcementDone,
    EnforcementItem,
    Petition,
    PetitionLink,
    ProceedingEvent,
)
from complaints.procedure.names import Stage, StepName
from complaints.told import Arrival
from tests.factories import HANOI
from tests.scenarios.conftest import day

TOLD = {
    "kind": PetitionKind.DENUNCIATION,
    "summary": "Tố cáo thu tiền ngoài quy định",
    "content": "Cán bộ địa chính thu thêm tiền khi làm giấy chứng nhận.",
}
TEAM = {
    "team": ["Trần Văn Tổ | Thanh tra viên | x", "Vi Thị Viên | Chuyên viên"],
    "plan": "Xác minh việc thu tiền tại hai thôn",
    "days": 20,
}
NOTIFIED = {"informant_told_on": day("15/07"), "respondent_told_on": day("15/07")}
REPORTED = {
    "findings": ["Thu thêm tiền | đúng", "Nhận quà | sai"],
    "proposal": "Thu hồi tiền, kiểm điểm",
}
SENT = {"to_whom": "Người bị tố cáo, cơ quan quản lý", "informant_told_on": day("22/10")}
POSTED = {"how": "posted", "where": "Trụ sở UBND xã Tân Thanh", "redacted": True}
MEETING = {"how": "meeting", "where": "Họp cơ quan ngày công bố", "redacted": True}
HANDLED = {"measures": "Thu hồi tiền, kiểm điểm hai cán bộ"}
WITHDRAWN = {"how": "petition", "reason": "Đã xem đơn rút và hồ sơ"}
SUSPENDED = {"grounds": "34.1.b"}


def concluded(finding: str = "partly", **more: object) -> dict:
    text = "Tố cáo đúng một phần: có thu thêm tiền, không có việc nhận quà."
    findings = REPORTED["findings"]
    return {"finding": finding, "findings": findings, "text": text, **more}


@pytest.fixture
def denunciation(case):
    """A denunciation received on a day; accepted on another when that is given."""

    def made(received: str, accepted: str = "", **changes):
        made = case(received, **{**TOLD, **changes})
        return made.accept(accepted, document="14/QĐ-SKHCN") if accepted else made

    return made


def verified(c, on: str) -> None:
    c.take(StepName.ASSIGN, on, TEAM)
    c.take(StepName.REPORT, on, REPORTED)


def test_two_criteria_extended_twice_suspended_for_the_expert_concluded_handled_published(
    denunciation,
):
    """Tố cáo hai tiêu chí phức tạp, gia hạn hai lần, tạm đình chỉ chờ giám định lại, kết luận, xử
    lý, công khai."""
    c = denunciation("06/07")
    # Seven working days after Monday 06/07: 7, 8, 9, 10, 13, 14, 15.
    assert c.due("TC_XLBD") == date(2026, 7, 15)
    c.accept("13/07", document="14/QĐ-SKHCN")
    # Thirty days: 18 in July, 12 in August. Five working days: 14, 15, 16, 17, 20.
    assert (c.due("TC_GQ"), c.due("TC_TB_THULY")) == (date(2026, 8, 12), date(2026, 7, 20))
    c.take(StepName.NOTIFY, "15/07", NOTIFIED)
    assert c.done("TC_TB_THULY") == date(2026, 7, 15)
    c.take(StepName.ASSIGN, "16/07", TEAM)
    c.take(StepName.NOTE_COMPLEX, "20/07", {"criteria": ["b", "đ"], "reason": "Hai nội dung"})
    c.take(StepName.EXTEND, "10/08", {"days": 30}, ground="Phải xác minh hai nội dung")
    # Sixty: 18 in July, 31 in August, 11 in September.
    assert c.due("TC_GQ") == date(2026, 9, 11)
    c.take(StepName.EXTEND, "09/09", {"days": 20}, ground="Hai cơ quan cùng quản lý")
    # Eighty: 79 up to 30/09.
    assert c.due("TC_GQ") == date(2026, 10, 1)
    with pytest.raises(Refused, match="Đã gia hạn hai lần"):
        c.take(StepName.EXTEND, "15/09", {"days": 5}, ground="Thêm thời gian")
    c.take(StepName.ASK_EXPERT, "18/09", {"expert": "Viện KH hình sự", "what": "Chữ ký"})
    c.take(StepName.SUSPEND, "21/09", SUSPENDED, ground="Đợi giám định lại chữ ký")
    assert (c.stage, c.due("TC_GQ")) == (Stage.SUSPENDED, None)
    # 22, 23, 24, 25, 28.
    assert c.due("TC_DC_GUI") == date(2026, 9, 28)
    told = {"informant_told_on": day("23/09"), "respondent_told_on": day("24/09")}
    c.take(StepName.SEND, "24/09", told)
    assert c.done("TC_DC_GUI") == date(2026, 9, 24)
    c.take(StepName.EXPERT_ANSWER, "12/10", {"result": "Chữ ký là của cùng một người"})
    c.take(StepName.RESUME, "12/10", ground="Đã có kết luận giám định")
    # 69 days up to 20/09; the twelfth of October is day 70, the 22nd day 80.
    assert (c.stage, c.due("TC_GQ")) == (Stage.VERIFYING, date(2026, 10, 22))
    c.take(StepName.REPORT, "15/10", REPORTED)
    items = [
        "Thu hồi tiền cho Nhà nước | Nộp lại tiền đã thu thêm | 50.000.000 | | 30/11/2026",
        "person | Kiểm điểm, xử lý kỷ luật | 2 | 2",
    ]
    c.take(
        StepName.DECIDE, "20/10", concluded(items=items, investigation_cases=1),
        document="08/KL-SKHCN",
    )  # fmt: skip
    assert c.done("TC_GQ") == date(2026, 10, 20)
    assert c.petition.state == PetitionState.RESOLVED
    assert c.petition.resolution == (
        "08/KL-SKHCN ngày 20/10/2026: Đúng một phần. "
        "Tố cáo đúng một phần: có thu thêm tiền, không có việc nhận quà."
    )
    # Five working days: 21, 22, 23, 26, 27; seven: 28, 29 too.
    assert c.due("TC_KL_GUI") == date(2026, 10, 27)
    assert c.due("TC_XULY") == c.due("TC_CONGKHAI") == date(2026, 10, 29)
    c.take(StepName.SEND, "22/10", SENT)
    c.take(StepName.HANDLE, "26/10", HANDLED)
    c.take(StepName.PUBLISH, "27/10", POSTED)
    # Fifteen days on the board.
    assert c.due("TC_NIEMYET") == date(2026, 11, 11)
    c.take(
        StepName.RECORD_DONE, "03/11", {"item": "Nộp lại tiền đã thu thêm", "amount": 30_000_000}
    )
    c.take(
        StepName.RECORD_DONE, "04/11",
        {"item": "Kiểm điểm, xử lý kỷ luật", "amount": 2, "officials": 2},
    )  # fmt: skip
    result = {"reported_by": "UBND xã", "handled_on": day("02/11"), "result": "Đã kỷ luật"}
    c.take(StepName.REPORT_HANDLING, "06/11", result)
    reported = Clock.objects.get(petition=c.pk, rule_code="TC_XULY_BC")
    # Five working days after 02/11: 3, 4, 5, 6, 9.
    assert (reported.due_on, reported.finished_on) == (date(2026, 11, 9), date(2026, 11, 6))
    with pytest.raises(Refused, match="Còn 1 việc phải thi hành chưa xong; hãy ghi lý do"):
        c.take(StepName.CLOSE, "09/11")
    c.take(
        StepName.RECORD_DONE, "09/11", {"item": "Nộp lại tiền đã thu thêm", "amount": 20_000_000}
    )
    with pytest.raises(Refused, match="Bản niêm yết phải treo đến hết ngày 11/11/2026"):
        c.take(StepName.CLOSE, "10/11")
    c.take(StepName.CLOSE, "12/11")
    assert (c.stage, c.open_duties()) == (Stage.CLOSED, [])
    assert c.proceeding.finished_on == date(2026, 11, 12)
    assert Decision.objects.values_list(
        "finding", "investigation_cases", "sent_on", "published_on", "published_how"
    ).get(petition=c.pk) == (
        "partly", 1, date(2026, 10, 22), date(2026, 10, 27),
        "Niêm yết ít nhất 15 ngày liên tục: Trụ sở UBND xã Tân Thanh",
    )  # fmt: skip
    money, person = EnforcementItem.objects.filter(decision__petition=c.pk).order_by("-amount")
    assert (money.amount, money.done_on) == (Decimal(50_000_000), date(2026, 11, 9))
    assert (person.officials, person.done_on) == (2, date(2026, 11, 4))
    assert list(money.done.values_list("amount", flat=True)) == [30_000_000, 20_000_000]


def test_one_criterion_gives_one_extension(denunciation):
    """Vụ việc phức tạp một tiêu chí: gia hạn một lần; thêm tiêu chí mới được lần hai."""
    c = denunciation("06/07", "13/07")
    c.take(StepName.ASSIGN, "14/07", TEAM)
    with pytest.raises(Refused, match="Chưa ghi nhận vụ việc phức tạp"):
        c.take(StepName.EXTEND, "20/07", {"days": 10}, ground="Cần thêm thời gian")
    c.take(StepName.NOTE_COMPLEX, "20/07", {"criteria": ["a"], "reason": "Hai địa điểm"})
    for said, sentence in (
        ({"days": 31}, "Mỗi lần gia hạn từ 1 đến 30 ngày"),
        ({"days": 0}, "Mỗi lần gia hạn từ 1 đến 30 ngày"),
        ({}, "Hãy ghi: Số ngày gia hạn"),
    ):
        with pytest.raises(Refused, match=sentence):
            c.take(StepName.EXTEND, "05/08", said, ground="Cần thêm thời gian")
    with pytest.raises(Refused, match="Hãy ghi lý do gia hạn"):
        c.take(StepName.EXTEND, "05/08", {"days": 30})
    with pytest.raises(Refused, match="Hãy ghi người ký"):
        c.take(StepName.EXTEND, "05/08", {"days": 30}, ground="Hai địa điểm", signer="")
    c.take(StepName.EXTEND, "05/08", {"days": 30}, ground="Hai địa điểm")
    assert c.due("TC_GQ") == date(2026, 9, 11)
    with pytest.raises(Refused, match="chỉ được gia hạn một lần"):
        c.take(StepName.EXTEND, "07/09", {"days": 10}, ground="Chưa xong")
    c.take(StepName.NOTE_COMPLEX, "08/09", {"criteria": ["e"], "reason": "Ý kiến khác nhau"})
    c.take(StepName.EXTEND, "09/09", {"days": 10}, ground="Ý kiến khác nhau")
    # Seventy: 60 up to 11/09; 21/09 is a Monday.
    assert c.due("TC_GQ") == date(2026, 9, 21)
    assert c.proceeding.criteria == ["a", "e"]


def test_late_extension_says_why_it_is_late(denunciation):
    """Hết hạn rồi mới gia hạn: chỉ ghi khi nêu vì sao."""
    c = denunciation("06/07", "13/07")
    c.take(StepName.NOTE_COMPLEX, "20/07", {"criteria": ["a"], "reason": "Hai địa điểm"})
    late = {"said": {"days": 10}, "ground": "Hai địa điểm"}
    with pytest.raises(Refused, match="đã hết ngày 12/08/2026; nếu vẫn gia hạn"):
        c.take(StepName.EXTEND, "13/08", **late)
    c.take(StepName.EXTEND, "13/08", **late, note="Người ký nghỉ ốm, dự thảo từ 10/08")
    # Forty: 30 up to 12/08; 22/08 is a Saturday on which one works.
    assert c.due("TC_GQ") == date(2026, 8, 22)


def test_continued_denunciation_refused(denunciation):
    """Tố cáo tiếp: hồ sơ trước đã giải quyết đúng, không giải quyết lại, có thông báo."""
    c = denunciation("03/08", "05/08", is_first_time=False)
    assert c.stage == Stage.REVIEWING
    # Twenty days after it came end on Sunday 23/08.
    assert c.due("TC_TIEP") == date(2026, 8, 24)
    assert c.open_duties() == ["TC_TIEP"]
    c.take(StepName.WORK, "10/08", {"with_whom": "Hồ sơ vụ trước", "content": "Đã xem 120 bút lục"})
    with pytest.raises(Refused, match="Không thể “Báo cáo kết quả xác minh”"):
        c.take(StepName.REPORT, "11/08", REPORTED)
    told = {"reason": "Kết luận trước đúng pháp luật", "informant_told_on": day("20/08")}
    with pytest.raises(Refused, match="Hãy ghi số, ký hiệu văn bản"):
        c.take(StepName.REFUSE_AGAIN, "20/08", told, document="")
    c.take(StepName.REFUSE_AGAIN, "20/08", told, document="31/TB-SKHCN")
    assert (c.stage, c.open_duties(), c.done("TC_TIEP")) == (Stage.CLOSED, [], date(2026, 8, 20))
    assert c.petition.resolution == "Không giải quyết lại: Kết luận trước đúng pháp luật"
    assert not Decision.objects.filter(petition=c.pk).exists()


def test_continued_denunciation_is_resolved_again(denunciation):
    """Tố cáo tiếp: bỏ sót chứng cứ, thụ lý giải quyết lại từ đầu theo thời hạn tố cáo."""
    c = denunciation("03/08", "05/08", is_first_time=False)
    c.take(StepName.ACCEPT, "14/08", {"grounds": ["37.3.b"]}, document="40/QĐ-SKHCN")
    assert (c.stage, c.open_duties()) == (Stage.ACCEPTED, ["TC_GQ", "TC_TB_THULY"])
    # Thirty days after 14/08 end on Sunday 13/09.
    assert c.due("TC_GQ") == date(2026, 9, 14)
    assert c.proceeding.accepted_on == date(2026, 8, 14)
    assert c.proceeding.acceptance_document == "40/QĐ-SKHCN"
    verified(c, "20/08")
    c.take(StepName.DECIDE, "08/09", concluded("right"), document="09/KL-SKHCN")
    assert c.stage == Stage.DECIDED


def test_superior_demands_a_report_of_an_overdue_denunciation(denunciation):
    """Tố cáo quá hạn chưa giải quyết: người tố cáo tố cáo tiếp, cấp trên yêu cầu báo cáo."""
    late = denunciation("01/06", "05/06", part="XA")
    # Thirty days after 05/06 end on Sunday 05/07.
    assert late.due("TC_GQ") == date(2026, 7, 6)
    with pytest.raises(Refused, match="Vụ việc chưa quá hạn"):
        late.take(StepName.DEMAND_REPORT, "06/07", {"superior": "UBND tỉnh"})

    above = denunciation("10/07", part="UBND", is_first_time=False)
    PetitionLink.objects.create(
        petition=above.petition, other=late.petition, kind=LinkKind.SECOND, reason="Tố cáo tiếp",
        linked_by=above.person("handler"), linked_at=datetime(2026, 7, 10, 9, tzinfo=HANOI),
    )  # fmt: skip
    above.accept("13/07")
    # Five working days after Friday 10/07.
    assert above.open_duties() == ["TC_QUAHAN_YC"]
    assert above.due("TC_QUAHAN_YC") == date(2026, 7, 17)
    assert above.proceeding.previous == late.proceeding
    said = {"of_whom": "Chủ tịch UBND xã Tân Thanh", "reached_on": day("13/07")}
    with pytest.raises(Refused, match="Ngày cấp dưới nhận phải từ ngày yêu cầu"):
        above.take(StepName.DEMAND_REPORT, "14/07", said)
    above.take(StepName.DEMAND_REPORT, "14/07", {**said, "reached_on": day("14/07")})
    # Five working days after Tuesday 14/07.
    assert (above.open_duties(), above.due("TC_QUAHAN_BC")) == (["TC_QUAHAN_BC"], date(2026, 7, 21))

    late.take(StepName.DEMAND_REPORT, "14/07", {"superior": "UBND tỉnh"})
    assert late.due("TC_QUAHAN_BC") == date(2026, 7, 21)
    told = {"progress": "Đã làm việc với hai hộ", "cause": "Thiếu hồ sơ địa chính"}
    late.take(StepName.OVERDUE_REPORT, "20/07", told)
    above.take(StepName.OVERDUE_REPORT, "21/07", told)
    assert above.done("TC_QUAHAN_BC") == date(2026, 7, 21)
    assert late.open_duties() == ["TC_GQ", "TC_TB_THULY"]
    going_on = {"reason": "Cấp dưới tiếp tục giải quyết", "informant_told_on": day("22/07")}
    above.take(StepName.REFUSE_AGAIN, "22/07", going_on)
    assert (above.stage, late.stage) == (Stage.CLOSED, Stage.ACCEPTED)


def test_superior_takes_an_overdue_denunciation_over(denunciation):
    """Cấp dưới quá hạn, không khách quan: cấp trên lấy vụ việc, cấp dưới chấm dứt, chuyển hồ sơ."""
    late = denunciation("01/06", "05/06", part="XA")
    above = denunciation("10/07", "13/07", part="UBND", is_first_time=False)
    above.take(StepName.ACCEPT, "20/07", {"grounds": ["38.5"]}, document="60/QĐ-UBND")
    # Thirty days after 20/07, the day of the superior's own decision.
    assert (above.stage, above.due("TC_GQ")) == (Stage.ACCEPTED, date(2026, 8, 19))
    late.take(StepName.TERMINATE, "21/07", {"grounds": "38.5"}, document="12/TB-XA")
    assert late.petition.resolution == (
        "Đình chỉ giải quyết: 12/TB-XA ngày 21/07/2026. "
        "Cấp trên trực tiếp lấy vụ việc để giải quyết: chấm dứt, chuyển hồ sơ"
    )


def test_withdrawal_under_threat_goes_on(denunciation):
    """Rút tố cáo vì bị đe dọa: vụ việc vẫn phải được giải quyết."""
    c = denunciation("06/07", "13/07")
    c.take(StepName.ASSIGN, "14/07", TEAM)
    threatened = {**WITHDRAWN, "goes_on": "4.4.b"}
    c.take(StepName.WITHDRAW_WHOLE, "20/07", threatened)
    with pytest.raises(Refused, match="Chưa ghi việc rút toàn bộ nội dung"):
        c.take(StepName.TERMINATE, "21/07", {"grounds": "34.3.a"})
    c.take(StepName.REPORT, "24/07", REPORTED)
    c.take(StepName.DECIDE, "28/07", concluded("right"), document="05/KL-SKHCN")
    assert (c.stage, c.petition.state) == (Stage.DECIDED, PetitionState.RESOLVED)


def test_withdrawn_whole_is_terminated_and_told(denunciation):
    """Rút toàn bộ, không có căn cứ phải tiếp tục: đình chỉ, gửi quyết định trong 05 ngày làm việc."""
    c = denunciation("06/07", "13/07")
    verified(c, "16/07")
    c.take(StepName.WITHDRAW_WHOLE, "20/07", {**WITHDRAWN, "goes_on": "khong"})
    with pytest.raises(Refused, match="đã rút toàn bộ nội dung"):
        c.take(StepName.DECIDE, "21/07", concluded())
    with pytest.raises(Refused, match="căn cứ đình chỉ là việc rút đơn"):
        c.take(StepName.TERMINATE, "21/07", {"grounds": "34.3.c"})
    c.take(StepName.TERMINATE, "22/07", {"grounds": "34.3.a"})
    assert (c.stage, c.petition.state) == (Stage.TERMINATED, PetitionState.WITHDRAWN)
    # 23, 24, 27, 28, 29.
    assert (c.open_duties(), c.due("TC_DC_GUI")) == (["TC_DC_GUI"], date(2026, 7, 29))
    told = {"informant_told_on": day("24/07"), "respondent_told_on": day("24/07")}
    c.take(StepName.SEND, "24/07", told)
    assert c.open_duties() == []
    with pytest.raises(Refused, match="ở giai đoạn “Đã đình chỉ”"):
        c.take(StepName.ASSIGN, "27/07", TEAM)


def test_slander_on_purpose_restores_rights_before_the_file_is_closed(denunciation):
    """Kết luận cố ý tố cáo sai sự thật: khôi phục quyền người bị tố cáo; chưa công khai chưa kết
    thúc."""
    c = denunciation("06/07", "13/07")
    verified(c, "16/07")
    c.take(StepName.DECIDE, "28/07", concluded("on_purpose"), document="05/KL-SKHCN")
    with pytest.raises(Refused, match="Không thể “Kết thúc hồ sơ”"):
        c.take(StepName.CLOSE, "29/07")
    handled = {"measures": "Đề nghị xử lý người cố ý tố cáo sai", "rights_restored_people": 1}
    c.take(StepName.HANDLE, "30/07", handled)
    with pytest.raises(Refused, match="Chưa gửi quyết định, kết luận"):
        c.take(StepName.CLOSE, "03/08")
    c.take(StepName.SEND, "31/07", {**SENT, "informant_told_on": day("31/07")})
    with pytest.raises(Refused, match="chưa được công khai"):
        c.take(StepName.CLOSE, "03/08")
    with pytest.raises(Refused, match="không làm lộ thông tin về người tố cáo"):
        c.take(StepName.PUBLISH, "03/08", {**MEETING, "redacted": False})
    c.take(StepName.PUBLISH, "03/08", MEETING)
    c.take(StepName.CLOSE, "04/08")
    found = Decision.objects.get(petition=c.pk)
    assert (found.finding, found.rights_restored_people) == ("on_purpose", 1)
    assert c.open_duties() == []


def test_clear_case_is_concluded_at_once_by_the_short_way(denunciation):
    """Nội dung rõ ràng, chứng cứ cụ thể: kết luận ngay sau thụ lý, có nêu căn cứ (điều 19)."""
    c = denunciation("06/07", "13/07")
    with pytest.raises(Refused, match="có cơ sở xử lý ngay: nêu căn cứ"):
        c.take(StepName.DECIDE, "15/07", concluded("right"))
    short = concluded("right", short_ground="Có biên lai và lời thừa nhận")
    c.take(StepName.DECIDE, "15/07", short, document="06/KL-SKHCN")
    assert c.steps() == ["accept", "decide"]


def test_suspended_after_its_time_was_over_it_still_resumes(denunciation):
    """Đã quá hạn mới tạm đình chỉ: vẫn tiếp tục giải quyết được, vẫn là quá hạn."""
    c = denunciation("06/07", "13/07")
    c.take(StepName.ASSIGN, "14/07", TEAM)
    c.take(StepName.SUSPEND, "20/08", {"grounds": "34.1.a"}, ground="Đợi kết luận thanh tra")
    assert c.due("TC_GQ") == date(2026, 8, 12)
    with pytest.raises(Refused, match="phải sau ngày tạm đình chỉ"):
        c.take(StepName.RESUME, "20/08", ground="Đã có kết luận thanh tra")
    c.take(StepName.RESUME, "27/08", ground="Đã có kết luận thanh tra")
    assert (c.stage, c.due("TC_GQ")) == (Stage.VERIFYING, date(2026, 8, 12))
    with pytest.raises(Refused, match="Không thể “Tiếp tục giải quyết tố cáo”"):
        c.take(StepName.RESUME, "28/08", ground="Lần nữa")


def test_letter_of_a_newspaper_is_answered_when_the_denunciation_is_concluded(denunciation):
    """Báo chuyển đơn tố cáo: kết luận xong thì còn nợ báo kết quả trong 07 ngày làm việc."""
    arrival = Arrival(sender_name="Báo Lạng Sơn", document="15/CV-BLS", document_on=day("02/07"))
    c = denunciation("06/07", "13/07", source=Source.PRESS, arrival=arrival)
    assert c.petition.owes_reply
    verified(c, "16/07")
    c.take(StepName.DECIDE, "28/07", concluded("wrong"), document="05/KL-SKHCN")
    # Seven working days after Tuesday 28/07: 29, 30, 31, 3, 4, 5, 6.
    assert c.due("TCD_PHUC_DAP") == date(2026, 8, 6)
    assert c.due(REPLY_TO_SENDER) == date(2026, 7, 27)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"finding": "answered"}, "Kết luận chung: hãy chọn trong danh sách."),
        ({"text": " "}, "Hãy ghi: Nội dung chính của kết luận."),
        ({"items": ["tiền | Nộp lại | 5"]}, "dòng 1: không có loại việc “tiền”"),
        ({"items": ["person | Kiểm điểm"]}, "dòng 1: cần loại việc"),
        ({"items": ["person | | 1"]}, "dòng 1: hãy ghi nội dung phải thi hành"),
        ({"items": ["person | Kiểm điểm | 1", "person | Cách chức | 1.25"]}, "dòng 2: không đọc"),
        ({"items": ["person | Kiểm điểm | 1 | 2"]}, "không thể lớn hơn số phải thi hành"),
        ({"items": ["person | Kiểm điểm | 2 | hai"]}, "“hai” không phải là số"),
        ({"items": ["person | Kiểm điểm | 2 | | 31/02/2026"]}, "không phải ngày dd/mm/yyyy"),
        ({"items": ["person | Kiểm điểm | 2 | | 27/07/2026"]}, "trước ngày ban hành"),
    ],
)
def test_conclusion_that_cannot_be_read_is_refused_and_changes_nothing(
    denunciation, said, sentence
):
    """Kết luận ghi thiếu, ghi sai việc phải thi hành: từ chối một câu, hồ sơ giữ nguyên."""
    c = denunciation("06/07", "13/07")
    verified(c, "16/07")
    before = c.petition.version
    with pytest.raises(Refused, match=sentence):
        c.take(StepName.DECIDE, "28/07", concluded(**said), document="05/KL-SKHCN")
    assert (c.petition.version, c.stage) == (before, Stage.REPORTED)
    assert not Decision.objects.exists()


def test_more_than_is_due_needs_its_reason(denunciation):
    """Thi hành vượt số phải thi hành: chỉ ghi khi nêu lý do."""
    c = denunciation("06/07", "13/07")
    verified(c, "16/07")
    items = ["state_money | Nộp lại tiền | 5.000.000"]
    c.take(StepName.DECIDE, "28/07", concluded(items=items), document="05/KL-SKHCN")
    done = {"item": "Nộp lại tiền", "amount": 6_000_000}
    with pytest.raises(Refused, match=r"\(6\.000\.000\) vượt số phải thi hành \(5\.000\.000\)"):
        c.take(StepName.RECORD_DONE, "30/07", done)
    with pytest.raises(Refused, match="Hãy chọn một việc phải thi hành"):
        c.take(StepName.RECORD_DONE, "30/07", {**done, "item": "Việc khác"})
    c.take(StepName.RECORD_DONE, "30/07", done, note="Nộp cả tiền lãi")
    row = EnforcementDone.objects.get()
    assert (row.amount, row.note) == (Decimal(6_000_000), "Nộp cả tiền lãi")
    assert row.item.done_on == date(2026, 7, 30)


def test_a_team_of_two_with_one_head_verifies(denunciation):
    """Tổ xác minh tố cáo phải từ hai người, có một Tổ trưởng."""
    c = denunciation("06/07", "13/07")
    with pytest.raises(Refused, match="ít nhất 02 người"):
        c.take(StepName.ASSIGN, "14/07", {**TEAM, "team": ["Trần Văn Tổ | Thanh tra viên | x"]})
    nobody = ["Trần Văn Tổ | Thanh tra viên", "Vi Thị Viên | Chuyên viên"]
    with pytest.raises(Refused, match="đúng một người đứng đầu"):
        c.take(StepName.ASSIGN, "14/07", {**TEAM, "team": nobody})


def test_the_handler_does_not_decide_and_a_stranger_does_not_see(denunciation, province):
    """Cán bộ xử lý không tự gia hạn, kết luận; cơ quan khác không thấy hồ sơ."""
    c = denunciation("06/07", "13/07")
    c.take(StepName.ASSIGN, "14/07", TEAM)
    denunciation("06/07", "13/07", part="XA")
    told = {
        "petition_id": c.pk, "step": StepName.SUSPEND, "happened_on": day("15/07"),
        "said": SUSPENDED, "ground": "Đợi giám định", "document": "1/QĐ", "signer": "Lê Thị Hạnh",
        "version": c.petition.version, "now": datetime(2026, 7, 15, 10, tzinfo=HANOI),
    }  # fmt: skip
    with pytest.raises(NotAllowed, match="không có quyền “Tạm đình chỉ giải quyết tố cáo”"):
        take_step(by=province.person("handler", "SKHCN"), **told)
    with pytest.raises(Petition.DoesNotExist):
        take_step(by=province.person("head", "XA"), **told)
    assert ProceedingEvent.objects.filter(petition=c.pk).count() == 2
