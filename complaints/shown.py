"""Petitions and matters as evidence of work, dialogues as facts: open ones alone (design.md, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime

from agencies.models import User
from agencies.registry import Kind, register
from complaints.enums import CoordinationState, Secrecy
from complaints.models import CoordinationRequest, Dialogue, Matter, MatterExclusion, Petition
from records.evidence import EvidenceSource, HappenedFact, by_day, by_number


def register_shown() -> None:
    """Fills the doors for evidence and facts."""
    register(Kind.EVIDENCE, "petition", petitions)
    register(Kind.EVIDENCE, "matter", matters)
    register(Kind.EVIDENCE, "coordinationrequest", coordination)
    register(Kind.TASK_FACT, "dialogue", dialogues_held)


def open_rows(rows: QuerySet[Any], matter: str = "matter") -> QuerySet[Any]:
    """Those of matters that are neither sealed nor restricted and exclude nobody."""
    excluded = MatterExclusion.objects.filter(matter=OuterRef(matter))
    return rows.filter(~Exists(excluded), secrecy=Secrecy.OPEN)


def petitions() -> EvidenceSource:
    """Đơn, by its number in the register."""
    return EvidenceSource(
        "petition_detail", lambda user: open_rows(Petition.objects.visible_to(user)), by_number
    )


def matters() -> EvidenceSource:
    """Vụ việc, by the number of one of its petitions; its label tells no title."""
    return EvidenceSource("matter_detail", _matters, _of_petition, lambda matter: "Vụ việc")


def _matters(user: User) -> QuerySet[Any]:
    return open_rows(Matter.objects.visible_to(user), "pk")


def _of_petition(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    numbered = by_number(
        Petition.objects.unscoped("open ones inside a condition").filter(secrecy=Secrecy.OPEN), text
    )
    return rows.filter(pk__in=numbered.values("matter"))


def coordination() -> EvidenceSource:
    """Yêu cầu phối hợp that was answered, sent or received, by the day of its answer."""
    return EvidenceSource("coordination_detail", _coordination, _of_answer, _kind_and_day)


def _coordination(user: User) -> QuerySet[Any]:
    return open_rows(CoordinationRequest.objects.visible_to(user)).filter(
        state=CoordinationState.DONE
    )


def _of_answer(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return by_day(rows, text, "answered_at__date")


def _kind_and_day(request: CoordinationRequest) -> str:
    on = localtime(request.answered_at)
    return f"{request.ledger_label}, trả lời ngày {on:%d/%m/%Y}"


def dialogues_held(*, since: date) -> Iterator[HappenedFact]:
    """Đối thoại held since that day, each with the petition it was about."""
    held = (
        Dialogue.objects.unscoped("open ones alone; the task asks who sees them")
        .filter(held_on__gte=since, missed=False)
        .filter(petition__secrecy=Secrecy.OPEN, petition__matter__exclusions=None)
    )
    for dialogue in held.select_related("petition__entered_by", "petition__holder"):
        petition = dialogue.petition
        by = petition.holder or petition.entered_by
        yield HappenedFact(petition.agency_id, dialogue.held_on, petition, by)
