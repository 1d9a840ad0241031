"""The law as this release ships it; later texts are adopted as data, not here."""

import tomllib
from functools import cache
from pathlib import Path

from law.archives import ArchiveRules, archive_rules
from law.calendar import WorkingCalendar, working_calendar
from law.errors import LawError
from law.form_data import book_of, regime_from
from law.forms import FormBook, Regime
from law.measures import shipped_measures
from law.rule_data import rule_book
from law.rules import RuleBook

DATA = Path(__file__).parent / "data"


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def shipped_rules() -> RuleBook:
    """All duties of `law/data/rules.toml`."""
    return rule_book(_read("rules.toml"), _read("other-readings.toml"))


@cache
def shipped_archives() -> ArchiveRules:
    """When files go to the archives and how long they stay: `law/data/archives.toml`."""
    return archive_rules(_read("archives.toml"))


@cache
def shipped_calendar() -> WorkingCalendar:
    """The working calendar of 2024–2027."""
    return working_calendar(_read("calendar-2024-2027.toml"))


@cache
def shipped_forms() -> FormBook:
    """The statutory tables of `law/data/forms`, by regime.

    Pages, reports and jobs ask `agencies.law_in_force.in_force().forms`, which knows later regimes.
    """
    regimes: list[Regime] = []
    for said in _tables("forms/regimes.toml", "regime"):
        data = {**said, "table": _forms_of(said), "relation": _relations_of(str(said["code"]))}
        regimes.append(regime_from(data, measures=shipped_measures(), earlier=regimes))
    return book_of(regimes)


_OF_THE_REGIME = ("regime", "circular", "valid_from", "valid_to")


def _forms_of(regime: dict[str, object]) -> list[dict[str, object]]:
    """The tables of one regime; what a file says of its regime agrees with `regimes.toml`."""
    prefix = str(regime["code"]).lower()
    found = []
    for path in sorted((DATA / "forms").glob(f"{prefix}_[0-9]*.toml")):
        table = _read(f"forms/{path.name}")
        told = {key: table.pop(key, None) for key in _OF_THE_REGIME}
        if told != {"regime": regime["code"]} | {k: regime.get(k) for k in _OF_THE_REGIME[1:]}:
            raise LawError(f"{path.name}: chế độ hoặc thời gian áp dụng khác với regimes.toml.")
        found.append(table)
    return found


def _relations_of(code: str) -> list[dict[str, object]]:
    name = f"forms/{code.lower()}_relations.toml"
    return _tables(name, "relation") if (DATA / name).exists() else []


def _tables(name: str, key: str) -> list[dict[str, object]]:
    tables = _read(name)[key]
    return list(tables) if isinstance(tables, list) else []
