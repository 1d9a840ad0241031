"""An outline of a plan (mẫu kế hoạch): what its author starts from. One TOML file each. Pure.

Names in braces stand for what differs from agency to agency: {event}, {issuer}, {office}, {desk},
{rooms}, {above}; `plans.writing.names` says what they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Duty:
    """A task of the outline; `kind` and `rhythm` are values of TaskKind and Rhythm."""

    text: str
    lead: str
    cooperate: str = ""
    kind: str = "plain"
    rhythm: str = ""
    deadline: str = ""
    reports_to: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole outline, paragraph by paragraph."""

    code: str
    name: str
    layout: str
    title: str
    order: int
    bases: tuple[str, ...]
    purposes: tuple[str, ...]
    contents: tuple[str, ...]
    closing: str
    recipients: tuple[str, ...]
    duties: tuple[Duty, ...]


@cache
def outlines() -> dict[str, Outline]:
    """Every outline by its code, in the order in which they are offered."""
    found = [read_outline(path) for path in FOLDER.glob("*.toml")]
    return {outline.code: outline for outline in sorted(found, key=lambda o: (o.order, o.code))}


def read_outline(path: Path) -> Outline:
    """The outline in `path`. Raises ValueError that names the file and what is wrong."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return _outline(path.stem, told)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{path.name}: {wrong}") from wrong


def filled(outline: Outline, words: Mapping[str, str]) -> Outline:
    """The outline with every name in braces replaced."""
    told = {f.name: _fill(getattr(outline, f.name), words) for f in fields(outline)}
    return Outline(**told)


def _outline(code: str, told: dict[str, Any]) -> Outline:
    known = {f.name for f in fields(Outline)} - {"code"}
    if set(told) != known:
        raise ValueError(f"keys {', '.join(sorted(set(told) ^ known))}")
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    given["duties"] = tuple(Duty(**duty) for duty in told["duties"])
    return Outline(code=code, **given)


def _fill(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for name, word in words.items():
            value = value.replace(f"{{{name}}}", word)
        return value
    if isinstance(value, Duty):
        return Duty(**{f.name: _fill(getattr(value, f.name), words) for f in fields(value)})
    return tuple(_fill(part, words) for part in value) if isinstance(value, tuple) else value
