"""What a step is: from which stages to which, who may, with which facts, what it asks and starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agencies.roles import Permission
from complaints.enums import ClockEventKind
from complaints.procedure.names import Stage, StepName


class Ask(StrEnum):
    """How one thing is asked on the form of a step."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    MONEY = "money"
    YES = "yes"
    CHOICE = "choice"
    MANY = "many"
    LINES = "lines"  # one entry a line, columns separated by |


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a step asks for; `name` is its key in what was said."""

    name: str
    label: str
    kind: Ask = Ask.LINE
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


class Fact(StrEnum):
    """What must hold in the case before a step (điều kiện), looked up by the action."""

    ELIGIBLE = "eligible"
    COMPETENT = "competent"
    NO_SECOND_DECISION = "no_second_decision"
    FIRST_ENDED = "first_ended"
    NOT_TERMINATED_BEFORE = "not_terminated_before"
    EVIDENCE_ASKED = "evidence_asked"
    EXPERT_ASKED = "expert_asked"
    STAY_RUNS = "stay_runs"
    NO_STAY = "no_stay"
    NO_OPEN_DIALOGUE = "no_open_dialogue"
    DIALOGUE_PLANNED = "dialogue_planned"
    DIALOGUE_DONE = "dialogue_done"
    COMPLEX = "complex"
    NOT_WITHDRAWN = "not_withdrawn"
    WAS_WITHDRAWN = "was_withdrawn"
    SENT = "sent"
    EFFECT_DUE = "effect_due"
    HAS_ITEMS = "has_items"
    ALL_DONE = "all_done"
    OVERDUE = "overdue"


MISSING: dict[Fact, str] = {
    Fact.ELIGIBLE: "Chưa kiểm tra đủ điều kiện thụ lý; hãy ghi phiếu kiểm tra điều kiện trước.",
    Fact.COMPETENT: "Chỉ thụ lý đơn thuộc thẩm quyền giải quyết của cơ quan.",
    Fact.NO_SECOND_DECISION: (
        "Đã có quyết định giải quyết khiếu nại lần hai: không thụ lý (điều 11 khoản 7)."
    ),
    Fact.FIRST_ENDED: (
        "Khiếu nại lần hai cần quyết định lần đầu, hoặc thời hạn giải quyết lần đầu đã hết."
    ),
    Fact.NOT_TERMINATED_BEFORE: (
        "Nội dung đã rút không được xem xét lại, trừ khi bị ép buộc, đe dọa (điều 10 khoản 3)."
    ),
    Fact.EVIDENCE_ASKED: "Chưa có yêu cầu cung cấp tài liệu nào đang chờ.",
    Fact.EXPERT_ASKED: "Chưa trưng cầu giám định.",
    Fact.STAY_RUNS: "Không có quyết định tạm đình chỉ thi hành nào đang có hiệu lực.",
    Fact.NO_STAY: "Việc thi hành đang được tạm đình chỉ rồi.",
    Fact.NO_OPEN_DIALOGUE: "Còn một buổi đối thoại chưa ghi biên bản.",
    Fact.DIALOGUE_PLANNED: "Chưa có thông báo đối thoại.",
    Fact.DIALOGUE_DONE: (
        "Chưa tổ chức đối thoại; ghi biên bản, hoặc ghi người khiếu nại vắng không có lý do "
        "chính đáng."
    ),
    Fact.COMPLEX: "Chưa ghi nhận vụ việc phức tạp bằng văn bản trong hồ sơ.",
    Fact.NOT_WITHDRAWN: "Người gửi đơn đã rút toàn bộ nội dung; hãy đình chỉ giải quyết.",
    Fact.WAS_WITHDRAWN: "Chưa ghi việc rút toàn bộ nội dung.",
    Fact.SENT: "Chưa gửi quyết định, kết luận.",
    Fact.EFFECT_DUE: "Chưa đến ngày quyết định có hiệu lực.",
    Fact.HAS_ITEMS: "Quyết định, kết luận không có việc phải thi hành.",
    Fact.ALL_DONE: "Còn việc phải thi hành chưa xong.",
    Fact.OVERDUE: "Vụ việc chưa quá hạn giải quyết.",
}


@dataclass(frozen=True, slots=True)
class Start:
    """A duty that a step starts; `on`: the key of the day in what was said, empty for the step's."""

    rule: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of a procedure. `target` None: the stage stays. `owed`: what the citizen is owed
    next. `since`: first day on which the law knows this step. `form`: code of its statutory form."""

    name: StepName
    label: str
    sources: frozenset[Stage]
    target: Stage | None
    needs: Permission
    basis: str
    owed: str = ""
    facts: tuple[Fact, ...] = ()
    asks: tuple[Asked, ...] = ()
    starts: tuple[Start, ...] = ()
    ends: tuple[str, ...] = ()
    clock: ClockEventKind | None = None
    form: str = ""
    since: date | None = None
