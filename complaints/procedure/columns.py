"""The columns of entries written one a line (Ask.LINES), by the name of what is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from complaints.procedure.names import DialogueRole, DutyItem

MARK = "x"
_RESULTS = ("đúng", "đúng một phần", "sai")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an entry; `choices` are written into the line as they read."""

    label: str
    choices: tuple[str, ...] = ()
    wide: bool = False


def _labels(of: Any) -> tuple[str, ...]:
    return tuple(str(label) for label in of.labels)


# The same entry has the same columns in every procedure.
COLUMNS: dict[str, tuple[Column, ...]] = {
    "team": (
        Column("Họ và tên", wide=True),
        Column("Chức vụ", wide=True),
        Column("Tổ trưởng", (MARK,)),
    ),
    "findings": (Column("Nội dung", wide=True), Column("Kết quả", _RESULTS)),
    "items": (
        Column("Loại việc", _labels(DutyItem)),
        Column("Nội dung phải thi hành", wide=True),
        Column("Số phải thi hành"),
        Column("Cán bộ, công chức"),
        Column("Hạn dd/mm/yyyy"),
    ),
    "parties": (Column("Tư cách", _labels(DialogueRole)), Column("Họ và tên, đơn vị", wide=True)),
}


def in_words(name: str, line: Any) -> str:
    """An entry as it is read: columns with a middle dot between, a mark as the name of its column."""
    parts = line if isinstance(line, list) else str(line).split("|")
    columns = COLUMNS.get(name, ())
    said = [_said(str(part).strip(), columns[at : at + 1]) for at, part in enumerate(parts)]
    return " · ".join(part for part in said if part)


def _said(part: str, column: tuple[Column, ...]) -> str:
    is_mark = column and column[0].choices == (MARK,) and part.lower() == MARK
    return column[0].label.lower() if is_mark else part
