"""Which step of a task is possible now, for whom, and if not, why (nhiệm vụ). Tables, pure (ADR 0024).

A refusal is one Vietnamese sentence, shared by the button, the preview of many and the action.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from agencies.refusals import NotAllowed, Refused
from plans.enums import EvidenceKind, PlanState, TaskKind, TaskState, UpdateKind


class Part(StrEnum):
    """What somebody is to a task."""

    MANAGER = "manager"  # looks after the plan: its issuer, or who continues it
    ISSUER = "issuer"  # works for the issuer
    LEAD = "lead"  # works for the unit that leads
    COOPERATE = "cooperate"  # works for a unit that takes part
    ASSIGNER = "assigner"  # gives out the work of the unit that leads
    HEAD = "head"  # is over the issuer or one of the units
    OVERSEER = "overseer"  # watches over the units


WITHOUT_END = frozenset({TaskKind.CONTINUOUS, TaskKind.RECURRING})
UNFINISHED = frozenset({TaskState.OPEN, TaskState.BLOCKED})
_WORKERS = frozenset({Part.LEAD, Part.COOPERATE, Part.ISSUER, Part.MANAGER})
_ANSWERABLE = frozenset({Part.LEAD, Part.MANAGER})
_MANAGER = frozenset({Part.MANAGER})
_SHOWN_LATER = UNFINISHED | {TaskState.DONE}

NO_END = (
    "Nhiệm vụ thường xuyên, định kỳ không có lúc “đã xong”: hãy ghi minh chứng từng lần; nhiệm vụ "
    "kết thúc cùng kế hoạch."
)
POLICE = "Nhiệm vụ của cơ quan Công an chỉ nhận văn bản làm minh chứng, không gắn lượt tiếp, đơn, vụ việc."
# A paragraph about the police is text of the document; its task takes documents (design.md, 2).
POLICE_TAKES = frozenset({EvidenceKind.DOCUMENT, EvidenceKind.FILE})
_WORKS = "Chỉ cơ quan ban hành và đơn vị được giao mới cập nhật nhiệm vụ này."
_LEADS = "Chỉ đơn vị chủ trì và cơ quan ban hành kế hoạch mới ghi được việc này."
_MANAGES = "Chỉ cơ quan ban hành kế hoạch, hoặc đơn vị kế thừa, mới làm được việc này."

_PLAN = {
    PlanState.DRAFT: "Kế hoạch chưa được tiếp nhận nên chưa cập nhật được nhiệm vụ.",
    PlanState.CLOSED: "Kế hoạch đã kết thúc; nhiệm vụ chỉ còn để xem.",
    PlanState.REPLACED: "Kế hoạch đã bị thay thế; nhiệm vụ chỉ còn để xem.",
}
_STATE = {
    TaskState.OPEN: "Nhiệm vụ đang thực hiện, không vướng mắc.",
    TaskState.BLOCKED: "Nhiệm vụ đang vướng; hãy ghi “Hết vướng” trước.",
    TaskState.DONE: "Nhiệm vụ đã xong; hãy mở lại nếu còn việc.",
    TaskState.ENDED: "Nhiệm vụ đã kết thúc cùng kế hoạch.",
    TaskState.DROPPED: "Nhiệm vụ không thực hiện nữa; hãy mở lại nếu cần.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is written of a task: from which states, who may, what has to be said."""

    label: str
    sources: frozenset[TaskState]
    parts: frozenset[Part]
    only: str
    needs_note: str = ""
    moves: bool = True


