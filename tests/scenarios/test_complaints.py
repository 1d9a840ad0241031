"""Complaints from acceptance to the end, as a clerk would tell them. Dates are worked by hand."""

from datetime import date, datetime

import pytest

from agencies.refusals import Refused
from complaints import law_book
from complaints.actions.parties import add_petitioners
from complaints.enums import PetitionState, WaitsFor
from complaints.models import Clock, Dialogue, Evidence, FileReading, PetitionParty, StayOrder
from complaints.procedure.names import Stage, StepName
from complaints.told import About
from tests.factories import HANOI
from tests.scenarios.conftest import day

TEAM = {"team": ["Trần Văn Tổ | Thanh tra viên | x"], "plan": "Xác minh giá đất", "days": 15}
FOUND = {"findings": ["Giá đất | đúng một phần"], "demand_matches": False, "proposal": "Sửa đổi"}
AGREED = {**FOUND, "demand_matches": True}
INVITED = {
    "place": "Phòng họp số 2",
    "chair": "Lê Thị Hạnh, Giám đốc",
    "content": "Giá bồi thường đất",
    "parties": ["Người khiếu nại | Hoàng Văn Minh", "Người bị khiếu nại | Nguyễn Văn Quyết"],
}
HELD = {
    "complainant": "present",
    "respondent": "present",
    "content": "Trao đổi giá bồi thường đất",
    "result": "Thống nhất về cây trồng, chưa thống nhất về đất",
    "copies": 3,
}
MISSED = {"complainant": "absent", "respondent": "present", "copies": 3}
DECIDED = {
    "finding": "partly",
    "ruling": "amend",
    "text": "Sửa đổi phần giá bồi thường đất.",
    "items": ["back_money | Trả thêm tiền bồi thường | 120.000.000"],
}
RIGHT = {"finding": "right", "ruling": "cancel", "text": "Hủy quyết định thu hồi đất."}
WAITING = {
    "grounds": "11a.1.b",
    "reason": "Chờ kết quả đo đạc lại của cơ quan đăng ký đất đai",
    "proof": "Công văn số 45/VPĐK ngày 10/07/2026",
}
BACK = {"reason": "Đã có kết quả đo đạc lại"}


def at(when: str, hour: int = 8) -> datetime:
    on = day(when)
    return datetime(on.year, on.month, on.day, hour, tzinfo=HANOI)


def verified(c, *, on: str, report: dict) -> None:
    c.take(StepName.ASSIGN, on, TEAM)
    c.take(StepName.REPORT, on, report)


