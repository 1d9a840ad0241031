"""Tables cut into parts that WeasyPrint can lay out in a bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.files.paper import Fit, fit, formula_parts
from reports.files.sheet import Line, Sheet

# A cell costs WeasyPrint about 30 kB and 1.5 ms: so many stay under 200 MB.
MOST_CELLS = 4000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One table, or a stretch of its lines, as the template prints it."""

    sheet: Sheet
    fit: Fit
    lines: tuple[Line, ...]
    key: int
    is_first: bool = True
    is_last: bool = True

    @property
    def cells(self) -> int:
        return len(self.lines) * (len(self.sheet.columns) + 1)

    @property
    def rows(self) -> list[tuple[Line, list[str]]]:
        return [(line, self.sheet.cells(line)) for line in self.lines]

    @property
    def marks(self) -> list[list[str]]:
        return [formula_parts(mark) for mark in self.sheet.marks]

    @property
    def issued_with(self) -> str:
        """“Ban hành kèm theo Thông tư số 06/2025/TT-TTCP”."""
        return (
            f"Ban hành kèm theo {circular_name(self.sheet.circular)}" if self.sheet.circular else ""
        )


def circular_name(circular: str) -> str:
    """“Thông tư số 06/2025/TT-TTCP” of the short name in the data."""
    number = circular.removeprefix("Thông tư").removeprefix("TT").strip().removeprefix("số").strip()
    return f"Thông tư số {number}"


def parts_of(sheets: Iterable[Sheet]) -> list[list[Drawn]]:
    """Tables in parts of at most MOST_CELLS: small ones share a part, large ones are cut."""
    parts: list[list[Drawn]] = []
    used = 0
    for drawn in _stretches(sheets):
        if not parts or used + drawn.cells > MOST_CELLS:
            parts.append([])
            used = 0
        parts[-1].append(drawn)
        used += drawn.cells
    return parts


def _stretches(sheets: Iterable[Sheet]) -> Iterator[Drawn]:
    for key, sheet in enumerate(sheets):
        fitted = fit(sheet)
        step = max(1, MOST_CELLS // (len(sheet.columns) + 1))
        count = len(sheet.lines)
        for start in range(0, count, step):
            yield Drawn(
                sheet, fitted, sheet.lines[start : start + step], key,
                is_first=start == 0, is_last=start + step >= count,
            )  # fmt: skip
