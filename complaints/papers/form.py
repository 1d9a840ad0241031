"""A statutory form (mẫu văn bản) as data: who uses it, what it asks, what stands on the paper. Pure.

One TOML file a form in complaints/data/forms; the shape is described in docs/forms.md. A mistake in a
file stops the product at once with the name of the file, never a citizen's paper.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from complaints.procedure.names import ProcedureKind, Stage
from records.enums import DocumentKind


class Confidence(StrEnum):
    """How sure the text is: STATUTORY was copied from the decree, CHECK waits for a comparison."""

    STATUTORY = "statutory"
    CHECK = "cần đối chiếu"


class AskKind(StrEnum):
    """How one thing is asked of the officer."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    LINES = "lines"  # one entry a line, columns separated by |
    CHOICE = "choice"


class BlockKind(StrEnum):
    """What stands on the paper."""

    TEXT = "text"
    ARTICLE = "article"
    HEADING = "heading"
    CENTER = "center"
    BASIS = "basis"
    NOTE = "note"
    LIST = "list"
    TABLE = "table"
    DOTS = "dots"
    SIGNATURES = "signatures"


class Signing(StrEnum):
    """Who signs at the foot: an official in a capacity, the head of the team, or those named in the
    text (biên bản, đơn)."""

    OFFICIAL = "official"
    TEAM = "team"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class FormAsk:
    """One field that the officer fills; `default` is filled from the case like a text."""

    name: str
    label: str
    kind: AskKind = AskKind.LINE
    required: bool = True
    default: str = ""
    help: str = ""
    columns: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Room for one signature."""

    title: str
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the text. `when`, `unless`: names whose value decides whether it is printed."""

    kind: BlockKind
    text: str = ""
    lead: str = ""
    source: str = ""
    row: str = ""
    columns: tuple[str, ...] = ()
    least: int = 1
    numbered: bool = False
    style: str = "text"
    places: tuple[tuple[Place, ...], ...] = ()
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form in one version of its text."""

    code: str
    number: str
    name: str
    decree: str
    citation: str
    kind: DocumentKind
    valid_from: date
    procedures: tuple[ProcedureKind, ...]
    blocks: tuple[Block, ...]
    valid_to: date | None = None
    replaced_by: str = ""
    confidence: Confidence = Confidence.STATUTORY
    stages: tuple[Stage, ...] = ()
    heading: str = ""
    subject: str = ""
    about: str = ""
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    signing: Signing = Signing.OFFICIAL
    numbered: bool = True
    dated: bool = True
    by_citizen: bool = False
    asks: tuple[FormAsk, ...] = ()

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def is_sure(self) -> bool:
        return self.confidence is Confidence.STATUTORY

    @property
    def templates(self) -> tuple[str, ...]:
        """Every text of the form in which a name in braces may stand."""
        found = [self.subject, self.about, *self.to, *self.copies]
        found += [ask.default for ask in self.asks]
        for block in self.blocks:
            found += [block.text, block.lead, block.row]
            found += [part for row in block.places for p in row for part in (p.title, p.name)]
        return tuple(text for text in found if text)


def read_form(path: Path) -> Form:
    """The form in `path`. Raises ValueError that names the file and what is wrong."""
    try:
        return _form(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{path.name}: {wrong}") from wrong


def _form(told: dict[str, Any]) -> Form:
    told = dict(told)
    blocks = tuple(_block(block) for block in told.pop("blocks"))
    asks = tuple(_ask(ask) for ask in told.pop("asks", ()))
    _only_known(told, Form)
    converted: dict[str, Any] = {
        **told,
        "kind": DocumentKind(told["kind"]),
        "procedures": tuple(ProcedureKind(kind) for kind in told["procedures"]),
        "stages": tuple(Stage(stage) for stage in told.get("stages", ())),
        "confidence": Confidence(told.get("confidence", Confidence.STATUTORY)),
        "signing": Signing(told.get("signing", Signing.OFFICIAL)),
        "to": tuple(told.get("to", ())),
        "copies": tuple(told.get("copies", ())),
    }
    return Form(**converted, blocks=blocks, asks=asks)


def _ask(told: dict[str, Any]) -> FormAsk:
    _only_known(told, FormAsk)
    return FormAsk(
        **{
            **told,
            "kind": AskKind(told.get("kind", AskKind.LINE)),
            "columns": tuple(told.get("columns", ())),
            "choices": tuple(told.get("choices", ())),
        }
    )


def _block(told: dict[str, Any]) -> Block:
    _only_known(told, Block)
    rows = (tuple(Place(**place) for place in row) for row in told.get("places", ()))
    return Block(
        **{
            **told,
            "kind": BlockKind(told["kind"]),
            "columns": tuple(told.get("columns", ())),
            "places": tuple(rows),
        }
    )


def _only_known(told: Mapping[str, Any], shape: type) -> None:
    known = {field.name for field in fields(shape)}
    if unknown := sorted(set(told) - known):
        raise ValueError(f"unknown key {', '.join(unknown)}")
