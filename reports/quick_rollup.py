"""Roll-up (tổng hợp báo cáo nhanh) of one day of an event for the level above: sums of what the units
sent, their texts, who is missing. Nothing is counted anew here, so it equals the reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agencies.models import Agency, Event, EventUnit, User
from records.models import Notice
from reports.actions.quick_reminders import urge_key
from reports.enums import QuickState
from reports.models import Incident, QuickReport
from reports.quick_board import by_day, state_now, units_of, versions
from reports.quick_days import TONES
from reports.quick_figures import added_up
from reports.spans import Span


@dataclass(frozen=True, slots=True)
class UnitDay:
    """One unit on the day. `urged_at`: when somebody asked for the missing report."""

    agency: Agency
    state: QuickState
    report: QuickReport | None
    urged_at: datetime | None

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return TONES[self.state]


@dataclass(frozen=True, slots=True)
class RollUp:
    """The day: every unit, those that sent, the sums of their latest versions, the incidents."""

    event: Event
    on: date
    units: list[UnitDay]
    sums: list[dict[str, Any]]
    incidents: list[Incident]

    @property
    def sent(self) -> list[UnitDay]:
        return [unit for unit in self.units if unit.report]

    @property
    def missing(self) -> list[UnitDay]:
        return [unit for unit in self.units if unit.report is None]

    @property
    def telling(self) -> list[UnitDay]:
        """Units with something to read, not only “không phát sinh”."""
        return [unit for unit in self.sent if unit.report and not unit.report.nothing_new]

    @property
    def quiet(self) -> list[UnitDay]:
        return [unit for unit in self.sent if unit.report and unit.report.nothing_new]


def roll_up(event: Event, on: date, user: User, now: datetime) -> RollUp:
    """The day of an event as far as `user` reaches; five statements however many units."""
    owing = list(units_of(event, user))
    told = by_day(versions(event, [on], user).filter(agency__in=[u.agency_id for u in owing]))
    urged = _urged(event, owing, on)
    units = [
        UnitDay(
            unit.agency,
            state_now(event, on, given, now),
            given[-1] if given else None,
            urged.get(urge_key(event, unit.agency, on)),
        )
        for unit in owing
        for given in [told.get((unit.agency_id, on), [])]
    ]
    sums = added_up(unit.report.figures for unit in units if unit.report)
    return RollUp(event, on, units, sums, _incidents(event, on, user))


def _urged(event: Event, owing: list[EventUnit], on: date) -> dict[str, datetime]:
    keys = [urge_key(event, unit.agency, on) for unit in owing]
    given = (
        Notice.objects.unscoped("when a unit was reminded, not what it reads")
        .filter(key__in=keys)
        .order_by("-made_at")
    )
    return dict(given.values_list("key", "made_at"))


def _incidents(event: Event, on: date, user: User) -> list[Incident]:
    span = Span(on, on, on)
    seen = Incident.objects.visible_to(user).filter(
        event=event, happened_at__gte=span.starts_at, happened_at__lt=span.ends_before
    )
    return list(seen.select_related("agency").order_by("happened_at", "sent_at"))
