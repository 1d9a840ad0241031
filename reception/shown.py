"""Visits and sessions as evidence of work, sessions of the head as facts (minh chứng)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from agencies.models import User
from agencies.registry import Kind, register
from complaints.shown import open_rows
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession, Visit
from records.evidence import EvidenceSource, HappenedFact, by_day, by_number

_OF_THE_HEAD = (SessionKind.PERIODIC, SessionKind.AD_HOC)


def register_shown() -> None:
    """Fills the doors for evidence and facts."""
    register(Kind.EVIDENCE, "visit", visits)
    register(Kind.EVIDENCE, "receptionsession", sessions)
    register(Kind.TASK_FACT, "session", sessions_held)


def visits() -> EvidenceSource:
    """Lượt tiếp, by its number in the register."""
    return EvidenceSource("visit_detail", _visits, by_number)


def _visits(user: User) -> QuerySet[Any]:
    return open_rows(Visit.objects.visible_to(user).in_force())


def sessions() -> EvidenceSource:
    """Buổi tiếp công dân that was held, by its day."""
    return EvidenceSource("session_detail", _sessions, _of_day)


def _sessions(user: User) -> QuerySet[Any]:
    return ReceptionSession.objects.visible_to(user).filter(state=SessionState.HELD)


def _of_day(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return by_day(rows, text, "on_date")


def sessions_held(*, since: date) -> Iterator[HappenedFact]:
    """Buổi tiếp của thủ trưởng held since that day; how many came is not asked."""
    held = ReceptionSession.objects.filter(
        on_date__gte=since, state=SessionState.HELD, kind__in=_OF_THE_HEAD
    )
    for session in held.select_related("host").order_by("on_date", "id"):
        yield HappenedFact(session.agency_id, session.on_date, session, session.host)
