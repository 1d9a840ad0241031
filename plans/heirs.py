"""Who continues a unit that ended (đơn vị kế thừa), as far as a document says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.models import Agency, Succession

_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit in force that continues one that ended; `through`: the body whose succession it is,
    where the unit itself has none (a room of a district that ended)."""

    agency: Agency
    document: str
    through: Agency | None = None


def heirs_of(ended: Iterable[Agency], on: date) -> dict[UUID, list[Heir]]:
    """For each unit those that continue it on the day; an empty list where no document says."""
    units = list(ended)
    known = _Known(on)
    known.learn(units)
    return {unit.pk: known.heirs(unit) for unit in units}


class _Known:
    """Successions of the units asked about, of the bodies above them and of their successors."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._by_code: dict[str, Agency] = {}
        self._successions: dict[UUID, list[Succession]] = defaultdict(list)

    def learn(self, units: list[Agency]) -> None:
        """Reads on as long as a successor has ended as well."""
        for _ in range(_ROUNDS):
            codes = {c for unit in units for c in _line(unit)} - self._by_code.keys()
            if not codes:
                return
            fresh = list(Agency.objects.filter(code__in=codes))
            self._by_code |= {a.code: a for a in fresh}
            found = list(
                Succession.objects.filter(predecessor__in=fresh, starts_on__lte=self._on)
                .select_related("successor")
                .order_by("successor__sort_key", "pk")
            )
            for one in found:
                self._successions[one.predecessor_id].append(one)
            units = [s.successor for s in found if not s.successor.exists_on(self._on)]

    def heirs(self, unit: Agency, depth: int = 0) -> list[Heir]:
        """By the nearest body of the unit's line that ended and has successors."""
        if depth > _ROUNDS:
            return []
        for code in reversed(_line(unit)):
            body = self._by_code.get(code)
            if body is None or body.exists_on(self._on):
                break
            if found := self._continuing(body, unit, depth):
                return found
        return []

    def _continuing(self, body: Agency, unit: Agency, depth: int) -> list[Heir]:
        found: dict[UUID, Heir] = {}
        through = None if body.pk == unit.pk else body
        for one in self._successions[body.pk]:
            heir = one.successor
            if heir.exists_on(self._on):
                found.setdefault(heir.pk, Heir(heir, one.document, through))
                continue
            for later in self.heirs(heir, depth + 1):
                found.setdefault(later.agency.pk, Heir(later.agency, later.document, through))
        return list(found.values())


def _line(unit: Agency) -> list[str]:
    """Codes from the top down to the unit itself."""
    return unit.path.rstrip("/").split("/")
