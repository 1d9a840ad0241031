"""Cases as a clerk keeps them in the head: the law in ordinary ifs, days counted on the fingers.

Written from the texts, not from the tables, so that one can judge the other.
"""

from __future__ import annotations

from datetime import date, timedelta

from agencies.roles import Role
from complaints.procedure.names import ProcedureKind as K
from complaints.procedure.names import StepName as S
from complaints.procedure.steps import Fact

WORKING = ("accepted", "verifying", "reported")
HEADS_OWN = {
    S.ACCEPT, S.REFUSE, S.EXTEND, S.SUSPEND, S.RESUME, S.TERMINATE, S.DECIDE, S.REFUSE_AGAIN,
    S.HANDLE, S.ANSWER, S.STAY, S.LIFT_STAY, S.REOPEN,
}  # fmt: skip
MOVES = {
    S.REFUSE: "not_accepted", S.ASSIGN: "verifying", S.REPORT: "reported", S.ANSWER: "decided",
    S.TERMINATE: "terminated", S.HANDLE: "enforcing", S.CLOSE: "closed", S.REFUSE_AGAIN: "closed",
    S.TAKE_EFFECT: "in_effect", S.APPEAL: "appealed", S.START_ENFORCING: "enforcing",
}  # fmt: skip


class Plain:
    """What every case has in common."""

    duty = ""

    def __init__(self, kind: str, today: date, works):
        self.kind, self.today, self.works = kind, today, works
        self.phase, self.phase_before = "intake", None
        self.criteria, self.is_remote = 0, False
        self.experts_out = self.items = 0
        self.withdrawn = self.sent = False
        self.resolving_since = self.decided_on = None
        self.extended: list[int] = []
        self.pauses: list[list[date | None]] = []

    def may(self, role: str, step: str) -> bool:
        if role not in (Role.HEAD, Role.HANDLER):
            return False
        return self.is_open(step) and (role == Role.HEAD or not self.needs_head(step))

    def needs_head(self, step: str) -> bool:
        return step in HEADS_OWN

    @property
    def is_working(self) -> bool:
        return self.phase in WORKING

    @property
    def is_undecided(self) -> bool:
        return self.is_working or self.phase == "suspended"

    def do(self, step: str, said: dict) -> None:
        if step == S.ACCEPT:
            self.accept()
        elif step == S.SUSPEND:
            self.phase, self.phase_before = "suspended", self.phase
            self.pauses.append([self.today, None])
        elif step == S.RESUME:
            self.phase, self.phase_before = self.phase_before, None
            self.pauses[-1][1] = self.today
        elif step == S.DECIDE:
            self.phase, self.items, self.decided_on = "decided", said["items"], self.today
        elif step in (S.ASK_EXPERT, S.EXPERT_ANSWER):
            self.experts_out += 1 if step == S.ASK_EXPERT else -1
        elif step == S.NOTE_COMPLEX:
            self.criteria = max(self.criteria, said["criteria"])
            self.is_remote = self.is_remote or said["remote"]
        elif step == S.EXTEND:
            self.extended.append(said["days"])
        elif step == S.SEND:
            self.sent = self.sent or self.decided_on is not None
        elif step == S.WITHDRAW_WHOLE:
            self.withdraw(said)
        elif step == S.REOPEN:
            self.reopen()
        else:
            self.phase = MOVES.get(step, self.phase)

    def accept(self) -> None:
        self.phase, self.resolving_since = "accepted", self.today

    def reopen(self) -> None:
        """As if accepted that day: a new time without what was added to or taken from the old."""
        self.phase, self.resolving_since, self.withdrawn = "accepted", self.today, False
        self.pauses, self.extended = [], []

    def withdraw(self, said: dict) -> None:
        self.withdrawn = True

    def amount(self) -> int:
        raise AssertionError

    def due(self) -> date | None:
        """The days of the duty without the suspended ones, then on to a day on which one works; a
        duty that was over before it was suspended stays over."""
        if self.resolving_since is None:
            return None
        day, left = self.resolving_since, self.amount()
        while True:
            day += timedelta(days=1)
            if any(a <= day and b is None for a, b in self.pauses):
                return None
            if any(a <= day < b for a, b in self.pauses if b):
                continue
            left -= left > 0
            if left == 0 and self.works(day):
                return day

    def may_by_the_clock(self, step: str, said: dict) -> bool:
        """Not resumed on the day of the suspension; extended as often as the criteria allow; not
        reopened on the day from which the time counted."""
        if step == S.REOPEN:
            return self.today > self.resolving_since
        if step == S.RESUME:
            return self.today > self.pauses[-1][0]
        if step == S.EXTEND:
            return len(self.extended) < min(self.criteria, 2) and 1 <= said["days"] <= 30
        return True

    def rolled(self, day: date) -> date:
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def facts(self) -> set[Fact]:
        """What the case shows, as the product would look it up."""
        shown = {
            Fact.ELIGIBLE: True, Fact.COMPETENT: True, Fact.NO_SECOND_DECISION: True,
            Fact.NOT_TERMINATED_BEFORE: True, Fact.FIRST_ENDED: True,
            Fact.WAS_WITHDRAWN: self.withdrawn, Fact.NOT_WITHDRAWN: not self.withdrawn,
            Fact.COMPLEX: self.criteria > 0, Fact.EXPERT_ASKED: self.experts_out > 0,
            Fact.SENT: self.sent, Fact.HAS_ITEMS: self.items > 0,
            Fact.OVERDUE: bool(self.due()) and self.due() < self.today,
        }  # fmt: skip
        return {fact for fact, holds in shown.items() if holds}


