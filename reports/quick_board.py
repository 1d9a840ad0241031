"""Who sent which quick report: units × days of one event, and what I still owe today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, Event, EventUnit, User
from agencies.roles import Permission
from reports.enums import QuickState
from reports.models import QuickReport
from reports.quick_days import TONES, due_at, refusal, state_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one unit. `report`: the latest version, where one was sent."""

    on: date
    state: QuickState
    report: QuickReport | None
    may_send: bool

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def is_missing(self) -> bool:
        return self.state is QuickState.MISSING


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit with a cell for each day shown."""

    agency: Agency
    cells: list[Cell]


def units_of(event: Event, user: User) -> QuerySet[EventUnit]:
    """Units in reach that owe the reports of an event."""
    owing: QuerySet[EventUnit] = EventUnit.objects.visible_to(user).filter(event=event)
    return owing.select_related("agency").order_by("agency__path")


def board(
    event: Event, units: Iterable[EventUnit], days: list[date], user: User, now: datetime
) -> list[UnitRow]:
    """A row for each unit; one statement for all their reports."""
    units = list(units)
    agencies = [unit.agency_id for unit in units]
    sent = versions(event, days, user).filter(agency__in=agencies)
    told = by_day(sent)
    own = {agency.pk for agency in user.access.agencies_with(Permission.SEND_QUICK_REPORT)}
    return [
        UnitRow(
            unit.agency,
            [
                _cell(event, on, told.get((unit.agency_id, on), []), unit.agency_id in own, now)
                for on in days
            ],
        )
        for unit in units
    ]


def versions(event: Event, days: list[date], user: User) -> QuerySet[QuickReport]:
    """Every version of the reports of these days in reach, the first versions first."""
    seen: QuerySet[QuickReport] = QuickReport.objects.visible_to(user).filter(event=event)
    wanted = seen.filter(on_date__in=days)
    return wanted.select_related("agency", "sent_by").order_by("agency__path", "version")


def by_day(reports: Iterable[QuickReport]) -> dict[tuple[UUID, date], list[QuickReport]]:
    """Versions of each unit and day, the first one first."""
    found: dict[tuple[UUID, date], list[QuickReport]] = {}
    for report in reports:
        found.setdefault((report.agency_id, report.on_date), []).append(report)
    return found


def state_now(event: Event, on: date, told: list[QuickReport], now: datetime) -> QuickState:
    """The state of one day from its versions: in time is what the first one was, “không phát sinh”
    what the last one says."""
    if not told:
        return state_of(None, due_at(event, on), now)
    return state_of(
        told[0].sent_at, told[0].due_at, now, nothing_new=told[-1].nothing_new
    )  # fmt: skip


def _cell(event: Event, on: date, told: list[QuickReport], is_own: bool, now: datetime) -> Cell:
    may_send = is_own and not told and not refusal(event, on, timezone.localdate(now))
    return Cell(on, state_now(event, on, told, now), told[-1] if told else None, may_send)


def _owing(user: User, today: date) -> QuerySet[EventUnit]:
    """The own units that owe a report today."""
    own = user.access.agencies_with(Permission.SEND_QUICK_REPORT)
    running = Event.objects.open_on(today).filter(report_at__isnull=False)
    owing: QuerySet[EventUnit] = EventUnit.objects.filter(event__in=running)
    return owing.filter(agency__in=[agency.pk for agency in own])


def owes_quick_reports(user: User, today: date) -> bool:
    """Whether the home page has something to show."""
    return _owing(user, today).exists()


def owed_now(user: User, now: datetime) -> list[dict[str, Any]]:
    """What the units of this person owe today, by event: state, hour, the report when it was sent."""
    today = timezone.localdate(now)
    owing = _owing(user, today)
    units = list(owing.select_related("event", "agency").order_by("event__window_from", "pk"))
    sent = QuickReport.objects.filter(
        event__in=[unit.event_id for unit in units], on_date=today,
        agency__in=[unit.agency_id for unit in units],
    ).order_by("version")  # fmt: skip
    told: dict[Any, list[QuickReport]] = {}
    for report in sent:
        told.setdefault((report.event_id, report.agency_id), []).append(report)
    return [_owed(unit, told.get((unit.event_id, unit.agency_id), []), today, now)
            for unit in units]  # fmt: skip


def _owed(unit: EventUnit, told: list[QuickReport], today: date, now: datetime) -> dict[str, Any]:
    state = state_now(unit.event, today, told, now)
    return {
        "event": unit.event,
        "agency": unit.agency,
        "due": due_at(unit.event, today),
        "report": told[-1] if told else None,
        "label": state.label,
        "tone": TONES[state],
    }
