"""What the officer typed into a form, as it is kept (JSON) and as it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from complaints.papers.filling import NAME, Value, Values, fill, shown
from complaints.papers.form import AskKind, Form, FormAsk

CAPACITY, POSITION, CASE = "_quyen_han", "_chuc_vu", "_ho_so"


def as_values(form: Form, kept: Mapping[str, Any]) -> dict[str, Value]:
    """The kept answers as values; what was left empty is a blank, whatever the case says."""
    return {ask.name: _value(ask.kind, kept.get(ask.name)) for ask in form.asks}


def _value(kind: AskKind, kept: Any) -> Value:
    if kept in (None, "", []):
        return None
    if kind is AskKind.DAY:
        return date.fromisoformat(kept)
    if kind is AskKind.MOMENT:
        return timezone.localtime(datetime.fromisoformat(kept))
    value: Value = kept
    return value


def as_kept(value: Any) -> Any:
    """A cleaned answer as JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def first_answers(form: Form, case: Values) -> dict[str, Any]:
    """What the form offers before anybody typed: the defaults, filled from the case."""
    return {ask.name: first for ask in form.asks if (first := _first(ask, case)) is not None}


def _first(ask: FormAsk, case: Values) -> Any:
    whole = NAME.fullmatch(ask.default)
    if whole is None:
        known = all(shown(case.get(name)) for name in NAME.findall(ask.default))
        return fill(ask.default, case) if ask.default and known else None
    value = case.get(whole[1])
    if ask.kind is AskKind.DAY and isinstance(value, datetime):
        return value.date()
    if ask.kind is AskKind.LINES and isinstance(value, list | tuple):
        return "\n".join(value)
    if ask.kind in (AskKind.LINE, AskKind.TEXT, AskKind.LINES):
        return shown(value) or None
    return value


def frozen(form: Form, case: Values) -> dict[str, Any]:
    """What the case said in this form on the day it was issued, as JSON keeps it."""
    named = {name for text in form.templates for name in NAME.findall(text)}
    named |= {part for b in form.blocks for part in (b.source, b.when, b.unless)}
    return {name: _iced(case[name]) for name in sorted(named) if case.get(name)}


def thawed(kept: Mapping[str, Any]) -> dict[str, Value]:
    """The values that `frozen` kept: an issued paper reads the same whatever the case became."""
    return {name: _melted(value) for name, value in kept.items()}


def _iced(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"luc": value.isoformat()}
    return {"ngay": value.isoformat()} if isinstance(value, date) else value


def _melted(value: Any) -> Value:
    if isinstance(value, dict):
        if "luc" in value:
            return timezone.localtime(datetime.fromisoformat(value["luc"]))
        return date.fromisoformat(value["ngay"])
    kept: Value = value
    return kept
