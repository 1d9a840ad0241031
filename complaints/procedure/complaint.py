"""Giải quyết khiếu nại lần đầu and lần hai, whole (Luật Khiếu nại 2011, chương III; ADR 0017)."""

from __future__ import annotations

from agencies.roles import Permission
from complaints.procedure import complaint_decision as decision
from complaints.procedure import complaint_grounds as grounds
from complaints.procedure.complaint_course import COMPLEX, COURSE
from complaints.procedure.complaint_verification import VERIFICATION
from complaints.procedure.names import Stage, StepName
from complaints.procedure.reopening import reopen_complaint
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

_DECREE = "Nghị định 124/2020/NĐ-CP"
_DECIDES = Permission.DECIDE_CASE
_INTAKE = ("KN_THULY", "XLD_TREO")
_EITHER = (Fact.ELIGIBLE, Fact.COMPETENT, Fact.NO_SECOND_DECISION, Fact.NOT_TERMINATED_BEFORE)


def accept(duty: str, basis: str, facts: tuple[Fact, ...] = _EITHER) -> Step:
    """Thụ lý: the duty to resolve begins."""
    return Step(
        name=StepName.ACCEPT,
        label="Thụ lý giải quyết khiếu nại",
        sources=frozenset({Stage.INTAKE}),
        target=Stage.ACCEPTED,
        needs=_DECIDES,
        basis=basis,
        owed="Người khiếu nại được thông báo bằng văn bản việc thụ lý giải quyết.",
        facts=facts,
        starts=(Start(duty),),
        ends=_INTAKE,
        form="124-03",
    )


def refuse(basis: str) -> Step:
    """Không thụ lý, with the grounds of art. 11 and the reason in writing."""
    return Step(
        name=StepName.REFUSE,
        label="Không thụ lý giải quyết khiếu nại",
        sources=frozenset({Stage.INTAKE}),
        target=Stage.NOT_ACCEPTED,
        needs=_DECIDES,
        basis=basis,
        owed="Người khiếu nại được thông báo lý do không thụ lý.",
        asks=(Asked("grounds", "Căn cứ (điều 11)", Ask.MANY, choices=grounds.REFUSAL),),
        ends=_INTAKE,
        form="124-04",
    )


def decide(
    sources: frozenset[Stage], duties: tuple[str, ...], ends: str, basis: str, form: str, owed: str
) -> Step:
    """Quyết định giải quyết khiếu nại."""
    return Step(
        name=StepName.DECIDE,
        label="Ban hành quyết định giải quyết khiếu nại",
        sources=sources,
        target=Stage.DECIDED,
        needs=_DECIDES,
        basis=basis,
        owed=owed,
        facts=(Fact.NOT_WITHDRAWN, Fact.DIALOGUE_DONE),
        asks=decision.DECIDES,
        starts=tuple(Start(duty) for duty in duties),
        ends=(ends, "KN_TAILIEU"),
        form=form,
    )


COMPLAINT_1: tuple[Step, ...] = (
    accept("KN_GQ1", f"Luật Khiếu nại 2011, điều 27, điều 28; {_DECREE}, điều 16"),
    refuse(f"Luật Khiếu nại 2011, điều 11, điều 27; {_DECREE}, điều 16"),
    *VERIFICATION,
    COMPLEX,
    *COURSE,
    reopen_complaint("KN_GQ1"),
    # From acceptance at once where the office finds itself wrong (art. 29 clause 1a).
    decide(
        frozenset({Stage.ACCEPTED, Stage.REPORTED}),
        ("KN_GUI_QD1", "KN_CONGKHAI_HAN", "KN_HIEULUC"),
        "KN_GQ1",
        f"Luật Khiếu nại 2011, điều 29 khoản 1, điều 31; {_DECREE}, điều 17 khoản 3, điều 29",
        "124-15",
        "Quyết định được gửi trong 03 ngày làm việc; người khiếu nại có quyền khiếu nại lần hai "
        "hoặc khởi kiện.",
    ),
    decision.SEND_ON_THE_WAY,
    decision.send_decision(
        "KN_GUI_QD1",
        f"Luật Khiếu nại 2011, điều 32; {_DECREE}, điều 29 khoản 2",
        owed="Từ ngày nhận được quyết định: 30 ngày (vùng sâu, vùng xa 45 ngày) để khiếu nại lần hai.",
        starts=(Start("KN_LAN2_HAN", on=decision.RECEIVED.name),),
    ),
    decision.PUBLISH,
    decision.take_effect("Luật Khiếu nại 2011, điều 44 khoản 1"),
    decision.appeal("Luật Khiếu nại 2011, điều 33", is_first=True),
    decision.appeal_unanswered("KN_GQ1", "Luật Khiếu nại 2011, điều 33 khoản 1, khoản 2"),
    *decision.ENFORCEMENT,
    *decision.FILE,
)

COMPLAINT_2: tuple[Step, ...] = (
    accept(
        "KN_GQ2",
        f"Luật Khiếu nại 2011, điều 33, điều 36 khoản 1, điều 37; {_DECREE}, điều 16",
        (*_EITHER, Fact.FIRST_ENDED),
    ),
    refuse(f"Luật Khiếu nại 2011, điều 11, điều 36 khoản 1; {_DECREE}, điều 16"),
    *VERIFICATION,
    COMPLEX,
    *COURSE,
    reopen_complaint("KN_GQ2"),
    decide(
        frozenset({Stage.REPORTED}),
        ("KN_GUI_QD2", "KN_CONGKHAI_HAN", "KN_HIEULUC"),
        "KN_GQ2",
        f"Luật Khiếu nại 2011, điều 39, điều 40; {_DECREE}, điều 28 khoản 2, điều 29",
        "124-16",
        "Quyết định được gửi trong 07 ngày; người khiếu nại có quyền khởi kiện vụ án hành chính.",
    ),
    decision.SEND_ON_THE_WAY,
    decision.send_decision(
        "KN_GUI_QD2",
        f"Luật Khiếu nại 2011, điều 41 khoản 1; {_DECREE}, điều 29 khoản 2",
        owed="Người khiếu nại không đồng ý có quyền khởi kiện vụ án hành chính tại Tòa án.",
    ),
    decision.PUBLISH,
    decision.take_effect("Luật Khiếu nại 2011, điều 44 khoản 2"),
    decision.appeal("Luật Khiếu nại 2011, điều 42", is_first=False),
    *decision.ENFORCEMENT,
    *decision.FILE,
)
