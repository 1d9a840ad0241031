"""A table out of an XLSX workbook: the first visible sheet with the columns asked for.

Bounded, read row by row; a formula is a problem to tell, never something to work out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from agencies.refusals import Refused
from agencies.vietnamese import fold

MOST_ROWS = 20_000
_MOST_COLUMNS = 60
_HEADER_WITHIN = 20
_BLANK_ROWS = 1_000
_MOST_UNPACKED = 80 * 1024 * 1024
_ENUMERATION = re.compile(r"\(?\d{1,2}\)?")
# Whatever a torn or hostile workbook makes the reading library stumble over.
_UNREADABLE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
    EOFError,
)
BROKEN = "Tệp Excel hỏng hoặc không đúng dạng XLSX, không mở được."


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a template: its title, other titles it goes by, what to write there."""

    key: str
    title: str
    hint: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def names(self) -> frozenset[str]:
        return frozenset(_plain(text) for text in (self.title, *self.aliases))


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way: the row of the sheet, the column, one sentence. Row 0: the file."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as stored, where it stands, and whether a formula made it."""

    value: Any = None
    place: str = ""
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet by the keys of the columns."""

    number: int
    cells: Mapping[str, Cell]

    def __getitem__(self, key: str) -> Cell:
        return self.cells.get(key, Cell())


@dataclass(slots=True)
class Table:
    """What was found. `ignored`: titles nobody asked for."""

    sheet: str
    rows: list[Row] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_table(content: bytes, columns: Sequence[Column]) -> Table:
    """The lines under the header. Raises Refused when the file is none that can be read."""
    _ensure_bounded(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except _UNREADABLE:
        raise Refused(BROKEN) from None
    try:
        return _read(book, columns)
    except _UNREADABLE:
        raise Refused(BROKEN) from None
    finally:
        book.close()


def _ensure_bounded(content: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise Refused(BROKEN) from None
    if sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise Refused("Tệp Excel quá lớn; hãy chỉ giữ lại trang tính của sổ rồi gửi lại.")


def _read(book: Any, columns: Sequence[Column]) -> Table:
    best: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()
        lines = sheet.iter_rows(max_col=_MOST_COLUMNS)
        head = [line for _, line in zip(range(_HEADER_WITHIN), lines, strict=False)]
        found = _header(head, columns)
        missing = [c.title for c in columns if c.is_required and c.key not in found.keys.values()]
        if not missing:
            table = Table(sheet=sheet.title, ignored=found.ignored)
            table.rows.extend(_rows(head[found.height :], lines, found))
            return table
        if found.keys and (not best or len(missing) < len(best)):
            best = missing
    if best:
        raise Refused(f"Trang tính thiếu cột bắt buộc: {', '.join(best)}. Hãy dùng tệp mẫu.")
    raise Refused("Không tìm thấy dòng tiêu đề của sổ trong trang tính nào đang hiện.")


@dataclass(frozen=True, slots=True)
class _Header:
    """Which column of the sheet is which; how many lines from the top belong to the header."""

    keys: dict[int, str]
    height: int
    ignored: list[str]


def _header(head: Sequence[Sequence[Any]], columns: Sequence[Column]) -> _Header:
    """The line with the most known titles. Merged titles leave the cell below or above empty, so a
    title of a neighbouring line counts where it is known."""
    matches = [_titles(line, columns) for line in head]
    if not any(matches):
        return _Header({}, 0, [])
    best = max(range(len(matches)), key=lambda n: (len(_joined(matches, n)), len(matches[n])))
    keys, last = _joined(matches, best), best
    if best + 1 < len(matches) and set(matches[best + 1].values()) - set(matches[best].values()):
        last = best + 1
    if last + 1 < len(head) and _is_enumeration(head[last + 1]):
        last += 1
    ignored = [
        _text(cell.value)
        for position, cell in enumerate(head[best])
        if position not in keys and _text(cell.value)
    ]
    return _Header(keys, last + 1, ignored)


def _titles(line: Sequence[Any], columns: Sequence[Column]) -> dict[int, str]:
    found: dict[int, str] = {}
    for position, cell in enumerate(line):
        text = _plain(_text(cell.value))
        key = next((c.key for c in columns if text in c.names), None) if text else None
        if key is not None and key not in found.values():
            found[position] = key
    return found


def _joined(matches: Sequence[dict[int, str]], position: int) -> dict[int, str]:
    """Titles of one line with those of the line below that add a column."""
    keys = dict(matches[position])
    below = matches[position + 1] if position + 1 < len(matches) else {}
    for column, key in below.items():
        if key not in keys.values():
            keys[column] = key
    return keys


def _is_enumeration(line: Sequence[Any]) -> bool:
    """The line of a form that numbers its columns: (1), (2), (3)…"""
    texts = [text for text in (_text(cell.value) for cell in line) if text]
    if len(texts) < 3 or not all(_ENUMERATION.fullmatch(text) for text in texts):
        return False
    numbers = [int(text.strip("()")) for text in texts]
    return all(after - before in (0, 1) for before, after in pairwise(numbers))


def _rows(top: Sequence[Sequence[Any]], more: Iterator[Any], header: _Header) -> Iterator[Row]:
    """Lines with something in a known column; far too many, or far too empty, ends the reading."""
    blank = taken = 0
    number = header.height
    for line in _chained(top, more):
        number += 1
        cells = {
            key: _cell(line[position], position, number)
            for position, key in header.keys.items()
            if position < len(line) and _text(line[position].value)
        }
        if not cells:
            blank += 1
            if blank > _BLANK_ROWS:
                return
            continue
        blank, taken = 0, taken + 1
        if taken > MOST_ROWS:
            most = f"{MOST_ROWS:,}".replace(",", ".")
            raise Refused(f"Tệp có hơn {most} dòng; hãy tách sổ rồi gửi lại.")
        yield Row(number, cells)


def _chained(top: Sequence[Any], more: Iterator[Any]) -> Iterator[Any]:
    yield from top
    yield from more


def _cell(cell: Any, position: int, number: int) -> Cell:
    place = f"{get_column_letter(position + 1)}{number}"
    return Cell(cell.value, place, getattr(cell, "data_type", "") == "f")


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _plain(text: str) -> str:
    """Folded words of a title without marks, numbers in brackets and stars: "Họ tên (3) *"."""
    bare = re.sub(r"\(\s*\d+\s*\)|\*", " ", fold(text))
    return " ".join(re.findall(r"[a-z0-9]+", bare))
