"""The factors of a matter (dấu hiệu): each a measure of facts, with its evidence. Pure.

Every measure only grows with further facts, so that more facts never weigh less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from complaints.signals.state import Evidence, MatterState, SeenFact
from complaints.signals.weights import FactorWeight, Weights

_YEAR = 365
_MOST_EVIDENCE = 12


@dataclass(frozen=True, slots=True)
class Factor:
    """Một dấu hiệu: how much it weighs, why in one sentence, since when, and what shows it."""

    code: str
    label: str
    weight: int
    sentence: str
    since: date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a measure found: the amount that its steps weigh, and the words of its sentence."""

    amount: int
    since: date
    evidence: tuple[Evidence, ...]
    words: dict[str, object] = field(default_factory=dict)


Measure = Callable[[MatterState, FactorWeight, date], _Measured | None]


def factors_of(state: MatterState, weights: Weights, today: date) -> tuple[Factor, ...]:
    """The factors that weigh, in the order of the data."""
    found = []
    for weight in weights.factors:
        measured = MEASURES[weight.code](state, weight, today)
        if measured is not None and weight.of(measured.amount):
            found.append(_factor(weight, measured))
    codes = {each.code for each in found}
    wanted = {each.code: set(each.only_with) for each in weights.factors if each.only_with}
    return tuple(each for each in found if each.code not in wanted or wanted[each.code] & codes)


def _factor(weight: FactorWeight, measured: _Measured) -> Factor:
    words = {"amount": measured.amount, "since": f"{measured.since:%d/%m/%Y}", **measured.words}
    return Factor(
        weight.code,
        weight.label,
        weight.of(measured.amount),
        weight.sentence.format(**words),
        measured.since,
        measured.evidence,
    )


def _facts(state: MatterState, kind: str, weight: FactorWeight, today: date) -> list[SeenFact]:
    """Facts of a kind within the days that the factor looks back, oldest first."""
    first = today - timedelta(days=weight.days) if weight.days else date.min
    found = [fact for fact in state.facts if fact.kind == kind and fact.on >= first]
    return sorted(found, key=lambda fact: (fact.on, fact.amount, fact.source))


def _evidence(facts: Iterable[SeenFact]) -> tuple[Evidence, ...]:
    """Where these facts come from, each once, the latest ones."""
    return tuple(dict.fromkeys(fact.source for fact in facts))[-_MOST_EVIDENCE:]


def _largest(kind: str) -> Measure:
    """The largest amount of one fact; shown by the facts that reach the first step."""

    def measure(state: MatterState, weight: FactorWeight, today: date) -> _Measured | None:
        least = weight.steps[0][0]
        facts = [f for f in _facts(state, kind, weight, today) if f.amount >= least]
        if not facts:
            return None
        return _Measured(max(f.amount for f in facts), facts[0].on, _evidence(facts))

    return measure


def _times(kind: str) -> Measure:
    """How often something was told of."""

    def measure(state: MatterState, weight: FactorWeight, today: date) -> _Measured | None:
        facts = _facts(state, kind, weight, today)
        return _Measured(len(facts), facts[0].on, _evidence(facts)) if facts else None

    return measure


def _growth(state: MatterState, weight: FactorWeight, today: date) -> _Measured | None:
    """The steepest rise between two visits of the same matter, in per cent."""
    numbers, visits = weight.numbers, _facts(state, "visit", weight, today)
    best: tuple[int, int, SeenFact, SeenFact] | None = None
    for position, before in enumerate(visits):
        if before.amount < numbers["min_before"]:
            continue
        for after in visits[position + 1 :]:
            if (after.on - before.on).days > numbers["within_days"]:
                break
            if after.amount < numbers["min_people"] or after.source == before.source:
                continue
            rise = after.amount * 100 // before.amount
            if best is None or (rise, after.amount) > best[:2]:
                best = (rise, after.amount, before, after)
    if best is None:
        return None
    rise, _, before, after = best
    words: dict[str, object] = {
        "before": before.amount,
        "after": after.amount,
        "days": numbers["within_days"],
    }
    return _Measured(rise, before.on, _evidence([before, after]), words)


def _repeated(state: MatterState, weight: FactorWeight, today: date) -> _Measured | None:
    """The most visits of groups within so many days."""
    within, groups = weight.numbers["within_days"], _facts(state, "crowd", weight, today)
    best: list[SeenFact] = []
    for position, first in enumerate(groups):
        near = [fact for fact in groups[position:] if (fact.on - first.on).days <= within]
        if len(near) > len(best):
            best = near
    if not best:
        return None
    return _Measured(len(best), best[0].on, _evidence(best), {"days": within})


def _overdue(state: MatterState, weight: FactorWeight, today: date) -> _Measured | None:
    late = sorted((each.due_on, each.clock) for each in state.late if each.due_on < today)
    if not late:
        return None
    evidence = tuple(("clock", clock) for _, clock in late)[:_MOST_EVIDENCE]
    return _Measured(len(late), late[0][0], evidence)


def _years(state: MatterState, weight: FactorWeight, today: date) -> _Measured | None:
    return _Measured((today - state.opened_on).days // _YEAR, state.opened_on, ())


def _event(state: MatterState, weight: FactorWeight, today: date) -> _Measured | None:
    """The nearest event whose window is open or opens soon."""
    soon = today + timedelta(days=weight.numbers["near_days"])
    near = [e for e in state.events if e.window_from <= soon and today <= e.window_to]
    if not near:
        return None
    first = min(near, key=lambda e: (e.window_from, e.name, e.event))
    return _Measured(1, first.window_from, (("event", first.event),), {"text": first.name})


MEASURES: dict[str, Measure] = {
    "crowd": _largest("crowd"),
    "signatures": _largest("signatures"),
    "growth": _growth,
    "overlap": _largest("overlap"),
    "repeated": _repeated,
    "complex": _largest("complex"),
    "agencies": _times("agencies"),
    "disagreement": _times("disagreement"),
    "overdue": _overdue,
    "returned": _times("returned"),
    "years": _years,
    "skipped_level": _times("skipped_level"),
    "tension": _times("tension"),
    "event": _event,
}
