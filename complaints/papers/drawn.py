"""A paper ready to be set: what PDF, DOCX and the page on screen draw, each in its own way. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from complaints.papers.form import Place


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `leader`: the rest of the line is dotted, to be filled by hand."""

    style: str
    text: str
    lead: str = ""
    leader: bool = False
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its head; a row may be empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Dots:
    """Dotted lines to write on by hand."""

    lines: tuple[int, ...]
    kind: str = "dots"


@dataclass(frozen=True, slots=True)
class Signs:
    """Room for signatures, a row of places beside each other."""

    rows: tuple[tuple[Place, ...], ...]
    kind: str = "signs"


Drawn = Words | Grid | Dots | Signs


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole text of a paper, without its letterhead."""

    heading: str
    subject: str
    about: str
    to: tuple[str, ...]
    copies: tuple[str, ...]
    blocks: tuple[Drawn, ...]