class PlainDenunciation(Plain):
    duty = "TC_GQ"

    def needs_head(self, step):
        if step == S.OVERDUE_REPORT:  # the late one reports by its head, the superior only notes it
            return self.phase != "reviewing"
        if step == S.DEMAND_REPORT:
            return self.phase == "reviewing"
        return step in HEADS_OWN or step == S.ASK_EXPERT

    def is_open(self, step):
        if self.phase in ("intake", "not_accepted"):
            return self.phase == "intake" and step in (S.ACCEPT, S.REFUSE)
        if step == S.CORRECT:
            return True
        if self.phase == "reviewing":
            own = (S.WORK, S.DEMAND_REPORT, S.OVERDUE_REPORT, S.REFUSE_AGAIN, S.ACCEPT)
            return step in own
        if step == S.READ_FILE:
            return True
        if step == S.SEND:
            return self.phase != "closed"
        if step == S.REOPEN:
            return self.phase == "terminated"
        if self.phase in ("decided", "enforcing"):
            return self.is_open_after_conclusion(step)
        return self.is_undecided and self.is_open_before_conclusion(step)

    def is_open_after_conclusion(self, step):
        if step == S.RECORD_DONE:
            return self.items > 0
        if step == S.HANDLE:
            return self.phase == "decided"
        if step in (S.REPORT_HANDLING, S.CLOSE):
            return self.phase == "enforcing" and (step != S.CLOSE or self.sent)
        return step == S.PUBLISH

    def is_open_before_conclusion(self, step):
        if step in (S.TERMINATE, S.RECEIVE_EVIDENCE, S.WITHDRAW_PART):
            return True
        if step == S.EXPERT_ANSWER:
            return self.experts_out > 0
        if step == S.WITHDRAW_WHOLE:
            return not self.withdrawn
        if self.phase == "suspended":
            return step == S.RESUME
        if step in (S.NOTIFY, S.ASSIGN, S.REQUEST_EVIDENCE, S.WORK, S.ASK_EXPERT):
            return self.phase != "reported"
        if step == S.REPORT:
            return self.phase == "verifying" and not self.withdrawn
        if step == S.DECIDE:  # from acceptance by the short way of art. 19
            return self.phase != "verifying" and not self.withdrawn
        if step == S.EXTEND:
            return self.criteria > 0
        if step == S.DEMAND_REPORT:
            return self.due() < self.today
        return step in (S.NOTE_COMPLEX, S.SUSPEND, S.OVERDUE_REPORT)

    def accept(self):
        if self.kind == K.DENUNCIATION_AGAIN and self.phase == "intake":
            self.phase = "reviewing"
        else:
            super().accept()

    def withdraw(self, said):
        self.withdrawn = not said["goes_on"]

    def amount(self):
        return 30 + sum(self.extended)


