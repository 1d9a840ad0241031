"""How a paper goes: drafted, submitted, approved by a second person, issued; or dropped. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from agencies.roles import Permission
from complaints.enums import PaperState


class Move(StrEnum):
    """What is done with a paper; the value is what the buttons send."""

    SUBMIT = "submit"
    RECALL = "recall"
    RETURN = "return"
    APPROVE = "approve"
    ISSUE = "issue"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One move: from which states to which, and who may."""

    label: str
    sources: frozenset[PaperState]
    target: PaperState
    needs: Permission
    done: str


_OPEN = frozenset({PaperState.DRAFT, PaperState.SUBMITTED, PaperState.APPROVED})
ARROWS: dict[Move, Arrow] = {
    Move.SUBMIT: Arrow(
        "Trình duyệt",
        frozenset({PaperState.DRAFT}),
        PaperState.SUBMITTED,
        Permission.DRAFT_DOCUMENT,
        "Đã trình duyệt văn bản.",
    ),
    Move.APPROVE: Arrow(
        "Duyệt",
        frozenset({PaperState.SUBMITTED}),
        PaperState.APPROVED,
        Permission.DECIDE_CASE,
        "Đã duyệt văn bản.",
    ),
    Move.RETURN: Arrow(
        "Trả lại để sửa",
        frozenset({PaperState.SUBMITTED, PaperState.APPROVED}),
        PaperState.DRAFT,
        Permission.DECIDE_CASE,
        "Đã trả lại văn bản để sửa.",
    ),
    Move.RECALL: Arrow(
        "Lấy lại để sửa",
        frozenset({PaperState.SUBMITTED}),
        PaperState.DRAFT,
        Permission.DRAFT_DOCUMENT,
        "Đã lấy lại dự thảo.",
    ),
    Move.ISSUE: Arrow(
        "Lấy số, phát hành",
        frozenset({PaperState.APPROVED}),
        PaperState.ISSUED,
        Permission.ISSUE_DOCUMENT,
        "Đã phát hành văn bản.",
    ),
    Move.DROP: Arrow(
        "Bỏ dự thảo",
        _OPEN,
        PaperState.DROPPED,
        Permission.DRAFT_DOCUMENT,
        "Đã bỏ dự thảo.",
    ),
}
_STATE_SAYS = {
    PaperState.DRAFT: "Văn bản còn là dự thảo",
    PaperState.SUBMITTED: "Văn bản đang chờ duyệt",
    PaperState.APPROVED: "Văn bản đã được duyệt",
    PaperState.ISSUED: "Văn bản đã phát hành",
    PaperState.DROPPED: "Văn bản đã bỏ",
}


def state_refusal(move: Move, state: str) -> str | None:
    """Why the move is not open in this state."""
    arrow = ARROWS[move]
    if state in arrow.sources:
        return None
    return f"{_STATE_SAYS[PaperState(state)]} nên không thể {arrow.label.lower()}."


def is_allowed(move: Move, permissions: Set[Permission]) -> bool:
    """Papers of a case are the work of those who draft in its agency, whatever else they may."""
    return {Permission.DRAFT_DOCUMENT, ARROWS[move].needs} <= permissions


def open_moves(state: str, permissions: Set[Permission]) -> list[Move]:
    """Buttons in this state for whoever holds these rights."""
    return [m for m in Move if state_refusal(m, state) is None and is_allowed(m, permissions)]
