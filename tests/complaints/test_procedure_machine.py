"""Thousands of random courses of a case: the tables and the clock against a plain model.

The model below was written from the law, not from the tables: ordinary ifs, its own counting of days.
"""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from agencies.roles import ROLES, Role
from complaints.procedure import extension, moves
from complaints.procedure.names import ENDED, ProcedureKind, Stage, StepName
from complaints.procedure.refusals import refusal
from complaints.procedure.steps import Fact
from complaints.procedure.tables import step_of, steps_named
from law.clock import clock
from law.enums import EventType
from law.events import Event
from law.shipped import shipped_calendar, shipped_rules

CALENDAR = shipped_calendar()
START = date(2026, 1, 5)
LAST = date(2027, 6, 1)
S, G = StepName, Stage
DUTY = {ProcedureKind.DENUNCIATION: "TC_GQ", ProcedureKind.DENUNCIATION_AGAIN: "TC_GQ"}
HEADS_OWN = {
    S.ACCEPT, S.REFUSE, S.EXTEND, S.SUSPEND, S.RESUME, S.TERMINATE, S.DECIDE, S.REFUSE_AGAIN,
    S.HANDLE, S.ANSWER, S.ASK_EXPERT,
}  # fmt: skip


class Plain:
    """A denunciation as a clerk keeps it in the head."""

    def __init__(self, kind):
        self.kind = kind
        self.phase, self.phase_before = "intake", None
        self.criteria, self.extended = 0, []
        self.experts_out = 0
        self.withdrawn = self.sent = False
        self.items = self.items_left = 0
        self.today = START
        self.resolving_since = None
        self.pauses = []  # [from, to or None]

    @property
    def is_again(self):
        return self.kind == ProcedureKind.DENUNCIATION_AGAIN

    def needs_head(self, step):
        if step == S.OVERDUE_REPORT:
            return self.phase != "reviewing"
        if step == S.DEMAND_REPORT:
            return self.phase == "reviewing"
        return step in HEADS_OWN

    def may(self, role, step):
        if role not in (Role.HEAD, Role.HANDLER):
            return False
        if role == Role.HANDLER and self.needs_head(step):
            return False
        return self.is_open(step)

    def is_open(self, step):
        working = self.phase in ("accepted", "verifying", "reported")
        over = self.phase in ("terminated", "closed")
        if step == S.CORRECT:
            return self.phase != "intake"
        if self.phase == "intake":
            return step in (S.ACCEPT, S.REFUSE)
        if self.phase == "not_accepted":
            return False
        if self.phase == "reviewing":
            own = (S.WORK, S.DEMAND_REPORT, S.OVERDUE_REPORT, S.REFUSE_AGAIN, S.ACCEPT)
            return step in own
        if step == S.READ_FILE:
            return self.phase != "suspended"
        if step == S.SEND:
            return self.phase != "closed"
        if self.phase == "suspended":
            return step in (S.RESUME, S.TERMINATE)
        if over:
            return False
        if step in (S.PUBLISH, S.RECORD_DONE):
            concluded = self.phase in ("decided", "enforcing")
            return concluded and (step == S.PUBLISH or self.items > 0)
        if step == S.HANDLE:
            return self.phase == "decided"
        if step == S.REPORT_HANDLING:
            return self.phase == "enforcing"
        if step == S.CLOSE:
            return self.phase == "enforcing" and self.sent
        if not working:
            return False
        if step in (S.NOTIFY, S.ASSIGN, S.REQUEST_EVIDENCE, S.WORK, S.ASK_EXPERT):
            return self.phase != "reported"
        if step == S.EXPERT_ANSWER:
            return self.experts_out > 0
        if step == S.REPORT:
            return self.phase == "verifying" and not self.withdrawn
        if step == S.DECIDE:
            return self.phase != "verifying" and not self.withdrawn
        if step == S.WITHDRAW_WHOLE:
            return not self.withdrawn
        if step == S.EXTEND:
            return self.criteria > 0
        if step == S.DEMAND_REPORT:
            return self.due() is not None and self.due() < self.today
        return step in (
            S.RECEIVE_EVIDENCE, S.NOTE_COMPLEX, S.SUSPEND, S.TERMINATE, S.WITHDRAW_PART,
            S.OVERDUE_REPORT,
        )  # fmt: skip

    def may_extend(self, days):
        allowed = 2 if self.criteria >= 2 else self.criteria
        return len(self.extended) < allowed and 1 <= days <= 30

    def do(self, step, *, days, criteria, goes_on, items):
        if step == S.ACCEPT:
            self.phase = "reviewing" if self.is_again and self.phase == "intake" else "accepted"
            if self.phase == "accepted":
                self.resolving_since = self.today
        elif step == S.SUSPEND:
            self.phase, self.phase_before = "suspended", self.phase
            self.pauses.append([self.today, None])
        elif step == S.RESUME:
            self.phase, self.phase_before = self.phase_before, None
            self.pauses[-1][1] = self.today
        elif step == S.DECIDE:
            self.phase, self.items, self.items_left = "decided", items, items
        elif step == S.ASK_EXPERT:
            self.experts_out += 1
        elif step == S.EXPERT_ANSWER:
            self.experts_out -= 1
        elif step == S.NOTE_COMPLEX:
            self.criteria = criteria
        elif step == S.EXTEND:
            self.extended.append(days)
        elif step == S.WITHDRAW_WHOLE:
            self.withdrawn = not goes_on
        elif step == S.SEND:
            self.sent = self.sent or self.phase in ("decided", "enforcing")
        else:
            self.phase = {
                S.REFUSE: "not_accepted", S.ASSIGN: "verifying", S.REPORT: "reported",
                S.TERMINATE: "terminated", S.HANDLE: "enforcing", S.CLOSE: "closed",
                S.REFUSE_AGAIN: "closed",
            }.get(step, self.phase)  # fmt: skip

    def due(self):
        """Thirty days and the extensions, without suspended days, then on to a working day."""
        if self.resolving_since is None or (self.pauses and self.pauses[-1][1] is None):
            return None
        day, left = self.resolving_since, 30 + sum(self.extended)
        while left:
            day += timedelta(days=1)
            left -= not any(a <= day < b for a, b in self.pauses)
        while not CALENDAR.is_working(day):
            day += timedelta(days=1)
        return day

    def facts(self):
        """What the case shows, as the product would look it up."""
        found = {Fact.COMPETENT, Fact.ELIGIBLE}
        found.add(Fact.WAS_WITHDRAWN if self.withdrawn else Fact.NOT_WITHDRAWN)
        held = {
            Fact.COMPLEX: self.criteria > 0,
            Fact.EXPERT_ASKED: self.experts_out > 0,
            Fact.SENT: self.sent,
            Fact.HAS_ITEMS: self.items > 0,
            Fact.OVERDUE: bool(self.due()) and self.due() < self.today,
        }
        return found | {fact for fact, holds in held.items() if holds}


