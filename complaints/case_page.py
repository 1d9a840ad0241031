"""Everything the page of a case shows, read once and cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from agencies.models import User
from agencies.roles import Permission
from complaints.actions.effects.facts import facts_of
from complaints.case_events import Told, step_behind, timeline
from complaints.case_rows import Row, enforcement, in_words, read
from complaints.case_steps import (
    Door,
    doors,
    missing,
    proceeding_of,
    stage_of,
    stage_words,
    table_kind,
)
from complaints.enums import WaitsFor
from complaints.models import Clock, Decision, Petition, Proceeding, ProceedingEvent
from complaints.procedure.names import ENDED, Stage, StepName
from complaints.procedure.steps import Fact, Step
from complaints.rights import permissions_in
from complaints.selectors import Due, due_of, number_for

_TELLS_NOTHING_OWED = frozenset({StepName.CORRECT, StepName.READ_FILE})


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as its page prints it; the template asks nothing further of the database."""

    petition: Petition
    proceeding: Proceeding | None
    number: str
    stage: str
    stage_tone: str
    waits_for: str
    next_due: Due | None
    running: list[tuple[Clock, Due]]
    finished: list[tuple[Clock, Due]]
    to_do: list[Door]
    other: list[Door]
    closed: list[Door]
    for_others: list[Door]
    missing: str
    owed: str
    happened: tuple[Told, ...]
    neighbours: list[tuple[str, Petition, str]]
    team: list[Row]
    evidence: list[Row]
    stays: list[Row]
    readings: list[Row]
    dialogues: list[Row]
    items: list[Row]
    permissions: frozenset[Permission]

    @property
    def decision(self) -> Decision | None:
        """What was decided, concluded or answered."""
        return getattr(self.petition, "decision", None)

    @property
    def may_correct(self) -> bool:
        """True when an event may be corrected: who records may, once there is a proceeding."""
        return self.proceeding is not None and Permission.PROCESS_PETITION in self.permissions

    @property
    def may_assign(self) -> bool:
        return Permission.ASSIGN_WORK in self.permissions

    @property
    def may_draft(self) -> bool:
        return Permission.DRAFT_DOCUMENT in self.permissions

    @property
    def may_decide(self) -> bool:
        return Permission.DECIDE_CASE in self.permissions

    @property
    def is_ended(self) -> bool:
        return stage_of(self.petition) in ENDED

    @property
    def waiting_evidence(self) -> int:
        """How many papers were asked for and have not come."""
        return sum(1 for row in self.evidence if row["received_on"] is None)


def case_page(petition: Petition, user: User, today: date) -> CasePage:
    """The page of a petition that came through `case_rows.seen_case`."""
    permissions = permissions_in(user, petition.agency)
    clocks = _clocks(petition, user, today)
    events = list(events_of(petition))
    facts = case_facts(petition, today)
    taken = {event.step for event in events}
    running = {clock.rule_code: due.on for clock, due in clocks if due.done_on is None}
    found = doors(
        petition, permissions=permissions, facts=facts, today=today, running=running, taken=taken
    )
    held_up = missing(petition, facts=facts, today=today, taken=taken)
    opened = [door for door in found if door.is_open]
    rows: Any = petition
    items = enforcement(rows.item_rows)
    return CasePage(
        petition=petition,
        proceeding=proceeding_of(petition),
        number=number_for(petition, user),
        stage=stage_words(petition),
        stage_tone=_tone(petition),
        waits_for=_waits_for(petition),
        next_due=next_due(petition, today),
        running=[pair for pair in clocks if pair[1].done_on is None],
        finished=[pair for pair in clocks if pair[1].done_on is not None],
        to_do=[door for door in opened if door.is_next],
        other=[door for door in opened if not door.is_next],
        closed=[door for door in found if not door.is_open],
        for_others=[d for d in found if d.is_next and d.step.needs not in permissions],
        missing=f"{held_up[0].label}: {held_up[1]}" if held_up else "",
        owed=_owed(events, petition),
        happened=timeline(events, table_kind(petition), labels_of(items)),
        neighbours=_neighbours(petition, user),
        team=read(rows.team_rows),
        evidence=read(rows.evidence_rows),
        stays=read(rows.stay_rows),
        readings=in_words(read(rows.reading_rows)),
        dialogues=[
            {**row, "parties": in_words(row["parties"])} for row in read(rows.dialogue_rows)
        ],
        items=items,
        permissions=permissions,
    )


def case_facts(petition: Petition, today: date) -> set[Fact]:
    """What the steps of an accepted case ask; before acceptance the proposal asks (ADR 0020)."""
    proceeding = proceeding_of(petition)
    return facts_of(petition, proceeding, today) if proceeding else set()


def events_of(petition: Petition) -> Iterable[ProceedingEvent]:
    """Everything that happened in the case, oldest first."""
    found: Iterable[ProceedingEvent] = ProceedingEvent.objects.filter(
        petition=petition
    ).select_related("entered_by")
    return found


def labels_of(items: list[Row]) -> dict[str, str]:
    """Names of what a step chooses from the case: an item of the decision by its id."""
    return {key: item["what"] for item in items for key in (str(item["id"]), item["what"])}


def _tone(petition: Petition) -> str:
    stage = stage_of(petition)
    if stage == Stage.SUSPENDED:
        return "warn"
    return "neutral" if stage in ENDED else "info"


def _waits_for(petition: Petition) -> str:
    """Who waits for whom, while the case runs."""
    if stage_of(petition) in ENDED:
        return ""
    return str(WaitsFor(petition.waits_for).label)


def next_due(petition: Petition, today: date) -> Due | None:
    """The nearest duty of the case as lists show it."""
    if petition.next_due_on is None:
        return None
    return due_of(petition.next_duty, petition.next_due_on, today)


def _clocks(petition: Petition, user: User, today: date) -> list[tuple[Clock, Due]]:
    found = Clock.objects.visible_to(user).filter(petition=petition)
    return [
        (clock, due_of(clock.rule_code, clock.due_on, today, clock.finished_on))
        for clock in found.order_by("finished_on", "due_on", "rule_code")
    ]


def _owed(events: list[ProceedingEvent], petition: Petition) -> str:
    """What the citizen is owed after the last step that promises something."""
    if stage_of(petition) in ENDED:
        return ""
    for event in reversed(events):
        step: Step | None = step_behind(event, table_kind(petition))
        if event.step not in _TELLS_NOTHING_OWED and step and step.owed:
            return step.owed
    return ""


def _neighbours(petition: Petition, user: User) -> list[tuple[str, Petition, str]]:
    """The instance before and the one after, where the reader may see them."""
    proceeding = proceeding_of(petition)
    if proceeding is None:
        return []
    near = Q(proceeding__previous=proceeding)
    if proceeding.previous_id is not None:
        near |= Q(proceeding__pk=proceeding.previous_id)
    found = Petition.objects.visible_to(user).filter(near).select_related("proceeding")
    return [
        (
            "Lần trước" if other.proceeding.pk == proceeding.previous_id else "Lần tiếp theo",
            other,
            number_for(other, user),
        )
        for other in found.order_by("received_on", "id")
    ]