class PlainComplaint(Plain):
    """First and second instance and discipline; they differ in time, dialogue and the short way."""

    def __init__(self, *args):
        super().__init__(*args)
        self.stayed = self.invited = self.held = self.differs = False
        self.duty = {K.COMPLAINT_1: "KN_GQ1", K.COMPLAINT_2: "KN_GQ2"}.get(self.kind, "KN_GQ_KL")

    def is_open(self, step):
        if self.phase in ("intake", "not_accepted"):
            return self.phase == "intake" and step in (S.ACCEPT, S.REFUSE)
        if step in (S.CORRECT, S.READ_FILE):
            return True
        if step == S.SEND:
            return self.phase not in ("closed", "appealed")
        if step == S.REOPEN:
            return self.phase == "terminated"
        if self.phase in ("decided", "in_effect", "enforcing"):
            return self.is_open_after_decision(step)
        return self.is_undecided and self.is_open_before_decision(step)

    def is_open_after_decision(self, step):
        if step == S.TAKE_EFFECT:
            return self.phase == "decided" and self.today >= self.effective_from()
        if step == S.APPEAL:
            return self.phase == "decided"
        if step == S.START_ENFORCING:
            return self.phase == "in_effect" and self.items > 0
        if step == S.RECORD_DONE:
            return self.phase == "enforcing" and self.items > 0
        if step == S.CLOSE:
            return self.phase != "decided"
        return step == S.PUBLISH

    def is_open_before_decision(self, step):
        if step in (S.TERMINATE, S.RECEIVE_EVIDENCE):
            return True
        if step == S.NOTIFY:
            return self.is_working
        if step == S.EXPERT_ANSWER:
            return self.experts_out > 0
        if step == S.LIFT_STAY:
            return self.stayed
        if self.withdrawn:  # what is left is to end the case
            return False
        if step in (S.WITHDRAW_PART, S.WITHDRAW_WHOLE):
            return True
        if self.phase == "suspended":
            return step == S.RESUME
        if step == S.APPEAL:  # the first instance alone, when it is late
            return self.kind != K.COMPLAINT_2 and self.due() < self.today
        if step in (S.ASSIGN, S.REQUEST_EVIDENCE, S.ASK_EXPERT):
            return self.phase != "reported"
        if step == S.STAY:
            return not self.stayed
        if step in (S.INVITE_DIALOGUE, S.HOLD_DIALOGUE):
            return self.invited == (step == S.HOLD_DIALOGUE)
        if step == S.SUSPEND:
            return self.today >= date(2026, 7, 1)
        if step == S.REPORT:
            return self.phase == "verifying"
        if step == S.DECIDE:
            at_once = self.phase == "accepted" and self.kind == K.COMPLAINT_1
            return (self.phase == "reported" or at_once) and self.is_heard()
        return step in (S.WORK, S.NOTE_COMPLEX)

    def is_heard(self):
        return self.held or (self.kind == K.COMPLAINT_1 and not self.differs)

    def do(self, step, said):
        super().do(step, said)
        if step in (S.STAY, S.LIFT_STAY):
            self.stayed = step == S.STAY
        elif step == S.INVITE_DIALOGUE:
            self.invited = True
        elif step == S.HOLD_DIALOGUE:
            self.invited, self.held = False, True
        elif step == S.REPORT:
            self.differs = said["differs"]

    def reopen(self):
        super().reopen()
        self.stayed = False  # lapsed with the case

    def amount(self):
        longer = bool(self.criteria) + self.is_remote
        if self.kind == K.DISCIPLINE:
            return 45 if self.criteria else 30
        return ((30, 45, 60) if self.kind == K.COMPLAINT_1 else (45, 60, 70))[longer]

    def branches(self):
        """The circumstances the clock is told."""
        remote = self.is_remote and self.kind != K.DISCIPLINE
        return {*(["complex"] if self.criteria else []), *(["remote"] if remote else [])}

    def effective_from(self):
        return self.rolled(self.decided_on + timedelta(days=45 if self.is_remote else 30))

    def facts(self):
        found = super().facts()
        effect = self.decided_on is not None and self.today >= self.effective_from()
        shown = {
            Fact.STAY_RUNS: self.stayed, Fact.NO_STAY: not self.stayed,
            Fact.DIALOGUE_PLANNED: self.invited, Fact.NO_OPEN_DIALOGUE: not self.invited,
            Fact.DIALOGUE_DONE: self.is_heard(), Fact.EFFECT_DUE: effect,
        }  # fmt: skip
        return found | {fact for fact, holds in shown.items() if holds}


class PlainRecommendation(Plain):
    duty = "KNPA_GQ"

    def is_open(self, step):
        if self.phase in ("intake", "not_accepted"):
            return self.phase == "intake" and step in (S.ACCEPT, S.REFUSE)
        if step == S.CORRECT:
            return True
        if self.phase == "decided":
            return step == S.CLOSE
        if self.phase != "accepted":
            return False
        if step == S.TERMINATE:
            return self.withdrawn
        if step in (S.ANSWER, S.WITHDRAW_WHOLE):
            return not self.withdrawn
        return step in (S.NOTIFY, S.WORK)

    def amount(self):
        return 30


def plain_case(kind, today, works):
    """The model of this kind of case."""
    models = {
        K.DENUNCIATION: PlainDenunciation,
        K.DENUNCIATION_AGAIN: PlainDenunciation,
        K.RECOMMENDATION: PlainRecommendation,
    }
    return models.get(kind, PlainComplaint)(kind, today, works)
