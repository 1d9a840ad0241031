"""Entries that are written one a line with columns, typed as rows of cells instead of with bars."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms

from complaints.procedure.names import Attendance, DialogueRole, DutyItem

_SPARE = 4
_FEWEST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an entry; `choices` are written into the line as they read."""

    label: str
    choices: tuple[str, ...] = ()
    wide: bool = False


_RESULTS = ("đúng", "đúng một phần", "sai")


def _labels(of: Any) -> tuple[str, ...]:
    return tuple(str(label) for label in of.labels)


# By the name of what is asked: the same entry has the same columns in every procedure.
COLUMNS: dict[str, tuple[Column, ...]] = {
    "team": (
        Column("Họ và tên", wide=True),
        Column("Chức vụ", wide=True),
        Column("Tổ trưởng", ("x",)),
    ),
    "findings": (Column("Nội dung", wide=True), Column("Kết quả", _RESULTS)),
    "items": (
        Column("Loại việc", _labels(DutyItem)),
        Column("Nội dung phải thi hành", wide=True),
        Column("Số phải thi hành"),
        Column("Cán bộ, công chức"),
        Column("Hạn (dd/mm/yyyy)"),
    ),
    "parties": (Column("Tư cách", _labels(DialogueRole)), Column("Họ và tên, đơn vị", wide=True)),
    "attendance": (
        Column("Họ và tên, đơn vị", wide=True),
        Column("Dự", _labels(Attendance)),
        Column("Lý do vắng", wide=True),
    ),
}


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
