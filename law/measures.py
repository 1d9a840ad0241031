"""The vocabulary of measures (từ điển số đo): what stands behind a column, in words.

`law/data/measures.toml` defines each; `reports.measures` counts each. A column of a statutory table names
one, so that a new regime is data (Thông tư 06/2025/TT-TTCP and those before and after it).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.enums import Confidence
from law.toml_fields import Fields

DATA = Path(__file__).parent / "data" / "measures.toml"


class CountedOf(StrEnum):
    """What the list behind a measure is a list of."""

    VISITS = "visits"
    MATTERS = "matters"
    DAYS = "days"
    PETITIONS = "petitions"
    DECISIONS = "decisions"
    ENFORCEMENT = "enforcement"
    ACTIVITIES = "activities"


class MeasureKind(StrEnum):
    """What of the list is the figure: how many, or what is added up."""

    COUNT = "count"
    PEOPLE = "people"
    AMOUNT = "amount"
    MONEY = "money"
    LAND = "land"


@dataclass(frozen=True, slots=True)
class Measure:
    """Một số đo: name, definition in words with the guidance of the circular, where it comes from."""

    name: str
    label: str
    definition: str
    of: CountedOf
    kind: MeasureKind
    citation: str
    confidence: Confidence

    @property
    def is_fraction(self) -> bool:
        """Money in million đồng and land in m² carry two decimals; all else are whole numbers."""
        return self.kind in (MeasureKind.MONEY, MeasureKind.LAND)


def measures_from(data: Mapping[str, object]) -> Mapping[str, Measure]:
    """Validated `[[measure]]` tables by name; a name said twice is an error."""
    book = Fields(data, "Từ điển số đo")
    tables = book.required("measure", list)
    book.done()
    found: dict[str, Measure] = {}
    for table in tables:
        measure = _measure(table)
        if measure.name in found:
            raise book.error(f"số đo “{measure.name}” được ghi hai lần")
        found[measure.name] = measure
    return MappingProxyType(found)


def _measure(table: object) -> Measure:
    fields = Fields(table, "Số đo")
    name = fields.required("name", str)
    fields.where = f"Số đo {name}"
    measure = Measure(
        name=name,
        label=fields.required("label", str),
        definition=fields.required("definition", str),
        of=fields.choice("of", CountedOf),
        kind=fields.choice("kind", MeasureKind),
        citation=fields.required("citation", str),
        confidence=fields.choice("confidence", Confidence),
    )
    fields.done()
    return measure


@cache
def shipped_measures() -> Mapping[str, Measure]:
    """Every measure of this release."""
    text = DATA.read_text(encoding="utf-8")
    return measures_from(tomllib.loads(text))
