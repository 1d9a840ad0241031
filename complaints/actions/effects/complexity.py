"""Vụ việc phức tạp: criteria recorded in writing, a longer time to resolve a complaint."""

from agencies.refusals import Refused
from complaints.actions import clocks
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.procedure.names import ProcedureKind
from law.enums import Branch

# The others know complexity only as the ground of an extension (Luật Tố cáo 2018, art. 30).
_LONGER = frozenset(
    {ProcedureKind.COMPLAINT_1, ProcedureKind.COMPLAINT_2, ProcedureKind.DISCIPLINE}
)


def check(taken: Taken) -> None:
    """Nghị định 124/2020/NĐ-CP, art. 3a clause 2: the paper that says so lies in the file."""
    if taken.proceeding.kind in _LONGER and not taken.document:
        raise Refused("Việc xác định vụ việc phức tạp phải có văn bản: hãy ghi số, ký hiệu.")


def note(taken: Taken) -> None:
    """Criteria add up; for a complaint the time counts anew from its start."""
    proceeding = taken.proceeding
    proceeding.criteria = sorted({*proceeding.criteria, *taken.said["criteria"]})
    proceeding.is_remote = proceeding.is_remote or bool(taken.said.get("remote"))
    proceeding.save(update_fields=["criteria", "is_remote"])
    if proceeding.kind not in _LONGER:
        return
    clock = duties.resolution_clock(taken.petition)
    if clock is None:
        raise Refused("Thời hạn giải quyết của hồ sơ không còn tính.")
    branches = {*clock.branches, Branch.COMPLEX.value}
    if proceeding.is_remote:
        branches.add(Branch.REMOTE.value)
    clocks.set_branches(clock=clock, branches=sorted(branches), now=taken.now)
