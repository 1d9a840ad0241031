"""Random courses through the engine and the database, against the same plain model."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from agencies.refusals import Refused
from agencies.roles import Role
from complaints.actions.petitions import process_petition
from complaints.actions.proceedings import take_step
from complaints.enums import Outcome, PetitionKind
from complaints.models import Clock, EnforcementItem, Petition, Proceeding, ProceedingEvent
from complaints.procedure.names import ENDED, ProcedureKind, StepName
from complaints.procedure.steps import Ask
from complaints.procedure.tables import step_of, steps_named
from law.shipped import shipped_calendar
from tests.complaints.plain_cases import plain_case
from tests.complaints.test_procedure_machine import ONWARD, PICKS, ROLES_TRIED, SAID
from tests.factories import HANOI

FIRST, LAST = date(2026, 7, 6), date(2026, 11, 17)
KINDS = {
    ProcedureKind.COMPLAINT_1: PetitionKind.COMPLAINT,
    ProcedureKind.DENUNCIATION: PetitionKind.DENUNCIATION,
}
SENDING = {"KN_TDC_GUI", "TC_DC_GUI"}
LINES = {
    "team": ["Trần Văn Tổ | Thanh tra viên | x", "Vi Thị Viên | Chuyên viên"],
    "findings": ["Nội dung | đúng"],
    "parties": ["Người khiếu nại | Lý Văn Thành"],
}
WORDS = {Ask.LINE: "Nội dung", Ask.TEXT: "Nội dung", Ask.NUMBER: 3, Ask.MONEY: 1, Ask.YES: True}


class Engine(RuleBasedStateMachine):
    """Whatever the engine accepts, refuses and stores, the model says the same."""

    register = people = None  # given by the test

    @initialize(kind=st.sampled_from(sorted(KINDS)), later=st.integers(0, 60))
    def begin(self, kind, later):
        self.undo = transaction.savepoint()
        self.kind, self.planned_on = ProcedureKind(kind), LAST
        today = FIRST + timedelta(days=later)
        self.plain = plain_case(self.kind, today, shipped_calendar().is_working)
        registered = type(self).register(kind=KINDS[self.kind], received_on=today)
        self.pk = registered.pk
        process_petition(
            petition_id=self.pk, outcome=Outcome.ACCEPT, is_competent=True, note="",
            processed_on=today, document="01/QĐ", version=registered.version,
            by=self.people(Role.HEAD), now=self.now(),
        )  # fmt: skip
        self.plain.do(StepName.ACCEPT, {})

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.savepoint_rollback(self.undo)

    @rule(
        picks=PICKS,
        gap=st.integers(0, 9),
        said=SAID,
        names=st.sampled_from((ONWARD, list(StepName))),
    )
    def goes_on(self, picks, gap, said, names):
        for pick in picks:
            self.plain.today = min(self.plain.today + timedelta(days=gap), LAST)
            open_ = [name for name in names if self.plain.is_open(name)]
            if open_:
                self.take(Role.HEAD, open_[pick % len(open_)], said)

    @rule(role=st.sampled_from(ROLES_TRIED[:3]), name=st.sampled_from(StepName), said=SAID)
    def tries(self, role, name, said):
        self.take(role, name, said)

    def take(self, role, name, said):
        expected = self.plain.may(role, name) and self.plain.may_by_the_clock(name, said)
        if name == StepName.HOLD_DIALOGUE and self.plain.today < self.planned_on:
            expected = False
        before = ProceedingEvent.objects.filter(petition=self.pk).count()
        reason = self.refused(role, name, said)
        assert (reason is None) == expected, (self.plain.phase, role, name, reason)
        if expected:
            self.plain.do(name, said)
            self.planned_on = self.planned_on if name != StepName.INVITE_DIALOGUE else self.plan()
        after = ProceedingEvent.objects.filter(petition=self.pk).count()
        assert after == before + expected
        self.stored_as_the_model_says()

    def refused(self, role, name, said):
        try:
            take_step(
                petition_id=self.pk, step=name, happened_on=self.plain.today,
                said=self.answers(name, said), document="01/QĐ", signer="Lê Thị Hạnh",
                ground="Có căn cứ", note="Ghi rõ lý do", late_reason="",
                version=Petition.objects.get(pk=self.pk).version, by=self.people(role),
                now=self.now(),
            )  # fmt: skip
        except Refused as refusal:
            return refusal.sentence
        except Petition.DoesNotExist:
            return "Không thấy hồ sơ."
        return None

    def answers(self, name, said):
        """Something lawful for everything the step asks; what varies comes from the draw."""
        rows = steps_named(self.kind, name)
        step = step_of(self.kind, name, self.plain.phase) or (rows[0] if rows else None)
        known = {
            "days": said["days"],
            "remote": said["remote"] and self.kind == ProcedureKind.COMPLAINT_1,
            "goes_on": "4.4.a" if said["goes_on"] else "khong",
            "demand_matches": not said["differs"],
            "items": [f"person | Việc {n} | 1" for n in range(said["items"])],
            "criteria": ["a", "b", "c"][: said["criteria"]],
            "planned_at": datetime.combine(self.plan(), datetime.min.time(), HANOI),
            "unfinished_reason": "Còn việc chưa xong",
            "contents": "Một nội dung",
            "content": "Nội dung",
            "result": "Kết quả",
            **LINES,
        }
        if name == StepName.TERMINATE:
            known["grounds"] = self.ground_of_the_end()
        if name == StepName.REOPEN:
            known["grounds"] = "huy-bo"
        found = {}
        for asked in step.asks if step else ():
            if asked.name in known:
                found[asked.name] = known[asked.name]
            elif asked.required:
                found[asked.name] = self.answer(asked)
        return found

    def answer(self, asked):
        if asked.name == "event":
            return str(ProceedingEvent.objects.filter(petition=self.pk).earliest("entered_at").pk)
        if asked.name == "item":
            items = EnforcementItem.objects.filter(decision__petition=self.pk)
            return items.values_list("what", flat=True).first() or "Việc 0"
        if asked.kind in (Ask.CHOICE, Ask.MANY):
            code = asked.choices[0][0]
            return code if asked.kind == Ask.CHOICE else [code]
        return self.plain.today if asked.kind == Ask.DAY else WORDS[asked.kind]

    def ground_of_the_end(self):
        article = "11a.2" if self.kind == ProcedureKind.COMPLAINT_1 else "34.3"
        return f"{article}.{'a' if self.plain.withdrawn else 'c'}"

    def plan(self):
        """Late enough for the notice of five days."""
        return self.plain.today + timedelta(days=14)

    def now(self):
        today = self.plain.today
        return datetime(today.year, today.month, today.day, 10, tzinfo=HANOI)

    def stored_as_the_model_says(self):
        proceeding = Proceeding.objects.get(petition=self.pk)
        assert proceeding.stage == self.plain.phase
        running = Clock.objects.filter(petition=self.pk, finished_on=None)
        if proceeding.stage in ENDED:
            assert set(running.values_list("rule_code", flat=True)) <= SENDING
        elif self.plain.is_undecided:
            assert running.get(rule_code=self.plain.duty).due_on == self.plain.due()
        else:
            assert not running.filter(rule_code=self.plain.duty).exists()
        nearest = running.exclude(due_on=None).order_by("due_on").values_list("due_on", flat=True)
        assert Petition.objects.get(pk=self.pk).next_due_on == nearest.first()


@pytest.fixture
def engine(register, province):
    """The machine, told how to register and who its people are."""

    def registered(**told):
        received = told["received_on"]
        at = datetime(received.year, received.month, received.day, 9, tzinfo=HANOI)
        return register(**told, now=at)

    def person(role):
        return province.person(role.value, "SKHCN" if role != Role.INSPECTOR else "TTT")

    return type("OfProvince", (Engine,), {
        "register": staticmethod(registered), "people": staticmethod(person),
    })  # fmt: skip


def how(examples, steps):
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        database=None,
    )


def test_a_few_courses_through_the_engine(engine):
    run_state_machine_as_test(engine, settings=how(8, 4))


@pytest.mark.soak
def test_many_courses_through_the_engine(engine):
    run_state_machine_as_test(engine, settings=how(400, 12))
