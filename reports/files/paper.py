"""How wide the columns of a table are and on which paper it fits: A4 or A3, landscape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from records.faces import Ruler
from reports.files.sheet import Sheet

# Decree 30/2020/NĐ-CP, appendix I: 30 mm on the left, 15 mm on the right.
_MARGINS = 45.0
_POINT = 25.4 / 72
_BOLD = 1.09  # the bold face runs wider than the regular one that is measured
_PADDING = 3.6  # points, both sides and the rule


@dataclass(frozen=True, slots=True)
class Paper:
    """A named page of the template."""

    name: str
    width: float
    unit_column: float
    sizes: tuple[float, ...]

    @property
    def text_width(self) -> float:
        return self.width - _MARGINS


A4 = Paper("a4wide", 297.0, 44.0, (9.5, 9.0, 8.5))
A3 = Paper("a3wide", 420.0, 56.0, (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5))


@dataclass(frozen=True, slots=True)
class Fit:
    """Paper, size of the letters, and millimetres of each column; the units come first."""

    paper: str
    size: float
    widths: tuple[float, ...]

    @property
    def css(self) -> list[tuple[int, str]]:
        """Column and width, spelled for a style sheet."""
        return [(n, f"{width:.2f}mm") for n, width in enumerate(self.widths)]

    @property
    def css_size(self) -> str:
        return f"{self.size:g}pt"


def fit(sheet: Sheet) -> Fit:
    """The smallest paper and the largest letters on which no figure and no word is cut."""
    for paper in (A4, A3):
        for size in paper.sizes:
            needed = [width * _POINT for width in _needed(sheet, size)]
            left = paper.text_width - paper.unit_column - sum(needed)
            if left >= 0:
                more = left / len(needed)
                widths = (paper.unit_column, *(width + more for width in needed))
                return Fit(paper.name, size, widths)
    smallest = A3.sizes[-1]
    share = (A3.text_width - A3.unit_column) / len(sheet.columns)
    return Fit(A3.name, smallest, (A3.unit_column, *(share for _ in sheet.columns)))


def _needed(sheet: Sheet, size: float) -> list[float]:
    """Points each column cannot do without: its longest figure, its longest word."""
    ruler = _ruler(size)
    rows = [sheet.cells(line) for line in sheet.lines]
    return [
        max(
            max((ruler.width(row[n]) for row in rows), default=0.0),
            max(ruler.width(word) for word in column.heading[-1].split() or [""]),
            max(ruler.width(part) for part in formula_parts(sheet.marks[n])),
        )
        * _BOLD
        + _PADDING
        for n, column in enumerate(sheet.columns)
    ]


def formula_parts(mark: str) -> list[str]:
    """“6=7+8” as 6, =7, +8: a line may end between them."""
    return mark.replace("=", " =").replace("+", " +").split()


@lru_cache(maxsize=32)
def _ruler(size: float) -> Ruler:
    return Ruler(size)
