"""Every measure of the vocabulary (`law/data/measures.toml`), counted from the records."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from law.errors import LawError
from reports.measures import (
    activities,
    decisions,
    enforcement,
    petitions,
    places,
    reception,
    resolving,
)
from reports.measures.measure import AnyMeasure, MatterOf, MeasureOf, Number, figures_of

__all__ = [
    "AnyMeasure",
    "MatterOf",
    "MeasureOf",
    "Number",
    "figure_of",
    "figures_of",
    "implemented",
]
_SUBJECTS = (reception, petitions, places, resolving, decisions, enforcement, activities)


@cache
def implemented() -> Mapping[str, AnyMeasure]:
    """Each measure by its name; no name twice."""
    found: dict[str, AnyMeasure] = {}
    for subject in _SUBJECTS:
        for measure in subject.measures():
            if measure.name in found:
                raise LawError(f"Số đo “{measure.name}” được tính ở hai nơi.")
            found[measure.name] = measure
    return found


def figure_of(name: str) -> AnyMeasure:
    """The measure of this name. Raises LawError with a sentence."""
    try:
        return implemented()[name]
    except KeyError:
        raise LawError(f"Không có số đo “{name}” trong từ điển số đo.") from None
