"""A sample of the matrix through the engine itself: what is closed is refused and changes nothing."""

from datetime import date

import pytest

from agencies.refusals import Refused
from complaints.actions.proceedings import take_step
from complaints.enums import PetitionKind, WaitsFor
from complaints.models import Clock, Petition, ProceedingEvent
from complaints.procedure.names import Stage, StepName
from tests.scenarios.conftest import day

TEAM = {"team": ["Trần Văn Tổ | Thanh tra viên | x", "Vi Thị Viên"], "plan": "Xác minh"}
REPORTED = {"findings": ["Thu tiền | đúng"], "proposal": "Xử lý"}
CONCLUDED = {"finding": "right", "findings": ["Thu tiền | đúng"], "text": "Tố cáo đúng."}
SENT = {"to_whom": "Người bị tố cáo", "informant_told_on": day("31/07")}
MEETING = {"how": "meeting", "where": "Họp cơ quan", "redacted": True}
WAY = (
    (StepName.ASSIGN, "14/07", TEAM),
    (StepName.REPORT, "20/07", REPORTED),
    (StepName.DECIDE, "28/07", CONCLUDED),
    (StepName.SEND, "31/07", SENT),
    (StepName.HANDLE, "03/08", {"measures": "Kiểm điểm"}),
    (StepName.PUBLISH, "04/08", MEETING),
    (StepName.CLOSE, "05/08", {}),
)
# Written by hand from the law, as in tests/complaints/test_procedure_matrix.py.
CLOSED_AT = {
    Stage.ACCEPTED: "accept refuse report resume handle publish close answer appeal stay",
    Stage.VERIFYING: "accept resume decide handle publish record_done close take_effect",
    Stage.REPORTED: "assign notify work report resume handle close refuse_again",
    Stage.DECIDED: "assign report decide suspend resume terminate extend close withdraw_whole",
    Stage.ENFORCING: "assign decide suspend terminate extend handle demand_report",
    Stage.CLOSED: "assign decide send publish handle record_done report_handling close resume",
}


@pytest.mark.parametrize("stage", CLOSED_AT)
def test_closed_steps_are_refused_by_the_engine(case, stage):
    """Bước không hợp giai đoạn: từ chối bằng một câu, không ghi gì."""
    c = case("06/07", kind=PetitionKind.DENUNCIATION).accept("13/07")
    for step, on, said in WAY:
        if c.stage == stage:
            break
        c.take(step, on, said)
    assert c.stage == stage
    before = written(c.pk)
    for name in CLOSED_AT[stage].split():
        with pytest.raises(Refused) as refused:
            c.take(StepName(name), "05/08", {}, by=c.person("head"))
        assert refused.value.sentence.startswith(("Không thể “", "Thủ tục “"))
        with pytest.raises(Petition.DoesNotExist):  # the desk does not see a sealed one
            c.take(StepName(name), "05/08", {}, by=c.person("officer"))
    assert written(c.pk) == before


def written(pk) -> tuple:
    clocks = Clock.objects.filter(petition=pk).order_by("pk")
    return (
        list(Petition.objects.filter(pk=pk).values()),
        list(ProceedingEvent.objects.filter(petition=pk).order_by("pk").values()),
        list(clocks.values("rule_code", "due_on", "finished_on")),
    )


def test_two_heads_conclude_at_once_and_the_second_keeps_the_text(case):
    """Hai người cùng ra kết luận: người sau được báo, không có hai kết luận."""
    c = case("06/07", kind=PetitionKind.DENUNCIATION).accept("13/07")
    c.take(*WAY[0])
    c.take(*WAY[1])
    version = c.petition.version
    told = {
        "petition_id": c.pk, "step": StepName.DECIDE, "happened_on": date(2026, 7, 28),
        "said": CONCLUDED, "document": "05/KL-SKHCN", "signer": "Lê Thị Hạnh", "version": version,
        "by": c.person("head"), "now": c.moment(date(2026, 7, 28)),
    }  # fmt: skip
    take_step(**told)
    with pytest.raises(Refused, match=r"Nội dung bạn đã nhập vẫn được giữ\.$"):
        take_step(**told)
    assert ProceedingEvent.objects.filter(petition=c.pk, step=StepName.DECIDE).count() == 1


def test_after_a_conclusion_the_office_acts(case):
    """Gửi kết luận rồi vẫn chờ cơ quan xử lý, không chờ công dân."""
    c = case("06/07", kind=PetitionKind.DENUNCIATION).accept("13/07")
    for step, on, said in WAY[:3]:
        c.take(step, on, said)
    assert c.petition.waits_for == WaitsFor.AGENCY
    c.take(*WAY[3])
    assert c.petition.waits_for == WaitsFor.AGENCY
