"""Entries that are written one a line with columns, typed as rows of cells instead of with bars."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms

from complaints.procedure.columns import Column

_SPARE = 4
_FEWEST = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """One input of a row."""

    column: Column
    value: str
    number: int

    @property
    def known(self) -> bool:
        """True when the value is one of the choices, or empty."""
        return not self.value or self.value in self.column.choices


class RowsWidget(forms.Textarea):
    """Rows of cells; the value is still the text of lines with bars, so that nothing else changes."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The cells, or the text itself where that was sent."""
        if name in data:
            return data.get(name)
        cells = [data.getlist(f"{name}-{number}") for number in range(len(self.columns))]
        rows = ([_bare(cell) for cell in row] for row in zip_longest(*cells, fillvalue=""))
        return "\n".join(_line(row) for row in rows if any(row))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-0" not in data

    def rows(self, value: Any) -> list[list[Cell]]:
        """The rows typed so far and some to spare; the page draws them."""
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        typed = [[part.strip() for part in line.split("|")] for line in lines if line.strip()]
        spare = max(_SPARE, _FEWEST - len(typed))
        return [
            [
                Cell(column, row[at] if at < len(row) else "", number)
                for at, column in enumerate(self.columns)
            ]
            for number, row in enumerate([*typed, *[[]] * spare], start=1)
        ]


def _bare(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _line(row: list[str]) -> str:
    """Empty columns at the end fall away."""
    while row and not row[-1]:
        row = row[:-1]
    return " | ".join(row)
