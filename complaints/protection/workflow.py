"""Which step of a protection file is legal now, for whom; and if not, why (Luật Tố cáo 2018, art. 50–54).

Tables and pure functions. A refusal is one Vietnamese sentence, shared by page and action.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from complaints.protection.names import RUNNING, FileState, Step, Way

URGENT = (Way.IN_PERSON, Way.PHONE)


class Part(StrEnum):
    """What somebody is in a file (tư cách trong hồ sơ)."""

    KEEPER = "keeper"
    DECIDER = "decider"
    READER = "reader"


ALL = frozenset(Part)
_DECIDES = frozenset({Part.DECIDER})
_KEEPS = frozenset({Part.KEEPER, Part.DECIDER})
_NOT_YOURS = {
    _DECIDES: "Chỉ người giải quyết tố cáo được nêu tên trong hồ sơ này ký quyết định, thông báo.",
    _KEEPS: "Chỉ người giữ bí mật hoặc người giải quyết tố cáo được gửi văn bản phối hợp.",
}


@dataclass(frozen=True, slots=True)
class Arrow:
    """From which states, by whom, to which state (None: it stays)."""

    states: frozenset[FileState]
    parts: frozenset[Part]
    to: FileState | None = None


_S = FileState
_OPEN = frozenset(RUNNING)
_WAITING = frozenset({_S.RECEIVED, _S.VERIFIED})
_APPLIED = frozenset({_S.APPLIED})
ARROWS: dict[Step, Arrow] = {
    Step.WRITTEN: Arrow(_OPEN, ALL),
    Step.VERIFY: Arrow(_WAITING, ALL, _S.VERIFIED),
    Step.APPLY: Arrow(_WAITING, _DECIDES, _S.APPLIED),
    Step.REFUSE: Arrow(frozenset({_S.VERIFIED}), _DECIDES, _S.REFUSED),
    Step.LETTER: Arrow(_OPEN, _KEEPS),
    Step.ANSWER: Arrow(_OPEN | {_S.ENDED}, ALL),
    Step.ASK_CHANGE: Arrow(_APPLIED, ALL),
    Step.CHANGE: Arrow(_APPLIED, _DECIDES),
    Step.REPORT: Arrow(_APPLIED | {_S.ENDED}, ALL),
    Step.DECLINE: Arrow(_WAITING, ALL, _S.DECLINED),
    Step.END: Arrow(_APPLIED, _DECIDES, _S.ENDED),
    Step.FILE: Arrow(frozenset(_S), ALL),
}
_NOT_NOW = {
    Step.WRITTEN: "Hồ sơ đã xong; đề nghị mới được ghi từ trang của vụ việc.",
    Step.VERIFY: "Đề nghị này đã được quyết định, không xác minh lại.",
    Step.APPLY: "Hồ sơ này đã có quyết định hoặc thông báo; đề nghị mới được ghi từ trang của vụ việc.",
    Step.REFUSE: "Hãy ghi kết quả xác minh trước khi thông báo không áp dụng (điều 51 khoản 3).",
    Step.LETTER: "Hồ sơ đã xong, không gửi thêm văn bản phối hợp.",
    Step.ANSWER: "Hồ sơ này không gửi văn bản phối hợp nào.",
    Step.ASK_CHANGE: "Chưa áp dụng biện pháp bảo vệ nên chưa có gì để thay đổi, chấm dứt.",
    Step.CHANGE: "Chưa áp dụng hoặc đã chấm dứt biện pháp bảo vệ, không thay đổi được.",
    Step.REPORT: "Chưa áp dụng biện pháp bảo vệ nên chưa có kết quả để báo cáo.",
    Step.DECLINE: "Đã áp dụng thì người được bảo vệ đề nghị chấm dứt; đã xong thì không còn gì từ chối.",
    Step.END: "Chưa áp dụng hoặc đã chấm dứt biện pháp bảo vệ.",
}
_AFTER_DECISION = "Hồ sơ đã có quyết định hoặc thông báo; không thông báo lần nữa."


@dataclass(frozen=True, slots=True)
class Known:
    """What the file tells the rules."""

    state: FileState
    way: Way
    has_writing: bool
    is_founded: bool | None
    open_letters: int

    @property
    def is_urgent(self) -> bool:
        """Đề nghị khẩn cấp (art. 50 clause 3)."""
        return self.way in URGENT

    @property
    def owes_writing(self) -> bool:
        """The written request that must follow an urgent one."""
        return self.is_urgent and not self.has_writing


def refusal(step: Step, parts: Set[Part], known: Known) -> str | None:
    """Why this step is closed now for somebody who is `parts` in the file; None when it is open."""
    arrow = ARROWS[step]
    if not arrow.parts & parts:
        return _NOT_YOURS.get(arrow.parts, "Bạn không được nêu tên trong hồ sơ này.")
    if known.state not in arrow.states:
        decided = known.state not in _WAITING
        return _AFTER_DECISION if step is Step.REFUSE and decided else _NOT_NOW[step]
    return _missing(step, known)


def _missing(step: Step, known: Known) -> str | None:
    if step is Step.WRITTEN and not known.owes_writing:
        return "Văn bản đề nghị đã có hoặc không cần: hồ sơ không mở từ đề nghị khẩn cấp."
    if step is Step.ANSWER and not known.open_letters:
        return "Không có văn bản phối hợp nào đang chờ trả lời."
    if step is Step.APPLY:
        return _cannot_apply(known)
    return None


def _cannot_apply(known: Known) -> str | None:
    """Art. 51 clause 1: founded and true; what is urgent is not kept waiting (art. 50 clause 3)."""
    if known.is_founded is False:
        return (
            "Kết quả xác minh là không có căn cứ; hãy ghi kết quả xác minh mới trước khi áp dụng."
        )
    if known.is_founded is None and not (known.is_urgent or known.way is Way.OWN):
        return (
            "Hãy ghi kết quả xác minh đề nghị trước khi quyết định; chỉ đề nghị khẩn cấp được áp dụng "
            "ngay (điều 50 khoản 3)."
        )
    return None


def open_steps(parts: Set[Part], known: Known) -> list[Step]:
    """The buttons of the page, in the order of the procedure."""
    return [step for step in ARROWS if refusal(step, parts, known) is None]
