"""Who is kept out beside the excluded themselves (kế thừa loại trừ): whoever does their work.

Pure. An excluded person must not learn through somebody else what they may not know themselves: who
stands in for them (làm thay), who holds their role while they are away (giữ vai trò thay), and who
receives citizens in their name by a delegation (ủy quyền), knows nothing of the matter as long as that
lasts (Luật Tố cáo 2018, art. 8, 56; ADR 0042). It does not pass on twice: who stands in for the
substitute does the substitute's own work.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Id = TypeVar("Id")


@dataclass(frozen=True, slots=True)
class StandsIn(Generic[Id]):
    """One does the work of another, both days counted; `ended`: cut short."""

    absent: Id
    substitute: Id
    from_on: date
    to_on: date
    ended: bool = False

    def lasts(self, on: date) -> bool:
        return not self.ended and self.from_on <= on <= self.to_on


def kept_out(excluded: Collection[Id], standing: Iterable[StandsIn[Id]], on: date) -> frozenset[Id]:
    """The excluded, and those who do their work on the day `on`."""
    inherits = {s.substitute for s in standing if s.absent in excluded and s.lasts(on)}
    return frozenset({*excluded, *inherits})


def may_receive_for(heads: Collection[Id], host: Id, excluded: Collection[Id]) -> bool:
    """Tiếp thay theo ủy quyền: `host` receives in the name of one of `heads`; none may be excluded."""
    return not {host, *heads} & set(excluded)
