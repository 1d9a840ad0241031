"""What each step writes beyond its event, stage and duties: one function a step, found here.

CHECKS refuse what only this case can tell, before anything is written. UNDOES: what a step takes back
from the petition, kept in its event.
"""

from collections.abc import Callable
from typing import Any

from complaints.actions.effects import (
    appeal,
    complexity,
    decision,
    dialogue,
    enforcement,
    evidence,
    extension,
    findings,
    handling,
    overdue,
    reading,
    reopening,
    sending,
    stay,
    team,
    termination,
    withdrawal,
)
from complaints.actions.effects.taken import Taken
from complaints.procedure.names import StepName

CHECKS: dict[StepName, Callable[[Taken], None]] = {
    StepName.ASSIGN: team.check,
    StepName.INVITE_DIALOGUE: dialogue.check_invitation,
    StepName.HOLD_DIALOGUE: dialogue.check_minutes,
    StepName.NOTE_COMPLEX: complexity.check,
    StepName.WITHDRAW_PART: withdrawal.check_part,
    StepName.TERMINATE: termination.check,
    StepName.REOPEN: reopening.check,
    StepName.APPEAL: appeal.check,
    StepName.REPORT: findings.check_findings,
    StepName.DECIDE: findings.check,
    StepName.EXTEND: extension.check,
    StepName.CLOSE: enforcement.check_close,
    StepName.REPORT_HANDLING: handling.check_report,
    StepName.DEMAND_REPORT: overdue.check_demand,
}
EFFECTS: dict[StepName, Callable[[Taken], None]] = {
    StepName.ACCEPT: overdue.accept_again,
    StepName.ANSWER: decision.answer,
    StepName.DECIDE: decision.decide,
    StepName.REFUSE_AGAIN: decision.refuse_again,
    StepName.SEND: sending.send,
    StepName.PUBLISH: sending.publish,
    StepName.TAKE_EFFECT: enforcement.take_effect,
    StepName.RECORD_DONE: enforcement.record_done,
    StepName.HANDLE: handling.handle,
    StepName.ASSIGN: team.assign,
    StepName.REQUEST_EVIDENCE: evidence.request,
    StepName.RECEIVE_EVIDENCE: evidence.receive,
    StepName.STAY: stay.stay,
    StepName.LIFT_STAY: stay.lift,
    StepName.NOTE_COMPLEX: complexity.note,
    StepName.INVITE_DIALOGUE: dialogue.invite,
    StepName.HOLD_DIALOGUE: dialogue.hold,
    StepName.WITHDRAW_PART: withdrawal.withdraw_part,
    StepName.WITHDRAW_WHOLE: withdrawal.withdraw_whole,
    StepName.TERMINATE: termination.terminate,
    StepName.REOPEN: reopening.reopen,
    StepName.APPEAL: appeal.appeal,
    StepName.READ_FILE: reading.read,
}
UNDOES: dict[StepName, Callable[[Taken], dict[str, Any]]] = {StepName.REOPEN: reopening.undone}
