"""What holds in a case (điều kiện của một bước), read in few statements: the page asks it too."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from complaints import workflow
from complaints.actions.effects import before
from complaints.models import (
    Clock,
    Decision,
    Dialogue,
    DialogueParty,
    EnforcementItem,
    Evidence,
    Petition,
    Proceeding,
    ProceedingEvent,
    StayOrder,
)
from complaints.procedure.denunciation_grounds import NO_GROUND_TO_GO_ON
from complaints.procedure.names import Attendance, DialogueRole, ProcedureKind, StepName
from complaints.procedure.steps import Fact

RESOLUTION_RULES = frozenset({*workflow.RESOLUTION_RULES, "KNPA_GQ"})
# Luật Khiếu nại 2011, art. 39, 53, 55: a dialogue is held whatever the verification found.
_ALWAYS_DIALOGUE = frozenset({ProcedureKind.COMPLAINT_2, ProcedureKind.DISCIPLINE})
_TOLD = (
    StepName.ASK_EXPERT,
    StepName.EXPERT_ANSWER,
    StepName.WITHDRAW_WHOLE,
    StepName.REPORT,
)


def facts_of(petition: Petition, proceeding: Proceeding | None, today: date) -> set[Fact]:
    """Everything a table may ask of this case on the day `today`; one statement for the rows and one
    for the events."""
    if proceeding is None:
        return before.acceptance_facts(petition, previous=None, today=today)
    found = {fact for fact, holds in _rows(petition, today).items() if holds}
    found |= _from_events(proceeding, _events(petition))
    if petition.is_competent:
        found.add(Fact.COMPETENT)
    if proceeding.criteria:
        found.add(Fact.COMPLEX)
    return found


def _rows(petition: Petition, today: date) -> dict[Fact, bool]:
    """One statement: does such a row exist for this petition."""
    asked = {
        Fact.EVIDENCE_ASKED: Evidence.objects.filter(asked_on__isnull=False, received_on=None),
        Fact.STAY_RUNS: StayOrder.objects.filter(lifted_on=None),
        Fact.DIALOGUE_PLANNED: Dialogue.objects.filter(held_on=None),
        Fact.DIALOGUE_DONE: dialogues_done(),
        Fact.SENT: Decision.objects.filter(sent_on__isnull=False),
        Fact.EFFECT_DUE: Clock.objects.filter(rule_code="KN_HIEULUC", due_on__lte=today),
        Fact.OVERDUE: Clock.objects.filter(
            rule_code__in=RESOLUTION_RULES, finished_on=None, due_on__lt=today
        ),
    }
    items = EnforcementItem.objects.filter(decision__petition=OuterRef("pk"))
    named: dict[str, Exists] = {
        fact.value: Exists(rows.filter(petition=OuterRef("pk"))) for fact, rows in asked.items()
    }
    named[Fact.HAS_ITEMS.value] = Exists(items)
    undone = Exists(items.filter(done_on=None))
    values = Petition.objects.filter(pk=petition.pk).values(undone=undone, **named).get()
    holds = {Fact(name): held for name, held in values.items() if name != "undone"}
    holds[Fact.ALL_DONE] = not values["undone"]
    holds[Fact.NO_OPEN_DIALOGUE] = not holds[Fact.DIALOGUE_PLANNED]
    holds[Fact.NO_STAY] = not holds[Fact.STAY_RUNS]
    return holds


def dialogues_done() -> QuerySet[Dialogue]:
    """Held, or missed by the complainant without a good reason: the case goes on (art. 30 clause 6)."""
    absent = DialogueParty.objects.filter(
        dialogue=OuterRef("pk"),
        role__in=[DialogueRole.COMPLAINANT, DialogueRole.REPRESENTATIVE],
        attendance=Attendance.ABSENT,
    )
    return Dialogue.objects.filter(held_on__isnull=False).filter(Q(missed=False) | Exists(absent))


def _events(petition: Petition) -> list[dict[str, Any]]:
    told = ProceedingEvent.objects.filter(petition=petition, step__in=_TOLD)
    return list(
        told.order_by("happened_on", "entered_at").values("step", "data", when=F("happened_on"))
    )


def _from_events(proceeding: Proceeding, events: Iterable[dict[str, Any]]) -> set[Fact]:
    """What only the events tell."""
    found: set[Fact] = set()
    waiting, withdrawn, differs = 0, False, proceeding.kind in _ALWAYS_DIALOGUE
    for event in events:
        name, data = event["step"], event["data"]
        if name == StepName.ASK_EXPERT:
            waiting += 1
        elif name == StepName.EXPERT_ANSWER:
            waiting -= 1
        elif name == StepName.WITHDRAW_WHOLE:
            withdrawn = data.get("goes_on", NO_GROUND_TO_GO_ON) == NO_GROUND_TO_GO_ON
        elif proceeding.kind not in _ALWAYS_DIALOGUE:
            differs = not data.get("demand_matches", True)
    if waiting > 0:
        found.add(Fact.EXPERT_ASKED)
    found.add(Fact.WAS_WITHDRAWN if withdrawn else Fact.NOT_WITHDRAWN)
    if not differs:
        found.add(Fact.DIALOGUE_DONE)
    return found
