"""The head of a table as rows of merged cells: headings that columns share stand once above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from law.forms import Column


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of the head. `first`: index (from 0) of the first column it stands over."""

    text: str
    first: int
    columns: int
    rows: int


def heading_rows(columns: Sequence[Column]) -> list[list[HeadCell]]:
    """Rows from the top; a heading that ends early reaches down to the row of numbers."""
    depth = max((len(column.heading) for column in columns), default=0)
    rows: list[list[HeadCell]] = [[] for _ in range(depth)]
    for level in range(depth):
        index = 0
        while index < len(columns):
            path = columns[index].heading
            if level >= len(path):
                index += 1
                continue
            width = _width(columns, index, level)
            ends = level == len(path) - 1
            rows[level].append(HeadCell(path[level], index, width, depth - level if ends else 1))
            index += width
    return rows


def _width(columns: Sequence[Column], index: int, level: int) -> int:
    """How many columns from `index` on share the heading down to `level`; a last one stands alone."""
    path = columns[index].heading
    if level == len(path) - 1:
        return 1
    width = 1
    for column in columns[index + 1 :]:
        if len(column.heading) <= level + 1 or column.heading[: level + 1] != path[: level + 1]:
            break
        width += 1
    return width
