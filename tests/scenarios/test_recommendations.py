"""Recommendations and reflections to the answer, as a clerk would tell them. Dates by hand."""

from datetime import date

import pytest

from agencies.refusals import Refused
from complaints.enums import Outcome, PetitionKind, PetitionState
from complaints.models import Clock, Decision, Proceeding, ProceedingEvent
from complaints.procedure.names import Stage, StepName
from tests.scenarios.conftest import day

TOLD = {
    "kind": PetitionKind.RECOMMENDATION,
    "summary": "Phản ánh đường vào thôn hư hỏng",
    "content": "Đề nghị sửa đoạn đường vào thôn Pò Mã.",
}
ANSWERED = {"text": "Đã bố trí vốn sửa đường trong quý IV.", "told_on": day("14/08")}


@pytest.fixture
def recommendation(case):
    return lambda received: case(received, **TOLD)


def test_recommendation_answered_late(recommendation):
    """Phản ánh được nhận, thông báo đúng hạn, trả lời chậm bảy ngày, kết thúc hồ sơ."""
    c = recommendation("06/07")
    # Ten working days after Monday 06/07: 7 to 10, 13 to 17, 20.
    assert c.due("KNPA_TB") == date(2026, 7, 20)
    c.accept("08/07")
    # Thirty days: 23 in July, 7 in August.
    assert c.due("KNPA_GQ") == date(2026, 8, 7)
    assert c.open_duties() == ["KNPA_GQ", "KNPA_TB"]
    c.take(StepName.NOTIFY, "09/07", {"told_on": day("09/07")})
    assert c.done("KNPA_TB") == date(2026, 7, 9)
    c.take(StepName.WORK, "20/07", {"with_whom": "Ban quản lý dự án", "content": "Đã kiểm tra"})
    c.take(StepName.ANSWER, "14/08", ANSWERED, document="77/CV-SKHCN")
    clock = Clock.objects.get(petition=c.pk, rule_code="KNPA_GQ")
    assert (clock.due_on, clock.finished_on) == (date(2026, 8, 7), date(2026, 8, 14))
    answer = Decision.objects.get(petition=c.pk)
    assert (answer.finding, answer.number, answer.sent_on) == (
        "answered", "77/CV-SKHCN", date(2026, 8, 14),
    )  # fmt: skip
    assert (c.stage, c.petition.state) == (Stage.DECIDED, PetitionState.RESOLVED)
    assert c.petition.resolution == (
        "77/CV-SKHCN ngày 14/08/2026. Đã bố trí vốn sửa đường trong quý IV."
    )
    c.take(StepName.CLOSE, "17/08")
    assert (c.stage, c.open_duties()) == (Stage.CLOSED, [])


def test_answer_needs_number_signer_and_a_day_not_before_it(recommendation):
    """Văn bản trả lời phải có số, người ký; công dân nhận không thể trước ngày văn bản."""
    c = recommendation("06/07").accept("08/07")
    for changed, sentence in (
        ({"document": ""}, "Hãy ghi số, ký hiệu văn bản"),
        ({"signer": ""}, "Hãy ghi người ký văn bản"),
        ({"said": {**ANSWERED, "told_on": day("13/08")}}, "không thể trước ngày văn bản trả lời"),
        ({"said": {"told_on": day("14/08")}}, "Hãy ghi: Nội dung trả lời."),
    ):
        told = {"said": ANSWERED, "document": "77/CV-SKHCN", **changed}
        with pytest.raises(Refused, match=sentence):
            c.take(StepName.ANSWER, "14/08", **told)
    assert (c.stage, Decision.objects.count()) == (Stage.ACCEPTED, 0)


def test_withdrawn_recommendation_stops_without_an_answer(recommendation):
    """Công dân rút phản ánh: ghi việc rút rồi dừng giải quyết, không còn thời hạn nào."""
    c = recommendation("06/07").accept("08/07")
    with pytest.raises(Refused, match="Chưa ghi việc rút toàn bộ nội dung"):
        c.take(StepName.TERMINATE, "10/07")
    c.take(StepName.WITHDRAW_WHOLE, "13/07", {"reason": "Đường đã được sửa"})
    with pytest.raises(Refused, match="đã rút toàn bộ nội dung"):
        c.take(StepName.ANSWER, "14/08", ANSWERED)
    c.take(StepName.TERMINATE, "14/07")
    assert (c.stage, c.petition.state) == (Stage.TERMINATED, PetitionState.WITHDRAWN)
    assert c.open_duties() == []


def test_recommendation_not_taken_up_is_told_why(recommendation):
    """Nội dung không đủ điều kiện: không nhận giải quyết, ghi lý do, không mở thủ tục."""
    c = recommendation("06/07")
    c.process("08/07", Outcome.NOT_ACCEPT, note="Nội dung đã được trả lời năm 2025.")
    assert c.steps() == ["refuse"]
    event = ProceedingEvent.objects.get(petition=c.pk)
    assert (event.stage_after, event.note) == (
        Stage.NOT_ACCEPTED, "Nội dung đã được trả lời năm 2025.",
    )  # fmt: skip
    assert not Proceeding.objects.filter(petition=c.pk).exists()
    assert c.open_duties() == []
