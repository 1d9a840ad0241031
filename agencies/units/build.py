"""The whole demonstration house in one call."""

from datetime import datetime

from agencies.actions.units import build_units, note_successions, open_accounts
from agencies.units import communes, issuers, people, province
from agencies.units.spec import SuccessionSpec, UnitSpec


def demo_units() -> list[UnitSpec]:
    """Lạng Sơn whole, then the trees of the issuers; parents before children."""
    return [*province.units(), *communes.communes_of(communes.LANG_SON), *issuers.units()]


def demo_successions() -> list[SuccessionSpec]:
    return [*province.SUCCESSIONS, *issuers.successions()]


def build_demo(*, now: datetime, units: int = 0) -> int:
    """Makes what is missing of the demonstration units and accounts; gives how much was made.

    `units`: at least that many units, filled up with the rest of the country.
    """
    specs = demo_units()
    specs += communes.further_units({spec.code for spec in specs}, units)
    made: list[object] = [
        *build_units(specs=specs, by=None, now=now),
        *note_successions(specs=demo_successions(), by=None, now=now),
        *open_accounts(specs=people.accounts(), password=people.PASSWORD, by=None, now=now),
    ]
    return len(made)
