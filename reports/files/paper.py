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
_LOW_HEAD = 4  # lines of a heading that need no more room
_STEP = 0.4  # millimetres


@dataclass(frozen=True, slots=True)
class Paper:
    """A named page of the template."""

    name: str
    width: float
    most_unit: float  # a longer name takes a second line
    sizes: tuple[float, ...]

    @property
    def text_width(self) -> float:
        return self.width - _MARGINS


A4 = Paper("a4", 297.0, 52.0, (9.0, 8.5))
A3 = Paper("a3", 420.0, 62.0, (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5))


@dataclass(frozen=True, slots=True)
class Fit:
    """Paper, size of the letters, and millimetres of each column; the units come first."""

    paper: str
    size: float
    widths: tuple[float, ...]


def fit(sheet: Sheet) -> Fit:
    """The smallest paper and the largest letters on which no figure and no word is cut."""
    for paper in (A4, A3):
        for size in paper.sizes:
            needed = [width * _POINT for width in _needed(sheet, size)]
            unit = min(paper.most_unit, _unit(sheet, size) * _POINT)
            left = paper.text_width - unit - sum(needed)
            if left >= 0:
                return Fit(paper.name, size, (unit, *_shared(sheet, needed, left, size)))
    smallest = A3.sizes[-1]
    share = (A3.text_width - A3.most_unit) / len(sheet.columns)
    return Fit(A3.name, smallest, (A3.most_unit, *(share for _ in sheet.columns)))


def _unit(sheet: Sheet, size: float) -> float:
    """Points that the longest name takes on one line."""
    ruler = _ruler(size)
    return (
        max(
            (ruler.width(line.printed) * (1.0 if line.kind == "unit" else _BOLD))
            for line in sheet.lines
        )
        + _PADDING * 2
    )


def _shared(sheet: Sheet, needed: list[float], left: float, size: float) -> list[float]:
    """Widths with what is left over: first to those whose heading is the highest, so that the head
    stays low; when all are low, to all alike."""
    ruler, widths = _ruler(size), list(needed)
    headings = [column.heading[-1] for column in sheet.columns]

    def height(n: int) -> int:
        room = widths[n] / _POINT - _PADDING
        formula = sum(map(ruler.width, formula_parts(sheet.marks[n])))
        # A formula of three lines makes the row of numbers as high as a heading of five.
        return max(len(ruler.lines(headings[n], room / _BOLD)), int(formula / room) + 2)

    heights = [height(n) for n in range(len(widths))]
    while left > _STEP and max(heights) > _LOW_HEAD:
        n = max(range(len(widths)), key=lambda n: (heights[n], -widths[n]))
        widths[n] += _STEP
        left -= _STEP
        heights[n] = height(n)
    return [width + left / len(widths) for width in widths]


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
