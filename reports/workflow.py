"""The life of a report (vòng đời báo cáo): which step is legal now, for whom, and if not why. Pure.

    draft → approved → signed → sent → received | returned
    approved, signed, sent, received, returned → a corrected version, a draft of its own
    a version whose correction was sent is replaced; a draft that is dropped is replaced by none

ADR 0026.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.dates import vn_date


class State(StrEnum):
    """The values of reports.enums.ReportState, for code that knows no database."""

    DRAFT = "draft"
    APPROVED = "approved"
    SIGNED = "signed"
    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"
    REPLACED = "replaced"


class Step(StrEnum):
    """What may be done with a report; the value is that of the field `buoc`."""

    EDIT = "edit"
    REFRESH = "refresh"
    APPROVE = "approve"
    SIGN = "sign"
    SCAN = "scan"
    SEND = "send"
    SEND_OUT = "send_out"
    RECEIVE = "receive"
    RETURN = "return"
    CORRECT = "correct"
    DROP = "drop"


class Part(StrEnum):
    """The part somebody has in a report."""

    MAKER = "maker"  # makes reports of the agency, or of the one their body oversees
    HEAD = "head"  # approves reports of the agency
    DELEGATE = "delegate"  # heads the body that oversees it: signs TUQ. (thừa ủy quyền)
    RECEIVER = "receiver"  # receives where it was sent


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at. `hands`: how many people wrote the draft besides the one who asks;
    `wrote`: whether the one who asks did; `others`: whether the agency has anybody else."""

    state: State
    parts: frozenset[Part]
    today: date
    ends_on: date
    counted_on: date
    sends: bool = True
    has_words: bool = True
    is_latest: bool = True
    wrote: bool = False
    hands: int = 0
    others: bool = True
    blocking: int = 0
    imported: bool = False
    receiver: str = ""
    signs_by_key: bool = False


Rule = Callable[[Facts], str]


@dataclass(frozen=True, slots=True)
class Move:
    """One step: from where, by whom, against what it is refused."""

    step: Step
    label: str
    states: frozenset[State]
    parts: frozenset[Part]
    who: str
    rules: tuple[Rule, ...] = ()
    to: State | None = None


def _is_latest(f: Facts) -> str:
    return "" if f.is_latest else "Đã có bản sau của báo cáo này; hãy làm việc trên bản đó."


def _goes_up(f: Facts) -> str:
    return "" if f.sends else "Loại báo cáo này không phải duyệt, ký và gửi."


def _tells(f: Facts) -> str:
    if f.has_words:
        return ""
    return "Báo cáo kỳ này chỉ có biểu số liệu, không có phần lời văn."


def _is_over(f: Facts) -> str:
    if f.today > f.ends_on:
        return ""
    return (
        f"Kỳ báo cáo kết thúc ngày {vn_date(f.ends_on)}; trước khi hết kỳ chỉ lập dự thảo, chưa duyệt "
        "được."
    )


def _is_counted_after(f: Facts) -> str:
    if f.imported or f.counted_on > f.ends_on:
        return ""
    return (
        f"Số liệu của dự thảo lập ngày {vn_date(f.counted_on)}, khi kỳ báo cáo chưa kết thúc; hãy bấm "
        "“Lập lại số liệu” trước khi duyệt."
    )


def _is_second_person(f: Facts) -> str:
    if not f.wrote or f.hands or not f.others:
        return ""
    return "Người tự soạn một mình không tự duyệt; hãy để người khác trong đơn vị soạn hoặc duyệt."


def _adds_up(f: Facts) -> str:
    if not f.blocking:
        return ""
    return (
        f"Số liệu còn {f.blocking} chỗ không khớp theo quy định của biểu; hãy xem trang kiểm tra, sửa "
        "hồ sơ rồi lập lại số liệu."
    )


def _has_key(f: Facts) -> str:
    if f.signs_by_key:
        return ""
    return "Chưa cài khóa ký số; hãy in, ký giấy, đóng dấu rồi tải lên bản quét đã ký."


def _has_receiver(f: Facts) -> str:
    if f.receiver:
        return ""
    return (
        "Cấp trên của cơ quan này ở ngoài hệ thống; hãy tải tệp đã ký, gửi theo điều 8 Thông tư "
        "06/2025/TT-TTCP rồi bấm “Ghi đã gửi ra ngoài hệ thống”."
    )


def _has_none(f: Facts) -> str:
    return f"Cấp trên {f.receiver} nhận báo cáo trong hệ thống." if f.receiver else ""