STEPS: dict[UpdateKind, Step] = {
    UpdateKind.PROGRESS: Step(
        "Ghi tiến độ", UNFINISHED, _WORKERS, _WORKS, "Hãy ghi đã làm được gì.", moves=False
    ),
    UpdateKind.EVIDENCE: Step("Thêm minh chứng", _SHOWN_LATER, _WORKERS, _WORKS, moves=False),
    UpdateKind.DONE: Step(
        "Báo hoàn thành", frozenset({TaskState.OPEN}), _ANSWERABLE, _LEADS,
        "Hãy ghi kết quả thực hiện.",
    ),
    UpdateKind.BLOCK: Step(
        "Báo vướng", frozenset({TaskState.OPEN}), _WORKERS, _WORKS, "Hãy ghi vướng vì việc gì."
    ),
    UpdateKind.UNBLOCK: Step("Hết vướng", frozenset({TaskState.BLOCKED}), _WORKERS, _WORKS),
    UpdateKind.ASSIGN: Step(
        "Phân công", UNFINISHED, frozenset({Part.ASSIGNER}),
        "Chỉ người phân công việc của đơn vị chủ trì mới giao được người thực hiện.",
    ),
    UpdateKind.COMMENT: Step(
        "Ý kiến thủ trưởng", _SHOWN_LATER, frozenset({Part.HEAD}),
        "Chỉ thủ trưởng ghi ý kiến chỉ đạo.", "Hãy ghi ý kiến.", moves=False,
    ),
    UpdateKind.URGE: Step(
        "Đôn đốc", UNFINISHED, frozenset({Part.OVERSEER, Part.MANAGER}),
        "Chỉ cơ quan ban hành và cơ quan theo dõi mới đôn đốc.", moves=False,
    ),
    UpdateKind.REOPEN: Step(
        "Mở lại", frozenset({TaskState.DONE, TaskState.DROPPED}), _ANSWERABLE, _LEADS,
        "Hãy ghi vì sao mở lại.",
    ),
    UpdateKind.DROP: Step(
        "Không thực hiện nữa", UNFINISHED, _MANAGER, _MANAGES, "Hãy ghi vì sao không thực hiện nữa."
    ),
    UpdateKind.CHANGE: Step("Sửa nhiệm vụ", UNFINISHED, _MANAGER, _MANAGES),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Situation:
    """What the rules ask of a task and of whoever stands before it."""

    state: TaskState
    kind: TaskKind
    plan_state: PlanState
    parts: Set[Part]
    police: bool = False


def refusal(step: UpdateKind, now: Situation) -> Refused | None:
    """Why the step is not possible, or None."""
    rule = STEPS[step]
    if not rule.parts & now.parts:
        return NotAllowed(rule.only)
    if now.plan_state != PlanState.ACCEPTED:
        return Refused(_PLAN[now.plan_state])
    if step == UpdateKind.DONE and now.kind in WITHOUT_END:
        return Refused(NO_END)
    if now.state not in rule.sources:
        return Refused(_STATE[now.state])
    dropped = now.state == TaskState.DROPPED
    if step == UpdateKind.REOPEN and dropped and Part.MANAGER not in now.parts:
        return NotAllowed(_MANAGES)
    return None


def possible(now: Situation) -> list[UpdateKind]:
    """The steps open to this reader, in the order of the table."""
    return [step for step in STEPS if refusal(step, now) is None]


def note_missing(step: UpdateKind, note: str) -> str:
    """What has to be said with this step and is not; empty when all is said."""
    return STEPS[step].needs_note if not note.strip() else ""


def evidence_kinds(police: bool) -> list[EvidenceKind]:
    """Kinds of evidence that a task takes."""
    return [kind for kind in EvidenceKind if not police or kind in POLICE_TAKES]


def evidence_missing(
    kind: EvidenceKind, *, document_number: str, has_file: bool, has_record: bool, note: str
) -> tuple[str, str]:
    """The field and the sentence of what this kind of evidence lacks; two empty texts for nothing."""
    if kind == EvidenceKind.DOCUMENT and not document_number.strip():
        return "document_number", "Hãy ghi số, ký hiệu văn bản."
    if kind == EvidenceKind.FILE and not has_file:
        return "file", "Hãy chọn tệp."
    if kind == EvidenceKind.REPORT and not (has_record or document_number.strip() or note.strip()):
        return "document_number", "Hãy ghi số báo cáo, hoặc chọn báo cáo trong hệ thống."
    plain = (EvidenceKind.DOCUMENT, EvidenceKind.FILE, EvidenceKind.REPORT)
    if kind not in plain and not has_record:
        return "reference", "Hãy ghi số trong sổ, ngày, hoặc dán địa chỉ trang của hồ sơ."
    return "", ""
