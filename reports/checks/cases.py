"""How a record is named in a finding: by its number in the register; a sealed one only as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from complaints.enums import Secrecy
from complaints.models import (
    Clock,
    Decision,
    EnforcementDone,
    EnforcementItem,
    Matter,
    Petition,
    Proceeding,
)
from plans.models import ManagementActivity
from reception.models import Visit
from reports.checks.finding import SEALED

LIMIT = 200


def labels(rows: Iterable[Any]) -> list[str]:
    """The names of records, in their order."""
    return [label(row) for row in rows]


def label(row: Any) -> str:
    """Đơn số 12/2026; Lượt tiếp số 05/2026; Đơn kín."""
    kept = holder(row)
    if getattr(kept, "secrecy", Secrecy.OPEN) != Secrecy.OPEN:
        return SEALED
    if isinstance(row, Decision):
        return f"{row.number} ({kept})"
    if isinstance(kept, ManagementActivity):
        return f"{kept} ({kept.on_date:%d/%m/%Y})"
    return str(kept)


def holder(row: Any) -> Any:
    """The record whose number and secrecy name a row: the petition of a decision, the visit of a
    matter heard."""
    if isinstance(row, EnforcementDone):
        return row.item.decision.petition
    if isinstance(row, EnforcementItem):
        return row.decision.petition
    if isinstance(row, Decision | Proceeding):
        return row.petition
    if isinstance(row, Clock) and row.petition is not None:
        return row.petition
    if isinstance(row, Petition | Visit | Matter):
        return row
    return getattr(row, "visit", row)
