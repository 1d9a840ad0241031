"""What was said to a step: how each kind of answer looks, when it will not do, how it is kept. Pure.

Values as the form gives them: text for LINE and TEXT, date, datetime, int, Decimal, bool, the code of
a choice, a list of codes for MANY, a list of lines for LINES.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from complaints.procedure.steps import Ask, Asked

_TYPES: dict[Ask, tuple[type, ...]] = {
    Ask.DAY: (date,),
    Ask.MOMENT: (datetime,),
    Ask.NUMBER: (int,),
    Ask.MONEY: (int, Decimal),
    Ask.YES: (bool,),
}
_COUNTED = frozenset({Ask.NUMBER, Ask.MONEY})


def is_empty(value: Any) -> bool:
    """True for what was not answered; “không” is an answer."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == [] or value == ()


def objection(asked: Asked, value: Any) -> str | None:
    """Why this answer will not do, in one sentence; None when it does."""
    if is_empty(value):
        return f"Hãy ghi: {asked.label}." if asked.required else None
    if asked.kind in (Ask.CHOICE, Ask.MANY):
        return _not_on_the_list(asked, value)
    if asked.kind in _TYPES and not isinstance(value, _TYPES[asked.kind]):
        return f"{asked.label}: giá trị không đúng loại."
    if asked.kind in _COUNTED and value < 0:
        return f"{asked.label} không thể nhỏ hơn 0."
    return None


def _not_on_the_list(asked: Asked, value: Any) -> str | None:
    """A list without choices of its own is filled from the case, whose step checks it."""
    given = [value] if isinstance(value, str) else list(value)
    known = {code for code, _ in asked.choices}
    if known and not known.issuperset(given):
        return f"{asked.label}: hãy chọn trong danh sách."
    return None


def kept(said: Mapping[str, Any]) -> dict[str, Any]:
    """As the event keeps it: dates as ISO text, amounts as text, nothing for what was left out."""
    return {name: _kept(value) for name, value in said.items() if not is_empty(value)}


def _kept(value: Any) -> Any:
    if isinstance(value, date):  # a moment too
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_kept(part) for part in value]
    return value.strip() if isinstance(value, str) else value


def lines(said: Mapping[str, Any], name: str) -> list[list[str]]:
    """The entries of LINES, each cut into its columns."""
    given = said.get(name) or []
    rows = given.splitlines() if isinstance(given, str) else given
    cut = ([part.strip() for part in row.split("|")] for row in rows)
    return [columns for columns in cut if any(columns)]


def text(said: Mapping[str, Any], name: str, longest: int | None = None) -> str:
    """A line or a text, tidy and no longer than its column; empty when it was left out."""
    return str(said.get(name) or "").strip()[:longest]


def choice_label(asks: tuple[Asked, ...], said: Mapping[str, Any], name: str) -> str:
    """The chosen answer in words."""
    for asked in asks:
        if asked.name == name:
            return dict(asked.choices).get(str(said.get(name)), "")
    return ""
