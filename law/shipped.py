"""The law as this release ships it; later texts are adopted as data, not here."""

import tomllib
from functools import cache
from pathlib import Path

from law.calendar import WorkingCalendar, working_calendar
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
def shipped_calendar() -> WorkingCalendar:
    """The working calendar of 2024–2027."""
    return working_calendar(_read("calendar-2024-2027.toml"))
