"""What one cell says: a number, a day, a choice, a text; or why it says nothing usable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db.models import TextChoices

from agencies.vietnamese import fold, tidy
from complaints.identity import tidy_lines
from reception.stock.table import Cell, Problem, Row

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?")
_NUMBER = re.compile(r"0*(\d{1,6})(?:\s*/\s*(\d{4}))?")
_YES = frozenset({"x", "co", "1", "dung"})
_NO = frozenset({"khong", "0", "sai"})
Line = TypeVar("Line")


class Reader:
    """Reads the cells of one row and gathers what is wrong with them."""

    def __init__(self, row: Row, titles: dict[str, str]) -> None:
        self.row, self._titles = row, titles
        self.problems: list[Problem] = []

    def object(self, key: str, sentence: str) -> None:
        """Adds a problem of this row."""
        self.problems.append(Problem(self.row.number, self._titles[key], sentence))

    def _value(self, key: str, *, is_required: bool) -> Any:
        cell: Cell = self.row[key]
        if cell.is_formula:
            self.object(key, f"Ô {cell.place} là công thức; hãy chép rồi dán lại thành giá trị.")
            return None
        value = cell.value
        if isinstance(value, str):
            value = value.replace("\x00", "").strip() or None
        if value is None and is_required:
            self.object(key, "Chưa ghi.")
        return value

    def text(
        self, key: str, longest: int, *, is_required: bool = False, lines: bool = False
    ) -> str:
        """Tidied text; a number is taken as its digits."""
        value = self._value(key, is_required=is_required)
        if value is None:
            return ""
        said = tidy_lines(_written(value)) if lines else tidy(_written(value))
        if len(said) > longest:
            self.object(key, f"Dài {len(said)} ký tự, nhiều nhất {longest}.")
            return said[:longest]
        return said

    def number(self, key: str, year: int) -> int | None:
        """A register number: 7, "07", "07/2026"."""
        value = self._value(key, is_required=True)
        if value is None:
            return None
        found = _NUMBER.fullmatch(_written(value).strip())
        if found is None or int(found[1]) == 0:
            self.object(key, f"“{_short(value)}” không phải số vào sổ.")
            return None
        if found[2] and int(found[2]) != year:
            self.object(key, f"Số “{_short(value)}” không thuộc sổ năm {year}.")
            return None
        return int(found[1])

    def whole(self, key: str, default: int | None, *, most: int = 10_000) -> int | None:
        """A count or a year; empty gives `default`."""
        value = self._value(key, is_required=False)
        if value is None:
            return default
        written = _written(value).strip()
        if not (written.isascii() and written.isdigit()) or not 1 <= int(written) <= most:
            self.object(key, f"“{_short(value)}” không phải số từ 1 đến {most}.")
            return default
        return int(written)

    def day(self, key: str, *, is_required: bool = False) -> date | None:
        """A day as Excel keeps it, or written 05/01/2026."""
        value = self._value(key, is_required=is_required)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        found = _day_written(_written(value).strip())
        if found is None:
            self.object(key, f"“{_short(value)}” không phải ngày; hãy ghi như 05/01/2026.")
        return found

    def choice(self, key: str, words: dict[str, Any], default: Any, *, is_required: bool) -> Any:
        """One of a closed list, by any of its words without accents."""
        value = self._value(key, is_required=is_required)
        if value is None:
            return default
        found = words.get(fold(_written(value)))
        if found is None:
            self.object(key, f"“{_short(value)}” không có trong danh mục.")
            return default
        return found

    def yes(self, key: str) -> bool | None:
        """A cross means yes; empty means nothing was said."""
        value = self._value(key, is_required=False)
        said = fold(_written(value)) if value is not None else ""
        if not said:
            return None
        if said in _YES or said in _NO:
            return said in _YES
        self.object(key, f"“{_short(value)}” không rõ; hãy ghi x hoặc để trống.")
        return None

    def was_number(self, key: str) -> bool:
        """True when Excel kept a number, and so dropped its leading zeros."""
        return isinstance(self.row[key].value, int | float)


def words_of(choices: type[TextChoices], **more: TextChoices) -> dict[str, Any]:
    """Folded labels of a closed list, and further words as keywords with _ for a space."""
    found = {fold(str(member.label)): member for member in choices}
    return {**found, **{word.replace("_", " "): member for word, member in more.items()}}


def _day_written(text: str) -> date | None:
    if found := _DAY.fullmatch(text):
        parts = (int(found[3]), int(found[2]), int(found[1]))
    elif found := _ISO.fullmatch(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _written(value: Any) -> str:
    """A value as a person would have typed it: 12.0 is 12, a day is 05/01/2026."""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def _short(value: Any) -> str:
    said = tidy(_written(value))
    return said if len(said) <= 30 else f"{said[:30]}…"


def read_lines(
    rows: Iterable[Row], titles: dict[str, str], line_of: Callable[[Reader], Line | None]
) -> tuple[list[Line], list[Problem]]:
    """What `line_of` makes of each row without a problem, and the problems of all the others."""
    found: list[Line] = []
    problems: list[Problem] = []
    for row in rows:
        reader = Reader(row, titles)
        line = line_of(reader)
        problems += reader.problems
        if line is not None and not reader.problems:
            found.append(line)
    return found, problems
