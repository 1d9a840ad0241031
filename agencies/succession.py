"""Who of the successors takes what a unit that ends leaves (kế thừa khi sắp xếp đơn vị)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from agencies.models import Agency, UnitEnd
from agencies.registry import Kind, entries
from agencies.vietnamese import fold

_OF_THE_COMMITTEE = "uy ban nhan dan "


@dataclass(frozen=True)
class Heirs:
    """The successors from a day on. `keeper` takes what the commune does not decide."""

    predecessor: Agency
    successors: tuple[Agency, ...]
    keeper: Agency | None
    starts_on: date

    @classmethod
    def of(cls, ending: UnitEnd) -> Heirs:
        lines = ending.agency.successions.select_related("successor").order_by("successor__path")
        found = tuple(line.successor for line in lines)
        return cls(ending.agency, found, ending.keeper, ending.starts_on)

    @cached_property
    def sole(self) -> Agency | None:
        """The only successor takes all."""
        return self.successors[0] if len(self.successors) == 1 else self.keeper

    @cached_property
    def _by_code(self) -> dict[str, Agency]:
        return {a.commune_code: a for a in self.successors if a.commune_code}

    @cached_property
    def _by_name(self) -> dict[str, Agency]:
        """“xa gia hoa” of “Ủy ban nhân dân xã Gia Hòa”."""
        named = ((fold(a.name), a) for a in self.successors if a.commune_code)
        return {name.removeprefix(_OF_THE_COMMITTEE): agency for name, agency in named}

    def for_place(self, codes: Iterable[str], locality: str) -> Agency | None:
        """By the first commune code that is a successor's, then by the place in words, else the
        keeper; None leaves it to a person."""
        if len(self.successors) > 1:
            for code in codes:
                if code in self._by_code:
                    return self._by_code[code]
            words = f" {fold(locality).replace(',', ' ')} "
            named = {a.pk: a for name, a in self._by_name.items() if f" {name} " in words}
            if len(named) == 1:
                return next(iter(named.values()))
        return self.sole


@dataclass
class Line:
    """One kind of what is left: how much goes to whom (by code), how much waits for a person
    (`undecided`) and how much stays (`stays`, with `note`)."""

    label: str
    by_heir: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    stays: int = 0
    note: str = ""

    def add(self, heir: Agency | None, count: int = 1) -> None:
        if heir is None:
            self.undecided += count
        else:
            self.by_heir[heir.code] += count

    @property
    def total(self) -> int:
        return sum(self.by_heir.values()) + self.undecided + self.stays


@dataclass(frozen=True, slots=True)
class Part:
    """What one app does (Kind.SUCCESSION). `preview(heirs)`: lines of counts of what common pages
    count; `carry(ending=, heirs=, now=)`: moves the rest, in chunks, and may be run again."""

    preview: Callable[[Heirs], list[Line]]
    carry: Callable[..., None]


def parts() -> list[Part]:
    """Those of all apps above, in the order of their names."""
    return [made() for made in entries(Kind.SUCCESSION).values()]


def preview(heirs: Heirs) -> list[Line]:
    """All that would move, wait or stay; counts only."""
    return [line for part in parts() for line in part.preview(heirs)]
