"""The story of one flag as its page tells it: each part already cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from agencies.models import User
from complaints import workflow
from complaints.actions.hotspot_steps import facts_of
from complaints.briefing_options import CaseState, options_for
from complaints.case_steps import stage_words
from complaints.enums import HotState, HotStep, Outcome, ReturnWay, TransferState
from complaints.models import (
    Clock,
    HotMeasure,
    HotSpot,
    HotSpotEvent,
    Petition,
    Sighting,
    SituationReport,
    Transfer,
)
from complaints.rights import permissions_in
from complaints.selectors import Due, clocks_of, due_of, petition_rows, petitions
from complaints.workflow import Fact, Transition
from law.enums import State

_TONES = {
    HotStep.CONFIRMED: "warn",
    HotStep.REJECTED: "neutral",
    HotStep.DROPPED: "neutral",
    HotStep.CLOSED: "ok",
}
_PAGES: tuple[tuple[Transition, str, str], ...] = (
    (workflow.CONFIRM, "hotspot_decide", "gavel"),
    (workflow.REVIEW, "hotspot_review", "eye"),
    (workflow.REPORT_SITUATION, "hotspot_situation", "report"),
    (workflow.ADD_MEASURE, "hotspot_measure", "plus"),
    (workflow.CHANGE_LEVEL, "hotspot_level", "flame"),
    (workflow.NAME_OWNER, "hotspot_owner", "user"),
    (workflow.CLOSE, "hotspot_close", "check"),
)
_SAID = {workflow.CONFIRM.name: "Xem xét, quyết định"}


@dataclass(frozen=True, slots=True)
class Door:
    """One step that is open to this reader now."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure; `days_left` negative when it is late."""

    measure: HotMeasure
    days_left: int
    may_finish: bool


def doors_of(spot: HotSpot, user: User) -> list[Door]:
    """Steps legal now, the main one first: a decision that waits, then the review."""
    permissions = permissions_in(user, spot.agency)
    facts = facts_of(spot, user, permissions) | {Fact.NOTE, Fact.RESOLUTION}
    return [
        Door(_SAID.get(step.name, step.label), reverse(page, args=[spot.pk]), icon)
        for step, page, icon in _PAGES
        if workflow.refusal(step, state=spot.state, permissions=permissions, facts=facts) is None
    ]


def story_of(spot: HotSpot, user: User, today: date) -> dict[str, Any]:
    """Context of complaints/hotspot_detail.html beside the flag itself."""
    found = petitions_in(spot, user)
    transfers, dues = transfers_of(spot, user), dues_of(spot, user, today)
    sightings = list(Sighting.objects.visible_to(user).filter(matter=spot.matter_id))
    return {
        "doors": doors_of(spot, user),
        "measures": _measures(spot, user, today),
        "situations": list(SituationReport.objects.filter(hotspot=spot).select_related("made_by")),
        "events": steps_of(HotSpotEvent.objects.filter(hotspot=spot).select_related("by")),
        "petitions": [
            (row, stage_words(row.petition), getattr(row.petition, "decision", None))
            for row in petition_rows(found, user, today)
        ],
        "transfers": transfers,
        "running": [(clock, due) for clock, due in dues if clock.finished_on is None],
        "options": options_for(case_state(spot, found, dues, transfers, sightings)),
        "review_left": (spot.review_on - today).days if spot.review_on else None,
        "is_watched": spot.state == HotState.CONFIRMED,
    }


def dues_of(spot: HotSpot, user: User, today: date) -> list[tuple[Clock, Due]]:
    """Thời hạn of the matter with what is left of each."""
    return [
        (clock, due_of(clock.rule_code, clock.due_on, today, clock.finished_on))
        for clock in clocks_of(user, spot.matter)
    ]


def petitions_in(spot: HotSpot, user: User) -> list[Petition]:
    """Petitions of the matter with stage and decision, oldest first."""
    found = petitions(user).filter(matter=spot.matter_id)
    rows = found.select_related("agency", "proceeding", "decision")
    return list(rows.order_by("received_on", "id"))


def transfers_of(spot: HotSpot, user: User) -> list[Transfer]:
    """Where petitions of the matter went, oldest first; guidance is no transfer."""
    found = Transfer.objects.visible_to(user).filter(petition__matter=spot.matter_id)
    return list(found.exclude(outcome=Outcome.GUIDE).order_by("sent_on", "id"))


def _measures(spot: HotSpot, user: User, today: date) -> list[MeasureLine]:
    step, permissions = workflow.END_MEASURE, permissions_in(user, spot.agency)
    facts = facts_of(spot, user, permissions)
    refused = workflow.refusal(step, state=spot.state, permissions=permissions, facts=facts)
    rows = HotMeasure.objects.filter(hotspot=spot).select_related("in_charge")
    return [
        MeasureLine(row, (row.due_on - today).days, refused is None and row.done_on is None)
        for row in rows
    ]


def steps_of(events: Iterable[HotSpotEvent]) -> list[dict[str, Any]]:
    """Diễn biến for parts/steps.html, newest first."""
    return [
        {
            "label": event.get_step_display(),
            "at": event.at,
            "by": event.by.full_name if event.by else "từ dấu hiệu",
            "text": event.note,
            "state": _moved(event),
            "tone": _TONES.get(HotStep(event.step), "info"),
        }
        for event in reversed(list(events))
    ]


def _moved(event: HotSpotEvent) -> str:
    if event.old and event.new and event.old != event.new:
        return f"{event.old} → {event.new}"
    return event.new


def case_state(
    spot: HotSpot,
    petitions: Iterable[Any],
    dues: Iterable[tuple[Clock, Due]],
    transfers: Iterable[Any],
    sightings: Iterable[Sighting],
) -> CaseState:
    """What the options are chosen by."""
    factors = spot.assessment.factors if spot.assessment else []
    return CaseState(
        kind=spot.matter.kind,
        people=spot.matter.people_count,
        is_late=any(due.state == State.OVERDUE for _, due in dues),
        codes=frozenset(factor["code"] for factor in factors),
        stages=frozenset(p.proceeding.stage for p in petitions if hasattr(p, "proceeding")),
        waits_for_answer=any(one.state == TransferState.SENT for one in transfers),
        is_away=any(one.return_way == ReturnWay.NOT_YET for one in sightings),
    )
