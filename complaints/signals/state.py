"""What the weighing of a matter reads: its facts and the state of its duties. Pure values.

Nothing here names a person: a fact is a kind, a day, an amount and where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

Evidence = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class SeenFact:
    """Dữ kiện as it is weighed; `source` is the record that tells of it."""

    kind: str
    on: date
    amount: int
    source: Evidence
    text: str = ""


@dataclass(frozen=True, slots=True)
class LateDuty:
    """Thời hạn of the office that ran out and is still open."""

    clock: UUID
    due_on: date


@dataclass(frozen=True, slots=True)
class NearEvent:
    """Sự kiện that concerns the agency, with its window."""

    event: UUID
    name: str
    window_from: date
    window_to: date


@dataclass(frozen=True, slots=True)
class MatterState:
    """One matter on one day."""

    opened_on: date
    facts: tuple[SeenFact, ...] = ()
    late: tuple[LateDuty, ...] = ()
    events: tuple[NearEvent, ...] = ()
