"""Deciding without verification: only where the office finds that the complaint is right."""

from agencies.refusals import Refused
from complaints.actions.effects.taken import Taken
from complaints.procedure.names import Finding, ProcedureKind, Stage


def check(taken: Taken) -> None:
    """Luật Khiếu nại 2011, art. 29 clause 1a; Nghị định 124/2020/NĐ-CP, art. 17 clause 3."""
    is_first = taken.proceeding.kind == ProcedureKind.COMPLAINT_1
    unverified = taken.proceeding.stage == Stage.ACCEPTED
    if is_first and unverified and taken.said.get("finding") != Finding.RIGHT:
        raise Refused(
            "Chỉ ra quyết định ngay khi khiếu nại là đúng; nếu chưa đủ cơ sở kết luận thì phải "
            "xác minh (Luật Khiếu nại 2011, điều 29 khoản 1)."
        )
