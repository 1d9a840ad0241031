"""Random courses of cases of every kind: the tables and the clock against a plain model."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from agencies.roles import ROLES, Role
from complaints.procedure import extension, moves, reopening
from complaints.procedure.names import ENDED, ProcedureKind, Stage, StepName
from complaints.procedure.refusals import refusal
from complaints.procedure.tables import step_of, steps_named
from law.clock import clock
from law.enums import EventType
from law.errors import LawError
from law.events import Event
from law.rules import parse_branches
from law.shipped import shipped_calendar, shipped_rules
from tests.complaints.plain_cases import PlainComplaint, plain_case

CALENDAR = shipped_calendar()
FIRST, LAST = date(2026, 1, 5), date(2027, 3, 1)
ROLES_TRIED = [Role.HEAD, Role.HANDLER, Role.OFFICER, Role.INSPECTOR]
SAID = st.fixed_dictionaries(
    {
        "days": st.integers(1, 31),
        "criteria": st.integers(1, 3),
        "items": st.integers(0, 2),
        "remote": st.booleans(),
        "goes_on": st.booleans(),
        "differs": st.booleans(),
    }
)
PICKS = st.lists(st.integers(0, 10_000), min_size=2, max_size=6)
ONWARD = [
    StepName.ACCEPT, StepName.ASSIGN, StepName.REPORT, StepName.INVITE_DIALOGUE,
    StepName.HOLD_DIALOGUE, StepName.SUSPEND, StepName.RESUME, StepName.DECIDE, StepName.SEND,
    StepName.HANDLE, StepName.TAKE_EFFECT, StepName.START_ENFORCING, StepName.ANSWER,
    StepName.REOPEN,
]  # fmt: skip


class Course(RuleBasedStateMachine):
    """Steps by anybody on any day; the table answers, the model judges."""

    @initialize(kind=st.sampled_from(ProcedureKind), later=st.integers(0, 300))
    def begin(self, kind, later):
        self.kind, self.stage, self.before = kind, Stage.INTAKE, ""
        self.plain = plain_case(kind, FIRST + timedelta(days=later), CALENDAR.is_working)
        self.since, self.events = None, []

    @rule(picks=PICKS, gap=st.integers(0, 15), said=SAID)
    def goes_on(self, picks, gap, said):
        """The head takes some steps that the model holds open, whichever they are."""
        for pick in picks:
            self.wait(gap)
            self.take_one(list(StepName), pick, said)

    @rule(picks=PICKS, gap=st.integers(0, 15), said=SAID)
    def goes_far(self, picks, gap, said):
        """The head leads the case on towards its end, so that late stages are seen often."""
        for pick in picks:
            self.wait(gap)
            self.take_one(ONWARD, pick, said)

    def take_one(self, names, pick, said):
        open_ = [name for name in names if self.plain.is_open(name)]
        if open_:
            self.take(Role.HEAD, open_[pick % len(open_)], said)

    @rule(role=st.sampled_from(ROLES_TRIED), name=st.sampled_from(StepName), said=SAID)
    def tries(self, role, name, said):
        """Anybody tries anything."""
        self.take(role, name, said)

    def wait(self, days):
        if self.plain.today + timedelta(days=days) < LAST:
            self.plain.today += timedelta(days=days)

    def take(self, role, name, said):
        reason = self.refused(role, name, said)
        expected = self.plain.may(role, name) and self.plain.may_by_the_clock(name, said)
        assert (reason is None) == expected, (self.stage, role, name, reason)
        if reason is not None:
            assert reason.endswith(".")
            return
        self.move(name, said)
        self.plain.do(name, said)

    def refused(self, role, name, said):
        rows = steps_named(self.kind, name)
        if not rows:
            return "Thủ tục không có bước này."
        reason = refusal(
            step_of(self.kind, name, self.stage) or rows[0],
            stage=self.stage,
            permissions=ROLES[role].permissions,
            facts=self.plain.facts(),
            on=self.plain.today,
        )
        if reason is None and name == StepName.EXTEND:
            given = sum(event.type == EventType.EXTEND for event in self.events)
            reason = extension.refusal(days=said["days"], criteria=self.plain.criteria, given=given)
        if reason is None and name == StepName.REOPEN:
            reason = reopening.refusal(
                ground="huy-bo", was_withdrawn=False, is_counted=self.since == self.plain.today,
                on=self.plain.today,
            )  # fmt: skip
        return reason or self.refused_by_the_clock(name, said)

    def refused_by_the_clock(self, name, said):
        try:
            self.answer(self.event_of(name, said))
        except LawError as error:
            return str(error)
        return None

    def event_of(self, name, said):
        step = step_of(self.kind, name, self.stage)
        if step.clock is None:
            return []
        days = said["days"] if step.clock == EventType.EXTEND else None
        return [Event(EventType(step.clock), self.plain.today, "căn cứ", "01/QĐ", days)]

    def answer(self, more=()):
        """What the clock says now, or would with one more event; None before it runs."""
        if self.since is None:
            return None
        told = self.plain.branches() if isinstance(self.plain, PlainComplaint) else ()
        return clock(
            rule=shipped_rules().get(self.plain.duty),
            start=self.since,
            events=[*self.events, *more],
            branches=parse_branches(sorted(told)),
            calendar=CALENDAR,
            today=self.plain.today,
        )

    def move(self, name, said):
        step = step_of(self.kind, name, self.stage)
        target = moves.target_of(step, stage=self.stage, stage_before=self.before)
        self.events += self.event_of(name, said)
        if target != self.stage:
            self.before = self.stage if target == Stage.SUSPENDED else ""
        if any(start.rule == self.plain.duty for start in step.starts):
            self.since = self.plain.today
            self.events = []
        self.stage = target

    @invariant()
    def the_stage_is_the_one_of_the_model(self):
        assert self.stage == self.plain.phase

    @invariant()
    def the_due_date_is_the_one_of_the_model(self):
        if self.since is not None and self.stage not in ENDED:
            assert self.answer().due == self.plain.due()

    @invariant()
    def what_has_ended_stays_ended_unless_it_is_reopened(self):
        if self.stage in ENDED:
            left = {name for name in StepName if step_of(self.kind, name, self.stage)}
            if self.stage == Stage.TERMINATED:
                left -= {StepName.REOPEN}
            assert left <= {StepName.CORRECT, StepName.READ_FILE, StepName.SEND}


def how(examples, steps):
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.reuse, Phase.generate),  # a long course is read as it is, not for minutes
    )


def test_a_hundred_courses():
    run_state_machine_as_test(Course, settings=how(100, 12))


@pytest.mark.soak
def test_two_thousand_courses():
    run_state_machine_as_test(Course, settings=how(2000, 20))
