"""Which unit has sent its report of one period: the board of the receiving side (bảng tiếp nhận)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from agencies.enums import Level
from agencies.models import Agency, User
from law.periods import Period
from reports.actions.life import NOTES
from reports.due_days import due_on
from reports.enums import BoardState, ReportState
from reports.expected import expected_units
from reports.models import Report, ReportUrge

TONES = {
    BoardState.SENT: "ok",
    BoardState.LATE: "warn",
    BoardState.RETURNED: "late",
    BoardState.APPROVED: "info",
    BoardState.DRAFT: "neutral",
    BoardState.OVERDUE: "late",
    BoardState.NOT_DUE: "neutral",
}
UNSENT = frozenset({BoardState.APPROVED, BoardState.DRAFT, BoardState.OVERDUE, BoardState.NOT_DUE})
LEVELS = tuple(Level.values)
_ARRIVED = (ReportState.SENT, ReportState.RECEIVED)
_READY = (ReportState.APPROVED, ReportState.SIGNED)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit. `report`: the version that tells its state; `notes`: places to be looked at again."""

    agency: Agency
    state: BoardState
    due_on: date | None
    report: Report | None
    first_sent: date | None
    urged_on: date | None

    @property
    def label(self) -> str:
        if self.report is not None and self.report.state == ReportState.RECEIVED:
            return f"{self.state.label}, đã nhận"
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def notes(self) -> int | None:
        """None for a report that nobody approved."""
        if self.report is None or self.report.approved_at is None:
            return None
        return int(self.report.parameters.get(NOTES, 0))

    @property
    def may_be_urged(self) -> bool:
        return self.state in UNSENT or self.state is BoardState.RETURNED


def board(receiver: Agency, kind: str, period: Period, user: User, today: date) -> list[UnitLine]:
    """A line for each unit expected; three statements for all of them."""
    units = sorted(expected_units(receiver, period), key=_place)
    versions = _versions(units, kind, period, user)
    urged = _urged(units, kind, period)
    due = _due_days(units, period)
    return [
        _line(unit, versions.get(unit.pk, []), due[unit.oversees_id is not None], urged, today)
        for unit in units
    ]


def _place(unit: Agency) -> tuple[bool, int, str]:
    """Departments before communes, as in the tables; vertical bodies last."""
    return unit.is_vertical, LEVELS.index(unit.level), unit.sort_key


def counts(lines: Iterable[UnitLine]) -> list[dict[str, Any]]:
    """How many units in each state, those that occur."""
    states = [line.state for line in lines]
    return [
        {"state": state, "label": state.label, "tone": TONES[state], "count": states.count(state)}
        for state in BoardState
        if state in states
    ]


def _versions(
    units: list[Agency], kind: str, period: Period, user: User
) -> dict[UUID, list[Report]]:
    """Versions in sight by unit, the newest first, without figures and words."""
    seen = Report.objects.visible_to(user).filter(agency__in=units, kind=kind, period=period.code)
    kept = seen.exclude(state=ReportState.REPLACED, approved_at__isnull=True)
    found: dict[UUID, list[Report]] = {}
    for report in (
        kept.defer("figures", "narrative").select_related("document").order_by("-version")
    ):
        found.setdefault(report.agency_id, []).append(report)
    return found


def _urged(units: list[Agency], kind: str, period: Period) -> dict[UUID, date]:
    urged = ReportUrge.objects.filter(agency__in=units, kind=kind, period=period.code)
    return dict(urged.order_by("urged_on").values_list("agency_id", "urged_on"))


def _due_days(units: list[Agency], period: Period) -> dict[bool, date | None]:
    """The last day of those that consolidate and of the others: one question for each sort."""
    found: dict[bool, date | None] = {}
    for unit in units:
        consolidates = unit.oversees_id is not None
        if consolidates not in found:
            found[consolidates] = due_on(unit, period, {})
    return found


def _line(
    unit: Agency,
    versions: list[Report],
    due: date | None,
    urged: dict[UUID, date],
    today: date,
) -> UnitLine:
    first = min(
        (timezone.localdate(report.sent_at) for report in versions if report.sent_at), default=None
    )
    report, state = _state(versions, first, due, today)
    return UnitLine(unit, state, due, report, first, urged.get(unit.pk))


def _state(
    versions: list[Report], first: date | None, due: date | None, today: date
) -> tuple[Report | None, BoardState]:
    """In time is what the first version was; what counts is the newest that arrived."""
    for report in versions:
        if report.state in _ARRIVED:
            late = due is not None and first is not None and first > due
            return report, BoardState.LATE if late else BoardState.SENT
    for report in versions:
        if report.state == ReportState.RETURNED:
            return report, BoardState.RETURNED
    for states, said in ((_READY, BoardState.APPROVED), ((ReportState.DRAFT,), BoardState.DRAFT)):
        for report in versions:
            if report.state in states:
                return report, said
    is_late = due is not None and today > due
    return None, BoardState.OVERDUE if is_late else BoardState.NOT_DUE
