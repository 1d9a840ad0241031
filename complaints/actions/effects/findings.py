"""What a report and a decision must say, and when there may be a decision without a report."""

from agencies.refusals import Refused
from complaints.actions.effects.taken import Taken
from complaints.procedure.findings import objection
from complaints.procedure.names import Finding, ProcedureKind, Stage


def check_findings(taken: Taken) -> None:
    """Nghị định 124/2020/NĐ-CP, art. 27 clause 2; Luật Tố cáo 2018, art. 35: each content its result."""
    if reason := objection(taken.said):
        raise Refused(reason)


def check(taken: Taken) -> None:
    """Deciding without verification: only where the office finds that the complaint is right (Luật
    Khiếu nại 2011, art. 29 clause 1a; Nghị định 124/2020/NĐ-CP, art. 17 clause 3)."""
    check_findings(taken)
    is_first = taken.proceeding.kind == ProcedureKind.COMPLAINT_1
    unverified = taken.proceeding.stage == Stage.ACCEPTED
    if is_first and unverified and taken.said.get("finding") != Finding.RIGHT:
        raise Refused(
            "Chỉ ra quyết định ngay khi khiếu nại là đúng; nếu chưa đủ cơ sở kết luận thì phải "
            "xác minh (Luật Khiếu nại 2011, điều 29 khoản 1)."
        )
