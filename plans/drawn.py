"""A document ready to be set: what PDF, DOCX and the page on screen draw, each in its own way. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Style = Literal["basis", "heading", "group", "text", "center", "annex"]
# Width of a column: number, date, figure, name, and the text that takes what is left.
Width = Literal["no", "date", "figure", "name", "wide"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    style: Style
    text: str
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    width: Width = "wide"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the width of its column."""

    text: str
    width: Width


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is drawn."""

    cells: tuple[Cell, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head; the last row may be a total."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False
    kind: str = "table"

    @property
    def cells(self) -> tuple[Row, ...]:
        """Rows for templates, which cannot walk two lists at once."""
        last = len(self.rows) - 1
        return tuple(
            Row(
                tuple(Cell(t, c.width) for t, c in zip(row, self.columns, strict=True)),
                is_total=self.has_total and n == last,
            )
            for n, row in enumerate(self.rows)
        )


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole text without its letterhead. `annex` starts on a page of its own."""

    heading: str
    subject: str
    blocks: tuple[Block, ...]
    annex: tuple[Block, ...] = field(default=())