_OWN = frozenset({Part.MAKER, Part.HEAD, Part.DELEGATE})
_SIGNERS = frozenset({Part.HEAD, Part.DELEGATE})
_DRAFT = frozenset({State.DRAFT})
_BY_OWN = "người lập báo cáo hoặc thủ trưởng của đơn vị"
_BY_HEAD = "thủ trưởng đơn vị, hoặc thủ trưởng cơ quan thanh tra cùng cấp ký thừa ủy quyền"
_BY_RECEIVER = "người nhận báo cáo ở nơi nhận"

MOVES: dict[Step, Move] = {
    move.step: move
    for move in (
        Move(Step.EDIT, "Soạn lời văn", _DRAFT, _OWN, _BY_OWN, (_tells, _is_latest)),
        Move(Step.REFRESH, "Lập lại số liệu", _DRAFT, _OWN, _BY_OWN, (_is_latest,)),
        Move(
            Step.APPROVE, "Duyệt, lấy số", _DRAFT, _SIGNERS, _BY_HEAD,
            (_goes_up, _is_latest, _is_over, _is_counted_after, _is_second_person, _adds_up),
            State.APPROVED,
        ),
        Move(
            Step.SIGN, "Ký số", frozenset({State.APPROVED}), _SIGNERS, _BY_HEAD,
            (_is_latest, _has_key), State.SIGNED,
        ),
        Move(
            Step.SCAN, "Tải lên bản quét đã ký", frozenset({State.APPROVED, State.SIGNED}), _OWN,
            _BY_OWN, (_is_latest,), State.SIGNED,
        ),
        Move(
            Step.SEND, "Gửi cấp trên", frozenset({State.SIGNED}), _OWN, _BY_OWN,
            (_is_latest, _has_receiver), State.SENT,
        ),
        Move(
            Step.SEND_OUT, "Ghi đã gửi ra ngoài hệ thống", frozenset({State.SIGNED}), _OWN, _BY_OWN,
            (_is_latest, _has_none), State.SENT,
        ),
        Move(
            Step.RECEIVE, "Nhận báo cáo", frozenset({State.SENT}), frozenset({Part.RECEIVER}),
            _BY_RECEIVER, (), State.RECEIVED,
        ),
        Move(
            Step.RETURN, "Trả lại kèm ý kiến", frozenset({State.SENT}),
            frozenset({Part.RECEIVER}), _BY_RECEIVER, (), State.RETURNED,
        ),
        Move(
            Step.CORRECT, "Lập bản sửa",
            frozenset({State.APPROVED, State.SIGNED, State.SENT, State.RECEIVED, State.RETURNED}),
            _OWN, _BY_OWN, (_is_latest,),
        ),
        Move(Step.DROP, "Bỏ dự thảo", _DRAFT, _OWN, _BY_OWN, (_is_latest,), State.REPLACED),
    )
}  # fmt: skip

# What a state says when somebody wants a step that is past or not yet there.
_NOW = {
    State.DRAFT: "Báo cáo còn là dự thảo.",
    State.APPROVED: "Báo cáo đã được duyệt và lấy số, không sửa được nữa.",
    State.SIGNED: "Báo cáo đã được ký.",
    State.SENT: "Báo cáo đã gửi; chữ và số liệu giữ nguyên như lúc gửi, muốn sửa hãy lập bản sửa.",
    State.RECEIVED: "Nơi nhận đã nhận báo cáo; muốn sửa hãy lập bản sửa.",
    State.RETURNED: "Báo cáo đã bị trả lại và giữ nguyên như lúc gửi; muốn sửa hãy lập bản sửa.",
    State.REPLACED: "Bản này đã được thay hoặc đã bỏ.",
}


def refusal(step: Step, facts: Facts) -> str:
    """Why the step is not taken, in one sentence; empty when it is. Rights come first."""
    move = MOVES[step]
    if not has_part(step, facts):
        return f"Việc này do {move.who} làm."
    if facts.state not in move.states:
        return _NOW[facts.state]
    return next((sentence for rule in move.rules if (sentence := rule(facts))), "")


def has_part(step: Step, facts: Facts) -> bool:
    """Whether the one who asks has a part that takes this step at all."""
    return bool(MOVES[step].parts & facts.parts)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a page shows it: taken now, or with the reason why not."""

    step: Step
    label: str
    why_not: str

    @property
    def is_open(self) -> bool:
        return not self.why_not


def offers(facts: Facts) -> list[Offer]:
    """Steps of this state for this person; those of other states and of others are not mentioned."""
    return [
        Offer(step, move.label, refusal(step, facts))
        for step, move in MOVES.items()
        if facts.state in move.states
        and has_part(step, facts)
        and (facts.sends or step is Step.REFRESH)
        and (facts.has_words or step is not Step.EDIT)
        and step is not (Step.SEND_OUT if facts.receiver else Step.SEND)
    ]
