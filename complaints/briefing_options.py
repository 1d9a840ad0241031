"""Phương án gợi ý: what the law offers in the situation of a matter, each with its article. Pure.

Suggestions for the person who decides (gợi ý để người có thẩm quyền quyết định), in the order of the
law's own course; nothing is weighed against anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from complaints.enums import PetitionKind
from complaints.procedure.names import Stage
from complaints.representation import MANY

MARK = "Gợi ý để người có thẩm quyền quyết định"
_COMPLAINT, _DENUNCIATION = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION
_BEFORE_DECISION = frozenset({Stage.ACCEPTED, Stage.VERIFYING, Stage.REPORTED})


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a flagged matter stands. `codes`: the factors of its last assessment."""

    kind: str
    people: int = 1
    is_late: bool = False
    codes: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    waits_for_answer: bool = False
    is_away: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One way, and the text of law behind it."""

    text: str
    basis: str


def _is_group(state: CaseState) -> bool:
    return state.people >= MANY or bool(state.codes & {"crowd", "growth", "repeated"})


def _is_disputed(state: CaseState) -> bool:
    return bool(state.codes & {"agencies", "disagreement"})


def _may_talk(state: CaseState) -> bool:
    return state.kind == _COMPLAINT and bool(state.stages & _BEFORE_DECISION)


def _is_decided(state: CaseState) -> bool:
    decided = {Stage.IN_EFFECT, Stage.ENFORCING}
    return "returned" in state.codes or bool(state.stages & decided)


_ALL: tuple[tuple[Callable[[CaseState], bool], Option], ...] = (
    (
        _is_group,
        Option(
            "Người đứng đầu trực tiếp tiếp, hoặc cử người thay mặt tiếp, những người đại diện của đoàn; "
            "ghi biên bản, hẹn ngày trả lời.",
            "Luật Tiếp công dân 2013, điều 29, điều 30 khoản 1",
        ),
    ),
    (
        lambda state: state.is_late and state.kind == _COMPLAINT,
        Option(
            "Giải quyết dứt điểm phần đã quá hạn, ấn định ngày ban hành quyết định và thông báo cho "
            "người khiếu nại.",
            "Luật Khiếu nại 2011, điều 6 khoản 2, điều 28, điều 37",
        ),
    ),
    (
        lambda state: state.is_late and state.kind == _DENUNCIATION,
        Option(
            "Báo cáo cấp trên trực tiếp quá trình giải quyết, lý do chậm; tiếp tục giải quyết theo yêu cầu.",
            "Luật Tố cáo 2018, điều 38",
        ),
    ),
    (
        lambda state: state.is_late and state.kind not in (_COMPLAINT, _DENUNCIATION),
        Option(
            "Trả lời bằng văn bản phần đã quá hạn, nêu rõ việc đã làm và việc còn lại.",
            "Luật Tiếp công dân 2013, điều 28",
        ),
    ),
    (
        _may_talk,
        Option(
            "Tổ chức đối thoại với người khiếu nại và các bên liên quan trước khi quyết định.",
            "Luật Khiếu nại 2011, điều 30, điều 39",
        ),
    ),
    (
        _is_disputed,
        Option(
            "Chủ trì làm việc với các cơ quan liên quan, thống nhất cơ quan chịu trách nhiệm, phương án "
            "và thời hạn.",
            "Luật Tiếp công dân 2013, điều 30 khoản 2, điều 31 khoản 1; Luật Khiếu nại 2011, điều 5",
        ),
    ),
    (
        lambda state: _is_decided(state) and state.kind == _COMPLAINT,
        Option(
            "Rà soát quyết định đã có hiệu lực và việc thi hành; giải thích quyền khởi kiện vụ án hành "
            "chính.",
            "Luật Khiếu nại 2011, điều 42, điều 44, điều 45",
        ),
    ),
    (
        lambda state: _is_decided(state) and state.kind == _DENUNCIATION,
        Option(
            "Rà soát việc xử lý kết luận; xem xét tố cáo tiếp theo quy định.",
            "Luật Tố cáo 2018, điều 36, điều 37",
        ),
    ),
    (
        lambda state: state.waits_for_answer,
        Option(
            "Đôn đốc nơi nhận đơn giải quyết, trả lời; xác định ngày phải có kết quả.",
            "Thông tư 05/2021/TT-TTCP, điều 14 khoản 2",
        ),
    ),
    (
        lambda state: state.is_away,
        Option(
            "Cử người phối hợp tiếp, giải thích, vận động để công dân tự nguyện trở về địa phương.",
            "Luật Tiếp công dân 2013, điều 31 khoản 1; Nghị định 154/2026/NĐ-CP, điều 34",
        ),
    ),
    (
        lambda state: state.kind == _DENUNCIATION,
        Option(
            "Giữ bí mật thông tin, xem xét biện pháp bảo vệ người tố cáo.",
            "Luật Tố cáo 2018, điều 47, điều 56",
        ),
    ),
    (
        lambda state: True,
        Option(
            "Tiếp tục theo dõi ở mức hiện nay, xem lại theo ngày đã hẹn.",
            "kế hoạch phối hợp của cơ quan",
        ),
    ),
)


def options_for(state: CaseState) -> list[Option]:
    """Every option whose situation is there; the last one always is."""
    return [option for applies, option in _ALL if applies(state)]
