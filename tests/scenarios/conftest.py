"""A case as an office lives it: registered, accepted, and every step by whoever may take it.

Days are of 2026, each entered at ten in the morning of its own day unless a test says otherwise.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from agencies.models import User
from agencies.roles import Permission
from complaints.actions.petitions import process_petition, register_petition
from complaints.actions.proceedings import take_step
from complaints.enums import Field, Outcome, PetitionKind, Source
from complaints.models import Clock, Petition, Proceeding, ProceedingEvent
from complaints.petitioner import Petitioner
from complaints.procedure import tables
from complaints.procedure.names import Stage, StepName
from tests.factories import HANOI, NOW, Province

MINH = Petitioner(
    full_name="Hoàng Văn Minh",
    birth_year=1971,
    address="thôn Pò Mã, xã Tân Thanh",
    phone="0987654321",
    id_number="020071004321",
)
PAPER = "QĐ-SKHCN"


@pytest.fixture
def clock_of_the_office() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def province(db, clock_of_the_office) -> Province:
    return Province()


def day(text: str) -> date:
    """“06/07” of 2026, or “06/07/2025”."""
    number, month, *year = (int(part) for part in text.split("/"))
    return date(year[0] if year else 2026, month, number)


class Case:
    """One petition of the department, as its officers work on it."""

    def __init__(self, province: Province, petition: Petition, part: str) -> None:
        self.province, self.part, self.pk = province, part, petition.pk
        self.entered: list[datetime] = []

    @property
    def petition(self) -> Petition:
        return Petition.objects.select_related("matter").get(pk=self.pk)

    @property
    def proceeding(self) -> Proceeding:
        return Proceeding.objects.get(petition=self.pk)

    @property
    def stage(self) -> Stage:
        return Stage(self.proceeding.stage)

    def person(self, role: str) -> User:
        return self.province.person(role, self.part)

    def moment(self, on: date, entered_on: str | None = None) -> datetime:
        """Ten o'clock, and a minute later for each further entry of the day."""
        at = day(entered_on) if entered_on else on
        moment = datetime(at.year, at.month, at.day, 10, tzinfo=HANOI)
        while moment in self.entered:
            moment += timedelta(minutes=1)
        self.entered.append(moment)
        return moment

    def accept(self, on: str, document: str = "11/TB-SKHCN", **changes: Any) -> "Case":
        """The head accepts, by the door of processing."""
        self.process(on, Outcome.ACCEPT, document=document, **changes)
        return self

    def process(self, on: str, outcome: Outcome, **changes: Any) -> Petition:
        told = {
            "petition_id": self.pk, "outcome": outcome, "is_competent": True,
            "note": "Đã kiểm tra điều kiện.", "processed_on": day(on),
            "version": self.petition.version, "by": self.person("head"),
            "now": self.moment(day(on)),
        }  # fmt: skip
        return process_petition(**{**told, **changes})

    def take(
        self,
        step: StepName,
        on: str,
        said: dict[str, Any] | None = None,
        *,
        entered_on: str | None = None,
        **told: Any,
    ) -> ProceedingEvent:
        """One step on this day; decisions by the head with a number, the rest by the handler."""
        role = self._role(step)
        if role == "head" and step != StepName.CORRECT:
            told = {"document": f"25/{PAPER}", "signer": "Lê Thị Hạnh", **told}
        given = {
            "petition_id": self.pk, "step": step, "happened_on": day(on), "said": said or {},
            "version": self.petition.version, "by": self.person(role),
            "now": self.moment(day(on), entered_on),
        }  # fmt: skip
        return take_step(**{**given, **told})

    def _role(self, step: StepName) -> str:
        proceeding = self.proceeding
        row = tables.step_of(proceeding.kind, step, proceeding.stage)
        rows = (row,) if row else tables.steps_named(proceeding.kind, step)
        return "head" if rows and rows[0].needs == Permission.DECIDE_CASE else "handler"

    def due(self, rule: str) -> date | None:
        """When the open duty of this rule is due; a rule without an open duty fails the test."""
        return Clock.objects.get(petition=self.pk, rule_code=rule, finished_on=None).due_on

    def done(self, rule: str) -> date | None:
        """When the last duty of this rule was ended."""
        return (
            Clock.objects.filter(petition=self.pk, rule_code=rule).latest("started_on").finished_on
        )

    def open_duties(self) -> list[str]:
        running = Clock.objects.filter(petition=self.pk, finished_on=None)
        return sorted(running.values_list("rule_code", flat=True))

    def steps(self) -> list[str]:
        """The steps in the order in which they happened."""
        told = ProceedingEvent.objects.filter(petition=self.pk)
        return list(told.order_by("happened_on", "entered_at").values_list("step", flat=True))


@pytest.fixture
def case(province) -> Callable[..., Case]:
    """Registers a petition received on a day and gives its case; keywords change the usual one."""

    def made(received: str, *, part: str = "SKHCN", **changes: Any) -> Case:
        received_on = day(received)
        told = {
            "agency": province[part],
            "kind": PetitionKind.COMPLAINT,
            "field": Field.LAND,
            "source": Source.POST,
            "received_on": received_on,
            "petitioner": MINH,
            "summary": "Khiếu nại quyết định bồi thường khi thu hồi đất",
            "content": "Đề nghị tính lại giá bồi thường đất và cây trồng trên đất.",
            "by": province.person("handler", part),
            "now": datetime(received_on.year, received_on.month, received_on.day, 9, tzinfo=HANOI),
        }
        return Case(province, register_petition(**{**told, **changes}), part)

    return made
