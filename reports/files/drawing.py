"""Tables as data for the template, cut into parts that are set in a bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from records.faces import Ruler
from reports.files.paper import Fit, fit, formula_parts
from reports.files.sheet import Line, Sheet

# A tagged cell costs the typesetter about 10 kB, in a process of its own: so many stay under 250 MB.
MOST_CELLS = 20_000
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Drawn:
    """One table, or a stretch of its lines, as the template prints it."""

    sheet: Sheet
    fit: Fit
    lines: tuple[Line, ...]
    is_first: bool = True
    is_last: bool = True

    @property
    def cells(self) -> int:
        return len(self.lines) * (len(self.sheet.columns) + 1)

    def told(self, given_with: str, closing: tuple[str, ...] = ()) -> dict[str, Any]:
        """What the template sets; `closing`: lines after the table."""
        return {
            "paper": self.fit.paper,
            "size": self.fit.size,
            "widths": self.fit.widths,
            "head": self._head(given_with) if self.is_first else None,
            "heads": self._heads,
            "marks": self._marks,
            "rows": [
                {"kind": line.kind, "label": line.printed, "cells": self.sheet.cells(line)}
                for line in self.lines
            ],
            "note": self._note if self.is_last else "",
            "closing": closing,
        }

    def _head(self, given_with: str) -> dict[str, str]:
        return {
            "title": self.sheet.title,
            "span": f"Số liệu tính {self.sheet.span}",
            "given": given_with,
            "code": f"Biểu số: {self.sheet.code}",
            "issued": self.issued_with,
        }

    @property
    def _heads(self) -> list[dict[str, Any]]:
        """Cells of the head from the top, each row from the left."""
        heads = self.sheet.heads
        found = [{"text": "Đơn vị", "columns": 1, "rows": len(heads)}]
        return found + [
            {"text": cell.text, "columns": cell.columns, "rows": cell.rows}
            for row in heads
            for cell in row
        ]

    @property
    def _marks(self) -> list[list[str]]:
        """The MS row; a formula too long for its column is broken before a sign."""
        ruler = Ruler(self.fit.size)
        found = [["MS"]]
        for mark, width in zip(self.sheet.marks, self.fit.widths[1:], strict=True):
            lines = [""]
            for part in formula_parts(mark):
                if lines[-1] and ruler.width(lines[-1] + part) > width / _POINT - 4:
                    lines.append("")
                lines[-1] += part
            found.append(lines)
        return found

    @property
    def _note(self) -> str:
        """“22. Ghi chú: …” in one paragraph: a line less may save a page."""
        return f"{self.sheet.note_label}: {' '.join(self.sheet.notes) or 'không có.'}"

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
    for sheet in sheets:
        fitted = fit(sheet)
        step = max(1, MOST_CELLS // (len(sheet.columns) + 1))
        count = len(sheet.lines)
        for start in range(0, count, step):
            yield Drawn(
                sheet, fitted, sheet.lines[start : start + step],
                is_first=start == 0, is_last=start + step >= count,
            )  # fmt: skip
