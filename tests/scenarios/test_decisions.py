"""What follows the decision on a complaint: sent, published, in effect, enforced, closed."""

from datetime import date
from decimal import Decimal

import pytest

from agencies.refusals import Refused
from complaints.models import Clock, Decision, EnforcementItem
from complaints.procedure.names import Stage, StepName
from tests.scenarios.conftest import day

TEAM = {"team": ["Trần Văn Tổ | Thanh tra viên | x"], "plan": "Xác minh giá đất", "days": 15}
REPORTED = {"findings": ["Giá đất | đúng"], "demand_matches": True, "proposal": "Sửa đổi"}
DECIDED = {
    "finding": "right",
    "ruling": "amend",
    "text": "Sửa đổi phần giá bồi thường đất.",
    "items": [
        "Trả lại tiền cho tổ chức, cá nhân | Trả thêm tiền bồi thường | 120.000.000 | | 30/10/2026",
        "Trả lại đất cho tổ chức, cá nhân | Trả lại phần đất thu hồi sai | 85,5",
    ],
    "rights_restored_people": 4,
}
TOLD = {"to_whom": "Người khiếu nại, thanh tra cùng cấp"}
POSTED = {"how": "posted", "where": "Trụ sở tiếp công dân"}


@pytest.fixture
def decided(case):
    """Received Monday 06/07, accepted 08/07, decided 28/07: in time, with money and land to return."""
    c = case("06/07").accept("08/07")
    c.take(StepName.ASSIGN, "09/07", TEAM)
    c.take(StepName.REPORT, "20/07", REPORTED)
    c.take(StepName.DECIDE, "28/07", DECIDED, document="30/QĐ-SKHCN")
    return c


def of(c) -> Decision:
    return Decision.objects.get(petition=c.pk)


def test_a_decision_keeps_what_must_be_done(decided):
    """Quyết định ghi rõ tiền, đất phải trả và số người được trả lại quyền lợi."""
    found = of(decided)
    assert (found.number, found.signer, found.decided_on) == (
        "30/QĐ-SKHCN", "Lê Thị Hạnh", date(2026, 7, 28),
    )  # fmt: skip
    assert (found.finding, found.ruling, found.rights_restored_people) == ("right", "amend", 4)
    items = EnforcementItem.objects.filter(decision=found).order_by("-amount")
    assert list(items.values_list("kind", "amount", "due_on")) == [
        ("back_money", Decimal(120_000_000), date(2026, 10, 30)),
        ("back_land", Decimal("85.5"), None),
    ]


def test_it_is_sent_twice_and_the_first_day_counts(decided):
    """Gửi lại cho người chưa nhận: ngày gửi là lần đầu, ngày nhận ghi được sau."""
    with pytest.raises(Refused, match="Ngày người khiếu nại nhận không thể trước ngày gửi"):
        decided.take(StepName.SEND, "30/07", {**TOLD, "received_on": day("29/07")})
    decided.take(StepName.SEND, "30/07", TOLD)
    assert decided.done("KN_GUI_QD1") == date(2026, 7, 30)
    assert "KN_LAN2_HAN" not in decided.open_duties()
    received = {**TOLD, "received_on": day("05/08")}
    with pytest.raises(Refused, match="không thể ở tương lai"):
        decided.take(StepName.SEND, "04/08", received)
    decided.take(StepName.SEND, "04/08", received, entered_on="06/08")
    assert (of(decided).sent_on, of(decided).received_on) == (date(2026, 7, 30), date(2026, 8, 5))
    # Thirty days after 05/08: 26 in August, 4 in September.
    assert decided.due("KN_LAN2_HAN") == date(2026, 9, 4)


def test_posted_fifteen_days_and_told_at_a_meeting(decided):
    """Niêm yết và công bố tại cuộc họp: giữ ngày đầu, ghi cả hai hình thức."""
    decided.take(StepName.PUBLISH, "03/08", POSTED)
    # Fifteen days after 03/08.
    assert decided.due("KN_CONGKHAI") == date(2026, 8, 18)
    assert decided.done("KN_CONGKHAI_HAN") == date(2026, 8, 3)
    decided.take(StepName.PUBLISH, "05/08", {"how": "meeting", "where": "Cơ quan"})
    assert of(decided).published_on == date(2026, 8, 3)
    assert of(decided).published_how == (
        "Niêm yết tại trụ sở, nơi tiếp công dân ít nhất 15 ngày: Trụ sở tiếp công dân; "
        "Công bố tại cuộc họp cơ quan, tổ chức nơi người bị khiếu nại công tác: Cơ quan"
    )


def test_in_effect_from_its_day_then_enforced_and_closed(decided):
    """Có hiệu lực sau 30 ngày không khiếu nại tiếp; thi hành từng phần; còn việc thì nêu lý do."""
    # Thirty days after 28/07: 3 in July, 27 in August.
    assert decided.due("KN_HIEULUC") == date(2026, 8, 27)
    with pytest.raises(Refused, match="Chưa đến ngày quyết định có hiệu lực"):
        decided.take(StepName.TAKE_EFFECT, "26/08")
    decided.take(StepName.TAKE_EFFECT, "27/08")
    assert of(decided).effective_on == date(2026, 8, 27)
    assert decided.stage == Stage.IN_EFFECT
    with pytest.raises(Refused, match="ở giai đoạn “Quyết định đã có hiệu lực”"):
        decided.take(StepName.RECORD_DONE, "28/08", {"item": "x", "amount": 1})
    decided.take(StepName.START_ENFORCING, "28/08", {"plan": "Kho bạc chi trả trong 60 ngày"})
    money = {"item": "Trả thêm tiền bồi thường", "amount": Decimal(70_000_000)}
    decided.take(StepName.RECORD_DONE, "07/09", money, document="UNC 112")
    land = EnforcementItem.objects.get(what="Trả lại phần đất thu hồi sai")
    part = {"item": str(land.pk), "amount": Decimal(80), "is_finished": True}
    decided.take(StepName.RECORD_DONE, "08/09", part, note="Năm mét nay là đường đi")
    land.refresh_from_db()
    assert land.done_on == date(2026, 9, 8)
    with pytest.raises(Refused, match="Còn 1 việc phải thi hành chưa xong; hãy ghi lý do"):
        decided.take(StepName.CLOSE, "09/09")
    decided.take(StepName.CLOSE, "09/09", {"unfinished_reason": "Hộ dân nhận phần còn lại năm sau"})
    assert (decided.stage, decided.open_duties()) == (Stage.CLOSED, [])


def test_a_posted_decision_is_not_closed_early(decided):
    """Chưa đủ 15 ngày niêm yết thì chưa kết thúc hồ sơ."""
    decided.take(StepName.TAKE_EFFECT, "27/08")
    decided.take(StepName.PUBLISH, "28/08", POSTED)
    decided.take(StepName.START_ENFORCING, "28/08", {"plan": "Chi trả"})
    money = {"item": "Trả thêm tiền bồi thường", "amount": 120_000_000}
    decided.take(StepName.RECORD_DONE, "31/08", money)
    land = {"item": "Trả lại phần đất thu hồi sai", "amount": Decimal("85.5")}
    decided.take(StepName.RECORD_DONE, "31/08", land)
    # Fifteen days after 28/08 end on Saturday 12/09, so on Monday.
    with pytest.raises(Refused, match="phải treo đến hết ngày 14/09/2026"):
        decided.take(StepName.CLOSE, "11/09")
    decided.take(StepName.CLOSE, "14/09")
    posted = Clock.objects.get(petition=decided.pk, rule_code="KN_CONGKHAI")
    assert posted.finished_on == date(2026, 9, 14)
