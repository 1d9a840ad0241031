"""Đình chỉ giải quyết: which ground may be used, and what becomes of the petition.

The coarse state that reports count: a case ended because it was withdrawn is WITHDRAWN; one ended
for another reason got an answer, the decision to end it, and is RESOLVED with that decision as text
(ADR 0017).
"""

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.facts import facts_of
from complaints.actions.effects.taken import Taken
from complaints.enums import PetitionState
from complaints.procedure import complaint_grounds, denunciation_grounds
from complaints.procedure.complaint_course import LAW_136
from complaints.procedure.names import ProcedureKind
from complaints.procedure.steps import Fact

_WITHDRAWN = frozenset(
    {complaint_grounds.WITHDRAWN, denunciation_grounds.TERMINATION_BY_WITHDRAWAL}
)
_COMPLAINTS = frozenset(
    {ProcedureKind.COMPLAINT_1, ProcedureKind.COMPLAINT_2, ProcedureKind.DISCIPLINE}
)


def check(taken: Taken) -> None:
    """A withdrawal is recorded before it ends the case, and then nothing else ends it."""
    was_withdrawn = Fact.WAS_WITHDRAWN in facts_of(
        taken.petition, taken.proceeding, taken.happened_on
    )
    is_ground = by_withdrawal(taken)
    if is_ground and not was_withdrawn:
        raise Refused("Chưa ghi việc rút toàn bộ nội dung; hãy ghi trước khi đình chỉ.")
    if was_withdrawn and not is_ground:
        raise Refused("Toàn bộ nội dung đã rút: căn cứ đình chỉ là việc rút đơn.")
    is_complaint = taken.proceeding.kind in _COMPLAINTS
    if is_complaint and not is_ground and taken.happened_on < LAW_136:
        raise Refused(
            f"Trước ngày {LAW_136:%d/%m/%Y} chỉ đình chỉ giải quyết khi người khiếu nại rút đơn "
            "(Luật Khiếu nại 2011, điều 10)."
        )


def by_withdrawal(taken: Taken) -> bool:
    """True where the ground is the withdrawal; a step that asks for none has no other ground."""
    said = taken.said.get("grounds")
    return said in _WITHDRAWN if said else True


def terminate(taken: Taken) -> None:
    """The petition has its end: withdrawn, or resolved by the decision that ends the case."""
    petition = taken.petition
    duties.owe_reply(taken)
    if by_withdrawal(taken):
        petition.state = PetitionState.WITHDRAWN
        said = f"Rút đơn; đình chỉ giải quyết ngày {taken.happened_on:%d/%m/%Y}."
        petition.outcome_note = f"{petition.outcome_note}\n{said}".strip()
        petition.save(update_fields=["state", "outcome_note"])
        return
    petition.state, petition.resolved_on = PetitionState.RESOLVED, taken.happened_on
    petition.resolution = (
        f"Đình chỉ giải quyết: {taken.document} ngày {taken.happened_on:%d/%m/%Y}. "
        f"{duties.ground_of(taken)}"
    )
    petition.save(update_fields=["state", "resolved_on", "resolution"])
