"""The assessment (đánh giá dấu hiệu): factors, their sum, a proposed level, and keys of what was seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from complaints.signals.factors import Factor, factors_of
from complaints.signals.state import MatterState
from complaints.signals.weights import Weights

_HALF = 32


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the weighing of one matter found. The machine proposes, a person decides."""

    factors: tuple[Factor, ...]
    total: int
    level: str
    key: str

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(factor.code for factor in self.factors)


def assess(state: MatterState, weights: Weights, today: date) -> Assessed:
    """Weighs the matter as it is on this day; the order of its facts does not matter."""
    factors = factors_of(state, weights, today)
    total = sum(factor.weight for factor in factors)
    return Assessed(factors, total, weights.level_of(total), _key(state, factors))


@dataclass(frozen=True, slots=True)
class Weighed:
    """An assessment as it was kept, to be compared with a later one."""

    key: str
    codes: frozenset[str]
    total: int


def is_news(new: Weighed, decided: Weighed) -> bool:
    """True when a decision on the old assessment does not cover the new one: facts have changed, or
    a factor has appeared with time (a duty ran out). Time alone is no news, nor is less than before."""
    if not new.codes <= decided.codes:
        return True
    return new.key[:_HALF] != decided.key[:_HALF] and new.total >= decided.total


def _key(state: MatterState, factors: Iterable[Factor]) -> str:
    """Half for the facts, half for what they weigh; no day of today in either."""
    facts = {f"{f.kind}|{f.on}|{f.amount}|{f.source[0]}|{f.source[1]}" for f in state.facts}
    weighed = {f"{factor.code}|{factor.weight}" for factor in factors}
    return _digest(facts) + _digest(weighed)


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:_HALF]