class Course(RuleBasedStateMachine):
    """Random steps by random people on random days; the table answers, the model judges."""

    @initialize(kind=st.sampled_from(sorted(DUTY)))
    def begin(self, kind):
        self.kind, self.plain = ProcedureKind(kind), Plain(ProcedureKind(kind))
        self.stage, self.before = Stage.INTAKE, ""
        self.since, self.events = None, []

    @rule(
        role=st.sampled_from([Role.HEAD, Role.HEAD, Role.HANDLER, Role.OFFICER, Role.INSPECTOR]),
        name=st.sampled_from(list(StepName)),
        gap=st.integers(0, 12),
        days=st.integers(1, 31),
        criteria=st.integers(1, 3),
        goes_on=st.booleans(),
        items=st.integers(0, 2),
    )
    def take(self, role, name, gap, days, criteria, goes_on, items):
        if self.plain.today + timedelta(days=gap) < LAST:
            self.plain.today += timedelta(days=gap)
        reason = self.refused(role, name, days)
        expected = self.plain.may(role, name)
        if name == S.EXTEND and expected:
            expected = self.plain.may_extend(days)
        assert (reason is None) == expected, (self.stage, role, name, reason)
        if reason is not None:
            assert reason.endswith(".")
            return
        self.move(name, days)
        self.plain.do(name, days=days, criteria=criteria, goes_on=goes_on, items=items)

    @rule(hops=st.integers(1, 6), gap=st.integers(0, 6))
    def walk(self, hops, gap):
        """The way most cases go, so that late stages are seen often enough."""
        way = (S.ACCEPT, S.ASSIGN, S.REPORT, S.DECIDE, S.SEND, S.HANDLE)
        if self.plain.is_again:
            way = (S.ACCEPT, *way)
        for name in way[:hops]:
            self.take(Role.HEAD, name, gap, 10, 1, False, 1)

    def refused(self, role, name, days):
        rows = steps_named(self.kind, name)
        if not rows:
            return "Thủ tục không có bước này."
        step = step_of(self.kind, name, self.stage) or rows[0]
        reason = refusal(
            step, stage=self.stage, permissions=ROLES[role].permissions,
            facts=self.plain.facts(), on=self.plain.today,
        )  # fmt: skip
        if reason is None and name == S.EXTEND:
            given = sum(event.type == EventType.EXTEND for event in self.events)
            return extension.refusal(days=days, criteria=self.plain.criteria, given=given)
        return reason

    def move(self, name, days):
        step = step_of(self.kind, name, self.stage)
        target = moves.target_of(step, stage=self.stage, stage_before=self.before)
        self.before = self.stage if target == Stage.SUSPENDED else ""
        if step.clock is not None:
            days = days if step.clock == "extend" else None
            self.events.append(
                Event(EventType(step.clock), self.plain.today, "căn cứ", "01/QĐ", days)
            )
        if any(start.rule == DUTY[self.kind] for start in step.starts):
            self.since = self.plain.today
        self.stage = target

    @invariant()
    def the_stage_is_the_one_of_the_model(self):
        assert self.stage == self.plain.phase

    @invariant()
    def the_due_date_is_the_one_of_the_model(self):
        if self.since is None:
            return
        found = clock(
            rule=shipped_rules().get(DUTY[self.kind]), start=self.since, events=self.events,
            calendar=CALENDAR, today=self.plain.today,
        )  # fmt: skip
        assert found.due == self.plain.due()

    @invariant()
    def what_has_ended_stays_ended(self):
        if self.stage in ENDED:
            open_ = {name for name in StepName if step_of(self.kind, name, self.stage)}
            assert open_ <= {S.CORRECT, S.READ_FILE, S.SEND}

    @invariant()
    def a_suspended_case_waits(self):
        if self.stage == Stage.SUSPENDED:
            open_ = {name for name in StepName if step_of(self.kind, name, self.stage)}
            assert open_ == {S.RESUME, S.TERMINATE, S.SEND, S.CORRECT}


Course.TestCase.settings = settings(
    max_examples=100,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestCourse = Course.TestCase


@pytest.mark.soak
def test_two_thousand_courses():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Course, settings=settings(max_examples=2000, stateful_step_count=40, deadline=None)
    )
