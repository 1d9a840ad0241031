"""Starter sets of standing material: scenarios and a checklist that an office then makes its own.

Data in `plans/data`; written to serve the citizen and to stay within the law (docs/standing.md).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step of a scenario: what, by which office, within how many minutes."""

    text: str
    doer: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class ContingencyTold:
    """A scenario (tình huống): how it is recognised and what is then done."""

    title: str
    sign: str
    steps: tuple[StepTold, ...]


@dataclass(frozen=True, slots=True)
class ReadyTold:
    """One thing of the checklist, ready so many days before the event begins."""

    text: str
    in_charge: str
    days_before: int


@cache
def contingencies() -> tuple[ContingencyTold, ...]:
    """The scenarios as shipped."""
    return tuple(
        ContingencyTold(one["title"], one["sign"], tuple(StepTold(**s) for s in one["steps"]))
        for one in _read("contingencies.toml")["contingency"]
    )


@cache
def readiness() -> tuple[ReadyTold, ...]:
    """The checklist as shipped (Luật Tiếp công dân 2013, điều 18, 19; Nghị định 154/2026, điều 8)."""
    return tuple(ReadyTold(**one) for one in _read("readiness.toml")["item"])


def _read(name: str) -> dict[str, Any]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)
