"""The one missing thing of a case (việc còn thiếu), from its state and stage alone: lists ask this
of every row without a statement."""

from __future__ import annotations

from typing import Protocol

from complaints.enums import PetitionState, WaitsFor
from complaints.procedure.names import Stage, StepName
from complaints.procedure.tables import step_of


class OfPetition(Protocol):
    """What a row of a list tells of the petition."""

    state: str
    waits_for: str
    outcome: str


class OfProceeding(Protocol):
    """What it tells of the proceeding."""

    kind: str
    stage: str


# The step that carries a case onward from each stage; the first that its table knows counts.
_ONWARD: dict[Stage, tuple[StepName, ...]] = {
    Stage.REVIEWING: (StepName.ACCEPT, StepName.REFUSE_AGAIN, StepName.REPORT),
    Stage.ACCEPTED: (StepName.ASSIGN, StepName.ANSWER, StepName.REPORT),
    Stage.VERIFYING: (StepName.REPORT, StepName.ANSWER, StepName.DECIDE),
    Stage.REPORTED: (StepName.DECIDE, StepName.ANSWER),
    Stage.SUSPENDED: (StepName.RESUME,),
    Stage.DECIDED: (StepName.SEND, StepName.HANDLE, StepName.TAKE_EFFECT, StepName.CLOSE),
    Stage.IN_EFFECT: (StepName.START_ENFORCING, StepName.HANDLE, StepName.CLOSE),
    Stage.ENFORCING: (StepName.RECORD_DONE, StepName.REPORT_HANDLING, StepName.CLOSE),
}
# Words for a stage whose step the table does not name.
_WORDS = {
    Stage.REVIEWING: "Xem xét tố cáo tiếp",
    Stage.ACCEPTED: "Giao xác minh nội dung",
    Stage.VERIFYING: "Báo cáo kết quả xác minh",
    Stage.REPORTED: "Ban hành quyết định, kết luận",
    Stage.SUSPENDED: "Tiếp tục giải quyết khi hết lý do tạm đình chỉ",
    Stage.DECIDED: "Gửi, công khai văn bản giải quyết",
    Stage.IN_EFFECT: "Tổ chức thi hành hoặc kết thúc hồ sơ",
    Stage.ENFORCING: "Ghi kết quả thi hành",
}
_AFTER_DECISION = frozenset({Stage.DECIDED, Stage.IN_EFFECT, Stage.ENFORCING})
_OF_INTAKE = {
    WaitsFor.APPROVAL: "Thủ trưởng duyệt đề xuất xử lý đơn",
    WaitsFor.CITIZEN: "Công dân bổ sung, làm rõ nội dung",
    WaitsFor.OTHER: "Cơ quan khác trả lời",
}


def missing_thing(petition: OfPetition, proceeding: OfProceeding | None) -> str:
    """What must be done next, in the words of the procedure; empty when nothing is left."""
    if petition.state == PetitionState.RECEIVED:
        return _OF_INTAKE.get(WaitsFor(petition.waits_for), "Lập đề xuất xử lý đơn")
    if proceeding is not None:
        return _of_stage(petition, proceeding)
    if petition.state == PetitionState.ACCEPTED:
        return _WORDS[Stage.ACCEPTED]
    if petition.state == PetitionState.PROCESSED and petition.waits_for == WaitsFor.OTHER:
        return "Nơi nhận đơn trả lời kết quả"
    return ""


def _of_stage(petition: OfPetition, proceeding: OfProceeding) -> str:
    stage = Stage(proceeding.stage)
    if stage not in _ONWARD:
        return ""
    if stage == Stage.DECIDED and petition.waits_for == WaitsFor.CITIZEN:
        return "Hết thời hạn khiếu nại tiếp thì ghi nhận hiệu lực"
    found = (step_of(proceeding.kind, name, stage) for name in _ONWARD[stage])
    return next((step.label for step in found if step), _WORDS[stage])


def is_open(petition: OfPetition, proceeding: OfProceeding | None, *, has_duty: bool) -> bool:
    """True while somebody has something to do in the case: it runs, or a duty still does."""
    if petition.state in (PetitionState.RECEIVED, PetitionState.ACCEPTED) or has_duty:
        return True
    return proceeding is not None and proceeding.stage in _AFTER_DECISION
