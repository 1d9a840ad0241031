"""What holds in a case (điều kiện của một bước), read in few statements: the page asks it too."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F

from complaints import workflow
from complaints.actions.effects import before
from complaints.models import Petition, Proceeding, ProceedingEvent
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
    StepName.REOPEN,
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
    told = {
        "petition": petition.pk, "today": today, "resolution": sorted(RESOLUTION_RULES),
        "invited": [DialogueRole.COMPLAINANT, DialogueRole.REPRESENTATIVE],
        "absent": Attendance.ABSENT,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EXISTS, told)
        names, values = [Fact(column.name) for column in cursor.description], cursor.fetchone()
    holds = dict(zip(names, values, strict=True))
    holds[Fact.NO_OPEN_DIALOGUE] = not holds[Fact.DIALOGUE_PLANNED]
    holds[Fact.NO_STAY] = not holds[Fact.STAY_RUNS]
    return holds


# Written out: ten such questions asked through the mapper cost every page of a case 12 ms.
# A dialogue is done when it was held, or when the complainant stayed away without a good reason
# (Luật Khiếu nại 2011, art. 30 clause 6).
_EXISTS = """
SELECT
  EXISTS (SELECT FROM complaints_evidence r WHERE r.petition_id = %(petition)s
    AND r.asked_on IS NOT NULL AND r.received_on IS NULL) AS evidence_asked,
  EXISTS (SELECT FROM complaints_stayorder r WHERE r.petition_id = %(petition)s
    AND r.lifted_on IS NULL) AS stay_runs,
  EXISTS (SELECT FROM complaints_dialogue r WHERE r.petition_id = %(petition)s
    AND r.held_on IS NULL) AS dialogue_planned,
  EXISTS (SELECT FROM complaints_dialogue r WHERE r.petition_id = %(petition)s
    AND r.held_on IS NOT NULL AND (NOT r.missed OR EXISTS (
      SELECT FROM complaints_dialogueparty p WHERE p.dialogue_id = r.id
        AND p.role = ANY (%(invited)s) AND p.attendance = %(absent)s))) AS dialogue_done,
  EXISTS (SELECT FROM complaints_decision r WHERE r.petition_id = %(petition)s
    AND r.sent_on IS NOT NULL) AS sent,
  EXISTS (SELECT FROM complaints_clock r WHERE r.petition_id = %(petition)s
    AND r.rule_code = 'KN_HIEULUC' AND r.due_on <= %(today)s) AS effect_due,
  EXISTS (SELECT FROM complaints_clock r WHERE r.petition_id = %(petition)s
    AND r.rule_code = ANY (%(resolution)s) AND r.finished_on IS NULL
    AND r.due_on < %(today)s) AS overdue,
  EXISTS (SELECT FROM complaints_decision d JOIN complaints_enforcementitem i
    ON i.decision_id = d.id WHERE d.petition_id = %(petition)s) AS has_items,
  NOT EXISTS (SELECT FROM complaints_decision d JOIN complaints_enforcementitem i
    ON i.decision_id = d.id WHERE d.petition_id = %(petition)s
    AND i.done_on IS NULL) AS all_done
"""


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
        elif name == StepName.REOPEN:
            withdrawn = False
        elif proceeding.kind not in _ALWAYS_DIALOGUE:
            differs = not data.get("demand_matches", True)
    if waiting > 0:
        found.add(Fact.EXPERT_ASKED)
    found.add(Fact.WAS_WITHDRAWN if withdrawn else Fact.NOT_WITHDRAWN)
    if not differs:
        found.add(Fact.DIALOGUE_DONE)
    return found
