"""The register cut into pages before it is set: rows, page totals, sums carried forward. Pure.

Every text is broken into lines here, so that each page holds what it says, its totals are sums in
Python, and the number of pages is known before the first one is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reception.book import COLUMNS, BookLine, Text

SIZE = 8.0
LINE = 9.2
INSET = 2.5
BODY = 420.0
LONGEST = 120
_POINTS = 72 / 25.4

SetLine = tuple[str, bool]
Cell = tuple[SetLine, ...]
Break = Callable[[str, float], list[str]]


@dataclass(frozen=True, slots=True)
class SetRow:
    """One row as it is drawn: its cells line by line, and its height in points."""

    cells: tuple[Cell, ...]
    height: float


@dataclass(slots=True)
class BookPage:
    """Rows of one page with what they add up to and what the pages before it did."""

    carried_visits: int
    carried_people: int
    rows: list[SetRow] = field(default_factory=list)
    visits: int = 0
    people: int = 0
    height: float = 0.0

    @property
    def total_visits(self) -> int:
        return self.carried_visits + self.visits

    @property
    def total_people(self) -> int:
        return self.carried_people + self.people


def pages(lines: Iterable[BookLine], broken: Break) -> Iterator[BookPage]:
    """Pages in order, each as soon as it is full; one empty page where there is no line.

    `broken(text, width)` gives the lines of a text in a width of so many points. A line counts on
    the page where it begins.
    """
    page = BookPage(0, 0)
    for line in lines:
        for place, row in enumerate(_rows(line, broken)):
            if page.rows and page.height + row.height > BODY:
                yield page
                page = BookPage(page.total_visits, page.total_people)
            page.rows.append(row)
            page.height += row.height
            if place == 0:
                page.visits += line.visits
                page.people += line.people
    yield page


def _rows(line: BookLine, broken: Break) -> Iterator[SetRow]:
    """The row of a line; one that is taller than a page goes on over the following pages."""
    cells = [
        _cell(text, column.width * _POINTS - 2 * INSET, broken)
        for text, column in zip(line.columns, COLUMNS, strict=True)
    ]
    tallest = max(1, *(len(cell) for cell in cells))
    most = int((BODY - 2 * INSET) / LINE)
    for start in range(0, tallest, most):
        part = tuple(cell[start : start + most] for cell in cells)
        height = max(1, *(len(cell) for cell in part)) * LINE + 2 * INSET
        yield SetRow(part, round(height, 2))


def _cell(text: Text, width: float, broken: Break) -> Cell:
    """Lines of a column. A long text is a summary here: the whole stands in the visit itself."""
    return tuple(
        (line, piece.struck) for piece in text for line in broken(_shortened(piece.text), width)
    )


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + "…"


def widths() -> Sequence[float]:
    """Widths of the columns in millimetres."""
    return [column.width for column in COLUMNS]
