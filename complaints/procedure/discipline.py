"""Khiếu nại quyết định kỷ luật cán bộ, công chức (Luật Khiếu nại 2011, chương IV, art. 47–58).

One table for both instances; they differ in the duties that sending and receiving start.
"""

from __future__ import annotations

from complaints.procedure import complaint_decision as decision
from complaints.procedure.complaint import accept, decide, refuse
from complaints.procedure.complaint_course import COMPLEX_ONLY, COURSE
from complaints.procedure.complaint_verification import VERIFICATION
from complaints.procedure.names import Stage
from complaints.procedure.reopening import reopen_complaint
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

_DECREE = "Nghị định 124/2020/NĐ-CP"
SECOND = "KN_KL_THOIHIEU2"
_IN_SECOND_INSTANCE = {"KN_GUI_QD1": "KN_GUI_QD2", SECOND: ""}

DISCIPLINE: tuple[Step, ...] = (
    accept(
        "KN_GQ_KL",
        f"Luật Khiếu nại 2011, điều 48, điều 50; {_DECREE}, điều 16",
        (
            Fact.ELIGIBLE,
            Fact.COMPETENT,
            Fact.NO_SECOND_DECISION,
            Fact.NOT_TERMINATED_BEFORE,
            Fact.FIRST_ENDED,
        ),
    ),
    refuse(f"Luật Khiếu nại 2011, điều 11, điều 50; {_DECREE}, điều 16"),
    *VERIFICATION,
    COMPLEX_ONLY,
    *COURSE,
    reopen_complaint("KN_GQ_KL"),
    decide(
        frozenset({Stage.REPORTED}),
        ("KN_GUI_QD1", "KN_CONGKHAI_HAN", "KN_HIEULUC"),
        "KN_GQ_KL",
        f"Luật Khiếu nại 2011, điều 53, điều 54, điều 56; {_DECREE}, điều 29",
        "124-15",
        "Quyết định được gửi cho người khiếu nại; buộc thôi việc thì có quyền khởi kiện.",
    ),
    decision.SEND_ON_THE_WAY,
    decision.send_decision(
        "KN_GUI_QD1",
        f"Luật Khiếu nại 2011, điều 54 khoản 2, điều 56 khoản 2; {_DECREE}, điều 29 khoản 2",
        Asked("dismissal", "Kỷ luật buộc thôi việc", Ask.YES, required=False),
        owed="Từ ngày nhận được quyết định lần đầu: 10 ngày (buộc thôi việc 30 ngày) để khiếu nại "
        "lần hai.",
        starts=(Start(SECOND, on=decision.RECEIVED.name),),
    ),
    decision.PUBLISH,
    decision.take_effect("Luật Khiếu nại 2011, điều 57 khoản 1"),
    decision.appeal("Luật Khiếu nại 2011, điều 55, điều 57 khoản 3", is_first=True),
    # Chapter IV does not speak of a first instance that does not answer; chapter III does.
    decision.appeal_unanswered(
        "KN_GQ_KL", "Luật Khiếu nại 2011, điều 33 khoản 1, điều 55 (cần đối chiếu)"
    ),
    *decision.ENFORCEMENT,
    *decision.FILE,
)


def duty(rule: str, *, is_first_time: bool) -> str:
    """The duty that `rule` of the table means in this instance; empty where there is none."""
    return rule if is_first_time else _IN_SECOND_INSTANCE.get(rule, rule)