def test_eleven_households_of_a_remote_commune_complain_about_compensation(case, province):
    """11 hộ ở xã vùng xa khiếu nại bồi thường đất: phức tạp, 3 hộ rút, vắng đối thoại, đúng một
    phần, khiếu nại lần hai, thi hành xong."""
    first = case("01/07", part="XA", signatories=11)
    others = [(f"Hộ Thứ {n}", "thôn Pò Mã") for n in ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")]
    others += [(f"Hộ Thứ {n}", "thôn Nà Lầu") for n in ("Tám", "Chín", "Mười", "Mười Một")]
    add_petitioners(
        petition_id=first.pk, people=others, by=first.person("handler"), now=at("02/07")
    )
    # Seven working days after Wednesday 01/07.
    assert first.due("KN_THULY") == date(2026, 7, 10)
    first.accept("06/07", branches=["remote"])
    assert first.due("KN_GQ1") == date(2026, 8, 20)
    first.take(StepName.ASSIGN, "08/07", TEAM)
    complex_case = {"criteria": ["b", "c"], "reason": "Hai nội dung, mười một hộ", "remote": True}
    first.take(StepName.NOTE_COMPLEX, "15/07", complex_case, document="Tờ trình 07/TTr-XA")
    # Sixty days: 25 in July, 31 in August, 4 in September.
    assert first.due("KN_GQ1") == date(2026, 9, 4)
    three = ["Hộ Thứ Hai", "Hộ Thứ Ba", "hộ thứ tư"]
    first.take(StepName.WITHDRAW_PART, "20/07", {"how": "petition", "people": three})
    still = PetitionParty.objects.filter(petition=first.pk, withdrawn_on=None)
    assert still.count() == 8
    first.take(StepName.REPORT, "10/08", FOUND)
    with pytest.raises(Refused, match="Chưa tổ chức đối thoại"):
        first.take(StepName.DECIDE, "11/08", DECIDED)
    first.take(StepName.INVITE_DIALOGUE, "11/08", {**INVITED, "planned_at": at("18/08")})
    first.take(StepName.HOLD_DIALOGUE, "18/08", MISSED)
    assert Dialogue.objects.get(petition=first.pk).missed
    first.take(StepName.DECIDE, "28/08", DECIDED)
    # 31/08–02/09 off: sent by Monday 07/09. Fifteen days end on Saturday 12/09. 45 days far away.
    assert first.due("KN_GUI_QD1") == date(2026, 9, 7)
    assert first.due("KN_CONGKHAI_HAN") == date(2026, 9, 14)
    assert first.due("KN_HIEULUC") == date(2026, 10, 12)
    told = {"to_whom": "Các hộ, UBND tỉnh, Thanh tra tỉnh", "received_on": day("04/09")}
    with pytest.raises(Refused, match="không thể ở tương lai"):
        first.take(StepName.SEND, "03/09", told)
    first.take(StepName.SEND, "03/09", told, entered_on="07/09")
    assert first.due("KN_LAN2_HAN") == date(2026, 10, 19)
    posted = {"how": "posted", "where": "Trụ sở UBND xã"}
    first.take(StepName.PUBLISH, "10/09", posted)
    assert first.due("KN_CONGKHAI") == date(2026, 9, 25)
    first.take(StepName.APPEAL, "02/10", {"how": "second", "to_whom": "Chủ tịch UBND tỉnh"})
    assert (first.stage, first.open_duties()) == (Stage.APPEALED, [])

    second = case("02/10", part="UBND", is_first_time=False, signatories=8)
    second.accept("08/10", branches=["remote"], previous=first.proceeding)
    assert second.proceeding.previous == first.proceeding
    assert second.due("KN_GQ2") == date(2026, 12, 7)
    verified(second, on="12/10", report=AGREED)
    with pytest.raises(Refused, match="Chưa tổ chức đối thoại"):
        second.take(StepName.DECIDE, "13/10", DECIDED)
    second.take(StepName.INVITE_DIALOGUE, "27/10", {**INVITED, "planned_at": at("03/11")})
    second.take(StepName.HOLD_DIALOGUE, "03/11", HELD)
    second.take(StepName.DECIDE, "12/11", DECIDED)
    assert second.due("KN_GUI_QD2") == date(2026, 11, 19)
    second.take(StepName.SEND, "16/11", {"to_whom": "Các hộ, UBND xã"})
    # 45 days after 12/11 is Sunday 27/12.
    with pytest.raises(Refused, match="Chưa đến ngày quyết định có hiệu lực"):
        second.take(StepName.TAKE_EFFECT, "27/12")
    second.take(StepName.TAKE_EFFECT, "28/12")
    second.take(StepName.START_ENFORCING, "29/12", {"plan": "UBND xã chi trả"})
    paid = {"item": "Trả thêm tiền bồi thường", "amount": 120_000_000}
    second.take(StepName.RECORD_DONE, "30/12", paid)
    second.take(StepName.CLOSE, "31/12")
    assert (second.stage, second.open_duties()) == (Stage.CLOSED, [])


def test_case_opened_before_the_new_law_is_suspended_after_it(case):
    """Vụ việc thụ lý trước 01/07/2026, tạm đình chỉ sau ngày đó (Nghị định 155, điều 22)."""
    c = case("15/06")
    # Ten days of the law of 2011.
    assert c.due("KN_THULY") == date(2026, 6, 25)
    c.accept("22/06")
    assert c.due("KN_GQ1") == date(2026, 7, 22)
    with pytest.raises(Refused, match=r"chỉ có từ ngày 01/07/2026"):
        c.take(StepName.SUSPEND, "29/06", WAITING)
    c.take(StepName.SUSPEND, "13/07", WAITING)
    assert (c.stage, c.due("KN_GQ1")) == (Stage.SUSPENDED, None)
    assert c.petition.waits_for == WaitsFor.OTHER
    assert c.due("KN_TDC_GUI") == date(2026, 7, 16)
    c.take(StepName.SEND, "15/07", {"what": "suspend", "to_whom": "Người khiếu nại"})
    assert c.done("KN_TDC_GUI") == date(2026, 7, 15)
    c.take(StepName.RESUME, "03/08", BACK)
    # Twenty days before the suspension (23/06–12/07); 03/08 is the 21st, 12/08 the 30th.
    assert (c.stage, c.due("KN_GQ1")) == (Stage.ACCEPTED, date(2026, 8, 12))
    assert c.due("KN_TIEPTUC_GUI") == date(2026, 8, 6)
    c.take(StepName.SEND, "04/08", {"what": "resume", "to_whom": "Người khiếu nại"})
    assert c.open_duties() == ["KN_GQ1"]


def test_petition_that_came_before_tet_is_accepted_late(case):
    """Đơn đến trước Tết Bính Ngọ, thụ lý muộn sau Tết."""
    c = case("06/02")
    # The tenth day is 16/02; the office opens again on Monday 23/02.
    assert c.due("KN_THULY") == date(2026, 2, 23)
    c.accept("26/02")
    assert c.done("KN_THULY") == date(2026, 2, 26)
    # The thirtieth day is Saturday 28/03.
    assert (c.open_duties(), c.due("KN_GQ1")) == (["KN_GQ1"], date(2026, 3, 30))


def test_demolition_is_stayed_and_the_stay_lifted(case):
    """Tạm đình chỉ việc thi hành quyết định cưỡng chế, rồi hủy bỏ khi lý do không còn."""
    c = case("01/07").accept("06/07")
    contested = {
        "decision": "Quyết định cưỡng chế số 12/QĐ-UBND ngày 15/06/2026",
        "reason": "Phá dỡ nhà ở duy nhất, không khôi phục được",
    }
    c.take(StepName.STAY, "10/07", contested)
    with pytest.raises(Refused, match="đang được tạm đình chỉ rồi"):
        c.take(StepName.STAY, "13/07", contested)
    c.take(StepName.LIFT_STAY, "24/07", {"reason": "Đã bố trí nơi ở tạm"}, document="31/QĐ-SKHCN")
    stay = StayOrder.objects.get(petition=c.pk)
    assert (stay.from_on, stay.lifted_on) == (date(2026, 7, 10), date(2026, 7, 24))
    with pytest.raises(Refused, match="Không có quyết định tạm đình chỉ thi hành"):
        c.take(StepName.LIFT_STAY, "27/07", {"reason": "Đã bố trí nơi ở tạm"})
    # A stay does not outlive the decision.
    c.take(StepName.STAY, "27/07", contested)
    verified(c, on="28/07", report=AGREED)
    c.take(StepName.DECIDE, "03/08", DECIDED)
    assert not StayOrder.objects.filter(petition=c.pk, lifted_on=None).exists()


def test_lawyer_reads_the_file_but_for_what_is_secret(case):
    """Luật sư của người khiếu nại đọc, sao chụp hồ sơ, trừ tài liệu mật."""
    c = case("01/07").accept("06/07")
    asked = {
        "capacity": "representative",
        "what": "Báo cáo đo đạc, biên bản làm việc",
        "kept_back": "Bản đồ quân sự: bí mật nhà nước",
    }
    c.take(StepName.READ_FILE, "14/07", asked)
    reading = FileReading.objects.get(petition=c.pk)
    assert (reading.capacity, reading.kept_back, reading.read_on) == (
        "representative",
        "Bản đồ quân sự: bí mật nhà nước",
        date(2026, 7, 14),
    )
    assert (c.stage, c.open_duties()) == (Stage.ACCEPTED, ["KN_GQ1"])


def test_case_ends_because_the_court_has_taken_it(case):
    """Đình chỉ giải quyết vì Tòa án đã thụ lý vụ án hành chính."""
    c = case("01/07").accept("06/07")
    court = {"grounds": "11a.2.d", "reason": "Thông báo thụ lý số 08/TB-TA ngày 17/07/2026"}
    c.take(StepName.TERMINATE, "20/07", court)
    petition = c.petition
    assert (c.stage, petition.state) == (Stage.TERMINATED, PetitionState.RESOLVED)
    assert petition.resolved_on == date(2026, 7, 20)
    assert petition.resolution.startswith("Đình chỉ giải quyết: 25/QĐ-SKHCN ngày 20/07/2026.")
    assert (c.open_duties(), c.due("KN_TDC_GUI")) == (["KN_TDC_GUI"], date(2026, 7, 23))
    c.take(StepName.SEND, "22/07", {"what": "terminate", "to_whom": "Người khiếu nại"})
    assert c.open_duties() == []


def test_before_the_new_law_only_a_withdrawal_ended_a_case(case):
    """Trước 01/07/2026 không đình chỉ vì Tòa án đã thụ lý; rút đơn thì đình chỉ."""
    c = case("01/06").accept("05/06")
    court = {"grounds": "11a.2.d", "reason": "Tòa án đã thụ lý"}
    with pytest.raises(Refused, match="chỉ đình chỉ giải quyết khi người khiếu nại rút đơn"):
        c.take(StepName.TERMINATE, "15/06", court)
    c.take(StepName.WITHDRAW_WHOLE, "16/06", {"how": "petition", "reason": "Đã thỏa thuận"})
    c.take(StepName.TERMINATE, "17/06", {"grounds": "11a.2.a", "reason": "Có đơn rút"})
    # The duty to send within three working days came only with Nghị định 155/2026/NĐ-CP.
    assert (c.petition.state, c.open_duties()) == (PetitionState.WITHDRAWN, [])


def test_complainant_withdraws_everything(case):
    """Người khiếu nại rút toàn bộ: chỉ còn việc ra quyết định đình chỉ."""
    c = case("01/07").accept("06/07")
    c.take(StepName.ASSIGN, "08/07", TEAM)
    ends = {"grounds": "11a.2.a", "reason": "Có đơn rút khiếu nại ngày 14/07/2026"}
    with pytest.raises(Refused, match="Chưa ghi việc rút toàn bộ"):
        c.take(StepName.TERMINATE, "15/07", ends)
    c.take(StepName.WITHDRAW_WHOLE, "15/07", {"how": "petition", "reason": "Đã được giải thích"})
    assert c.petition.waits_for == WaitsFor.APPROVAL
    for step, said in ((StepName.REPORT, FOUND), (StepName.SUSPEND, WAITING)):
        with pytest.raises(Refused, match="đã rút toàn bộ nội dung; hãy đình chỉ giải quyết"):
            c.take(step, "16/07", said)
    with pytest.raises(Refused, match="căn cứ đình chỉ là việc rút đơn"):
        c.take(StepName.TERMINATE, "16/07", {**ends, "grounds": "11a.2.c"})
    c.take(StepName.TERMINATE, "16/07", ends)
    assert (c.stage, c.petition.state) == (Stage.TERMINATED, PetitionState.WITHDRAWN)
    assert c.proceeding.finished_on == date(2026, 7, 16)
    assert c.open_duties() == ["KN_TDC_GUI"]


def test_official_complains_about_a_disciplinary_decision(case):
    """Công chức khiếu nại quyết định kỷ luật: 15 ngày để khiếu nại, 10 ngày để khiếu nại lần hai."""
    received_decision = Clock(rule_code="KN_KL_THOIHIEU1", started_on=day("22/06"), branches=[])
    assert law_book.due_of(received_decision, day("01/07")) == date(2026, 7, 7)
    c = case("01/07", about=About(is_discipline=True, contested_on=day("22/06"))).accept("06/07")
    assert c.due("KN_GQ_KL") == date(2026, 8, 5)
    reasons = {"criteria": ["g"], "reason": "Chứng cứ mâu thuẫn"}
    c.take(StepName.NOTE_COMPLEX, "20/07", reasons, document="Biên bản 03/BB")
    assert c.due("KN_GQ_KL") == date(2026, 8, 20)
    verified(c, on="27/07", report=AGREED)
    c.take(StepName.INVITE_DIALOGUE, "28/07", {**INVITED, "planned_at": at("04/08")})
    c.take(StepName.HOLD_DIALOGUE, "04/08", HELD)
    c.take(StepName.DECIDE, "10/08", DECIDED)
    assert c.due("KN_GUI_QD1") == date(2026, 8, 13)
    c.take(StepName.SEND, "11/08", {"to_whom": "Người khiếu nại"})
    received = {"to_whom": "Hồi báo của bưu điện", "received_on": day("12/08")}
    c.take(StepName.SEND, "14/08", received)
    # The tenth day is Saturday 22/08, worked for Monday 31/08.
    assert c.due("KN_KL_THOIHIEU2") == date(2026, 8, 22)


def test_dismissed_official_has_thirty_days_and_then_no_further_instance(case):
    """Buộc thôi việc: 30 ngày để khiếu nại lần hai; lần hai gửi trong 07 ngày."""
    discipline = About(is_discipline=True)
    first = case("01/07", about=discipline).accept("06/07")
    second = case("01/07", about=discipline, is_first_time=False).accept("06/07")
    for c in (first, second):
        verified(c, on="13/07", report=AGREED)
        c.take(StepName.INVITE_DIALOGUE, "14/07", {**INVITED, "planned_at": at("21/07")})
        c.take(StepName.HOLD_DIALOGUE, "21/07", HELD)
        c.take(StepName.DECIDE, "10/08", DECIDED)
        told = {"to_whom": "Người khiếu nại", "received_on": day("12/08"), "dismissal": True}
        c.take(StepName.SEND, "11/08", told, entered_on="13/08")
    assert first.due("KN_KL_THOIHIEU2") == date(2026, 9, 11)
    assert first.open_duties() == ["KN_CONGKHAI_HAN", "KN_HIEULUC", "KN_KL_THOIHIEU2"]
    assert second.open_duties() == ["KN_CONGKHAI_HAN", "KN_HIEULUC"]
    sent_by = Clock.objects.get(petition=second.pk, rule_code="KN_GUI_QD2")
    assert (sent_by.due_on, sent_by.finished_on) == (date(2026, 8, 17), date(2026, 8, 11))


def test_office_finds_itself_wrong_and_decides_at_once(case):
    """Kiểm tra lại thấy khiếu nại đúng: ra quyết định ngay, không phải xác minh."""
    c = case("01/07").accept("06/07")
    with pytest.raises(Refused, match="Chỉ ra quyết định ngay khi khiếu nại là đúng"):
        c.take(StepName.DECIDE, "09/07", DECIDED)
    c.take(StepName.DECIDE, "09/07", RIGHT)
    assert (c.stage, c.done("KN_GQ1")) == (Stage.DECIDED, date(2026, 7, 9))


def test_complainant_in_hospital_is_invited_again(case):
    """Người khiếu nại vắng có lý do: mời đối thoại lại, lần sau có mặt."""
    c = case("01/07").accept("06/07")
    verified(c, on="13/07", report=FOUND)
    first = {**INVITED, "planned_at": at("22/07")}
    # Five days before Wednesday 22/07 is Friday 17/07.
    with pytest.raises(Refused, match=r"chậm nhất ngày 17/07/2026"):
        c.take(StepName.INVITE_DIALOGUE, "20/07", first)
    c.take(StepName.INVITE_DIALOGUE, "17/07", first)
    with pytest.raises(Refused, match="Còn một buổi đối thoại chưa ghi biên bản"):
        c.take(StepName.INVITE_DIALOGUE, "18/07", {**INVITED, "planned_at": at("24/07")})
    away = {"complainant": "excused", "copies": 3}
    with pytest.raises(Refused, match="Hãy ghi lý do vắng mặt"):
        c.take(StepName.HOLD_DIALOGUE, "22/07", away)
    c.take(StepName.HOLD_DIALOGUE, "22/07", {**away, "absence_reason": "Nằm viện"})
    with pytest.raises(Refused, match="Chưa tổ chức đối thoại"):
        c.take(StepName.DECIDE, "23/07", DECIDED)
    c.take(StepName.INVITE_DIALOGUE, "23/07", {**INVITED, "planned_at": at("30/07")})
    with pytest.raises(Refused, match="được thông báo vào ngày 30/07/2026"):
        c.take(StepName.HOLD_DIALOGUE, "29/07", HELD)
    c.take(StepName.HOLD_DIALOGUE, "30/07", HELD)
    assert c.petition.waits_for == WaitsFor.APPROVAL
    c.take(StepName.DECIDE, "03/08", DECIDED)
    attended = Dialogue.objects.filter(petition=c.pk).values_list("held_on", "missed")
    assert list(attended) == [(date(2026, 7, 22), True), (date(2026, 7, 30), False)]


def test_land_office_is_asked_for_papers_and_an_expert_measures(case):
    """Yêu cầu cung cấp tài liệu trong 07 ngày, trưng cầu giám định, đang chờ cơ quan khác."""
    c = case("01/07").accept("06/07")
    wanted = {"what": "Hồ sơ địa chính thửa 15", "asked_of": "Văn phòng đăng ký đất đai"}
    c.take(StepName.REQUEST_EVIDENCE, "08/07", wanted)
    c.take(
        StepName.REQUEST_EVIDENCE, "08/07", {"what": "Phương án giá", "asked_of": "Sở Tài chính"}
    )
    assert (c.due("KN_TAILIEU"), c.petition.waits_for) == (date(2026, 7, 15), WaitsFor.OTHER)
    came = {"what": "Hồ sơ", "received_from": "Văn phòng đăng ký đất đai", "pages": 32}
    c.take(StepName.RECEIVE_EVIDENCE, "14/07", came)
    assert c.open_duties() == ["KN_GQ1", "KN_TAILIEU"]
    by_itself = {"what": "Ảnh chụp thửa đất", "received_from": "Hoàng Văn Minh"}
    c.take(StepName.RECEIVE_EVIDENCE, "14/07", by_itself)
    answers = {"what": "Phương án", "received_from": "Bưu điện", "asked_on": day("08/07")}
    c.take(StepName.RECEIVE_EVIDENCE, "16/07", answers)
    assert c.done("KN_TAILIEU") == date(2026, 7, 16)
    assert c.petition.waits_for == WaitsFor.AGENCY
    pages = Evidence.objects.filter(petition=c.pk).order_by("received_on", "what")
    assert list(pages.values_list("what", "asked_on", "pages")) == [
        ("Hồ sơ địa chính thửa 15", date(2026, 7, 8), 32),
        ("Ảnh chụp thửa đất", None, None),
        ("Phương án giá", date(2026, 7, 8), None),
    ]
    c.take(StepName.ASK_EXPERT, "17/07", {"expert": "Trung tâm đo đạc", "what": "Đo lại thửa 15"})
    assert c.petition.waits_for == WaitsFor.OTHER
    c.take(StepName.EXPERT_ANSWER, "27/07", {"result": "Diện tích 312 m²"})
    with pytest.raises(Refused, match="Chưa trưng cầu giám định"):
        c.take(StepName.EXPERT_ANSWER, "28/07", {"result": "Diện tích 312 m²"})


def test_second_complaint_before_the_first_is_answered_in_time(case, province):
    """Khiếu nại lần hai khi lần đầu còn trong hạn thì chưa thụ lý; lần đầu quá hạn thì thụ lý."""
    first = case("01/07").accept("06/07")
    thread = first.petition.matter
    early = case("20/07", matter=thread, is_first_time=False)
    with pytest.raises(Refused, match="cần quyết định lần đầu, hoặc thời hạn"):
        early.accept("22/07")
    # The first instance was due on 05/08.
    early.accept("06/08")
    assert early.proceeding.previous == first.proceeding


def test_what_was_decided_in_second_instance_is_not_accepted_again(case):
    """Đã có quyết định giải quyết lần hai: không thụ lý nữa (điều 11 khoản 7)."""
    first = case("01/06").accept("05/06")
    verified(first, on="08/06", report=AGREED)
    first.take(StepName.DECIDE, "22/06", DECIDED)
    second = case("01/07", matter=first.petition.matter, is_first_time=False).accept("06/07")
    verified(second, on="08/07", report=AGREED)
    second.take(StepName.INVITE_DIALOGUE, "09/07", {**INVITED, "planned_at": at("16/07")})
    second.take(StepName.HOLD_DIALOGUE, "16/07", HELD)
    second.take(StepName.DECIDE, "20/07", {**DECIDED, "finding": "wrong", "ruling": "keep"})
    third = case("03/08", matter=first.petition.matter, is_first_time=False)
    with pytest.raises(Refused, match="Đã có quyết định giải quyết khiếu nại lần hai"):
        third.accept("05/08")


def test_suspension_entered_after_the_deadline_says_why_it_comes_late(case):
    """Ghi bổ sung quyết định tạm đình chỉ sau khi hạn giải quyết đã qua: phải có lý do."""
    c = case("01/07").accept("06/07")
    with pytest.raises(Refused, match=r"Hạn giải quyết 05/08/2026 đã qua"):
        c.take(StepName.SUSPEND, "13/07", WAITING, entered_on="20/08")
    event = c.take(
        StepName.SUSPEND, "13/07", WAITING, entered_on="20/08",
        late_reason="Bản giấy chuyển về văn thư ngày 19/08",
    )  # fmt: skip
    assert (event.late_reason, c.due("KN_GQ1")) == ("Bản giấy chuyển về văn thư ngày 19/08", None)


def test_withdrawn_under_threat_is_reopened_and_decided(case):
    """Rút khiếu nại do bị đe dọa: vụ việc đã đình chỉ được mở lại, tính lại thời hạn, rồi quyết định."""
    c = case("01/07").accept("06/07")
    c.take(StepName.ASSIGN, "08/07", TEAM)
    c.take(StepName.WITHDRAW_WHOLE, "15/07", {"how": "petition", "reason": "Không nêu lý do"})
    c.take(StepName.TERMINATE, "16/07", {"grounds": "11a.2.a", "reason": "Có đơn rút"})
    c.take(StepName.SEND, "17/07", {"what": "terminate", "to_whom": "Người khiếu nại"})
    assert (c.petition.state, c.open_duties()) == (PetitionState.WITHDRAWN, [])
    threatened = {"grounds": "10.3", "reason": "Bị đe dọa, có tin nhắn kèm theo", "all_back": True}
    c.take(StepName.REOPEN, "03/08", threatened, document="29/QĐ-SKHCN")
    # Thirty days after Monday 03/08 is 02/09, a holiday; Thursday 03/09 is worked.
    assert (c.stage, c.due("KN_GQ1")) == (Stage.ACCEPTED, date(2026, 9, 3))
    assert not PetitionParty.objects.filter(petition=c.pk).exclude(withdrawn_on=None).exists()
    verified(c, on="05/08", report=AGREED)
    c.take(StepName.DECIDE, "20/08", DECIDED)
    assert (c.stage, c.petition.state) == (Stage.DECIDED, PetitionState.RESOLVED)
    assert (c.petition.resolved_on, c.done("KN_GQ1")) == (date(2026, 8, 20), date(2026, 8, 20))


def test_first_instance_lets_its_time_go_by_and_the_complainant_goes_on(case):
    """Lần đầu hết hạn mà không giải quyết: khiếu nại lần hai, hồ sơ lần đầu kết thúc."""
    first = case("01/07", part="XA").accept("06/07")
    verified(first, on="20/07", report=FOUND)
    gone_on = {"how": "second", "to_whom": "Chủ tịch UBND tỉnh"}
    with pytest.raises(Refused, match="chưa quá hạn giải quyết"):
        first.take(StepName.APPEAL, "05/08", gone_on)
    first.take(StepName.APPEAL, "10/08", gone_on)
    assert (first.stage, first.open_duties()) == (Stage.APPEALED, [])
    with pytest.raises(Refused, match="khi hồ sơ ở giai đoạn “Đã khiếu nại lần hai, khởi kiện”"):
        first.take(StepName.DECIDE, "11/08", DECIDED)
    second = case("10/08", part="UBND", is_first_time=False)
    second.accept("17/08", previous=first.proceeding)
    assert second.proceeding.previous == first.proceeding
    assert second.due("KN_GQ2") == date(2026, 10, 1)
