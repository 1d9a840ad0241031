"""How well the parser reads: precision and recall against structures written by a reader."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from plans.parser.words import fold, key

_HEADER = ("number", "symbol", "date", "place", "issuer", "parent_issuer", "title")


@dataclass(frozen=True)
class Score:
    """Of what was found, how much is right; of what is there, how much was found."""

    name: str
    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


def score(found: dict[str, Any], expected: dict[str, Any]) -> list[Score]:
    """Scores of one plan, part by part."""
    return [_score(name, part(found), part(expected)) for name, part in _PARTS.items()]


def _score(name: str, found: Iterable[Hashable], there: Iterable[Hashable]) -> Score:
    one, two = Counter(found), Counter(there)
    return Score(name, (one & two).total(), one.total(), two.total())


def _header(plan: dict[str, Any]) -> list[Hashable]:
    plain = [(name, key(plan.get(name) or "")) for name in _HEADER]
    nested = [
        (f"{name}.{field}", key(str(value or "")))
        for name in ("implements", "signer")
        for field, value in (plan.get(name) or {}).items()
    ]
    return [*plain, *nested]


def _tasks(plan: dict[str, Any]) -> list[Hashable]:
    return [fold(t["text"]) for t in plan["tasks"]]


def _units(plan: dict[str, Any]) -> list[Hashable]:
    return [(fold(t["text"]), key(u["name"])) for t in plan["tasks"] for u in t["units"]]


def _roles(plan: dict[str, Any]) -> list[Hashable]:
    return [(fold(t["text"]), key(u["name"]), u["role"]) for t in plan["tasks"] for u in t["units"]]


def _deadlines(plan: dict[str, Any]) -> list[Hashable]:
    return [
        (fold(t["text"]), fold(t["deadline"]), t["due"]) for t in plan["tasks"] if t["deadline"]
    ]


def _bases(plan: dict[str, Any]) -> list[Hashable]:
    return [(fold(b["number"]), b["date"], key(b["issuer"] or "")) for b in plan["legal_bases"]]


def _recipients(plan: dict[str, Any]) -> list[Hashable]:
    return [(key(r["name"]), r["mark"]) for r in plan["recipients"]]


_PARTS = {
    "nhiệm vụ": _tasks,
    "đơn vị": _units,
    "vai trò": _roles,
    "thời hạn": _deadlines,
    "phần đầu": _header,
    "căn cứ": _bases,
    "nơi nhận": _recipients,
}
