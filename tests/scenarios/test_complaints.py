"""Complaints from acceptance to the end, as a clerk would tell them. Dates are worked by hand."""

from datetime import date, datetime

from complaints.enums import PetitionState
from complaints.procedure.names import Stage, StepName
from tests.factories import HANOI

TEAM = {"team": ["Trần Văn Tổ | Phó Chánh Thanh tra | x"], "plan": "Xác minh giá đất", "days": 15}
FOUND = {
    "findings": ["Giá đất | đúng một phần"],
    "demand_matches": False,
    "proposal": "Sửa đổi quyết định",
}
INVITED = {
    "place": "Phòng họp Sở",
    "chair": "Lê Thị Hạnh, Giám đốc",
    "content": "Giá bồi thường",
    "parties": ["Người khiếu nại | Hoàng Văn Minh", "Người bị khiếu nại | Nguyễn Văn Quyết"],
}
HELD = {
    "complainant": "present",
    "respondent": "present",
    "content": "Trao đổi giá đất",
    "result": "Thống nhất về cây trồng, chưa thống nhất về đất",
    "copies": 3,
}
DECIDED = {
    "finding": "partly",
    "ruling": "amend",
    "text": "Sửa đổi phần giá bồi thường đất.",
    "items": ["back_money | Trả thêm tiền bồi thường | 120.000.000"],
}


def at(day: int, month: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=HANOI)


def test_complaint_decided_after_a_dialogue_and_enforced(case):
    """Khiếu nại lần đầu, đối thoại, quyết định đúng một phần, có hiệu lực, thi hành xong."""
    c = case("01/07").accept("06/07")
    # 30 days from 06/07: Wednesday 05/08.
    assert c.due("KN_GQ1") == date(2026, 8, 5)
    c.take(StepName.ASSIGN, "08/07", TEAM)
    c.take(StepName.REPORT, "20/07", FOUND)
    c.take(StepName.INVITE_DIALOGUE, "21/07", {**INVITED, "planned_at": at(28, 7)})
    c.take(StepName.HOLD_DIALOGUE, "28/07", HELD)
    c.take(StepName.DECIDE, "03/08", DECIDED)
    assert (c.stage, c.petition.state) == (Stage.DECIDED, PetitionState.RESOLVED)
