"""A long table cut into pages before it is set: every text broken into lines, every height known. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.lists.workbook import Between

SIZE = 8.0
LINE = 9.2
INSET = 2.5
PAPER = 277.0  # millimetres between the margins of A4 across
BOTTOM = 522.0  # points: where the foot begins
TOP = 16.0
LONGEST = 150
_POINTS = 72 / 25.4

Break = Callable[[str, float], list[str]]
Page = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Widths in millimetres, headings broken into lines, and how much of a page they take."""

    widths: Sequence[float]
    headings: Sequence[Sequence[str]]
    heading_height: float
    marks_height: float

    @classmethod
    def of(cls, heads: Sequence[dict[str, Any]], broken: Break) -> Table:
        """Columns stretched to the paper; `broken` breaks a heading in the width of its column."""
        share = PAPER / sum(head["width"] for head in heads)
        widths = [round(head["width"] * share, 2) for head in heads]
        headings = [
            broken(head["text"], width * _POINTS - 4)
            for head, width in zip(heads, widths, strict=True)
        ]
        tallest = max(len(lines) for lines in headings)
        marks = 12.0 if any(head["mark"] for head in heads) else 0.0
        return cls(widths, headings, tallest * LINE + 6, marks)

    @property
    def body(self) -> float:
        """Points of a page that rows may take."""
        return BOTTOM - TOP - self.heading_height - self.marks_height


def cut(rows: Iterable[Sequence[str]], table: Table, broken: Break) -> Iterator[Page]:
    """Pages in order, each as soon as it is full; one empty page where there is no row.

    The name of a group never stands last on a page.
    """
    page: list[dict[str, Any]] = []
    height = 0.0
    for row in _set(rows, table, broken):
        needed = row["height"] + (2 * LINE if row["kind"] == "group" else 0)
        if page and height + needed > table.body:
            yield {"kind": "rows", "rows": page}
            page, height = [], 0.0
        page.append(row)
        height += row["height"]
    yield {"kind": "rows", "rows": page}


def _set(rows: Iterable[Sequence[str]], table: Table, broken: Break) -> Iterator[dict[str, Any]]:
    room = [width * _POINTS - 2 * INSET for width in table.widths]
    most = int((table.body - 2 * INSET) / LINE)
    for row in rows:
        if isinstance(row, Between):
            lines = broken(row, PAPER * _POINTS / 1.12 - 2 * INSET)[:3]
            yield {"kind": "group", "lines": lines, "height": _height(len(lines))}
            continue
        cells = [
            broken(_shortened(text), wide)[:most] for text, wide in zip(row, room, strict=True)
        ]
        tallest = max(1, *(len(cell) for cell in cells))
        yield {"kind": "row", "cells": cells, "height": _height(tallest)}


def _height(lines: int) -> float:
    return round(max(1, lines) * LINE + 2 * INSET, 2)


def _shortened(text: str) -> str:
    """A long text is a summary here: the whole stands in the record and in the workbook."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + "…"
