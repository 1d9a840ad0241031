"""A listing as a workbook of any length: frame by XlsxWriter, rows spliced in as they are read.

XlsxWriter needs 15 seconds for a million cells on our machines, its frame none: it writes the sheets
with one pattern row, and every row is set by that pattern straight into the sheet (ADR 0030). A text
is always text: one that begins with "=", "+", "-" or "@" is no formula when somebody opens it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any

import xlsxwriter

from agencies.refusals import Refused
from reports.lists.listing import DAY, NUMBER, without_controls

MOST_ROWS = 1_000_000
_LONGEST = 32_000  # Excel takes no more in one cell
_BATCH = 400
_SHEET = "xl/worksheets/sheet1.xml"
_EPOCH = date(1899, 12, 30).toordinal()
# What a text of the sheet may not hold as it is; the sign between texts is counted apart.
_UNSAFE = re.compile("[&<>\x00-\x08\x0b-\x1e\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_TOO_LONG = (
    f"Danh sách dài hơn {MOST_ROWS:,} dòng, bảng tính không chứa được; hãy chia kỳ.".replace(
        ",", "."
    )
)
_BETWEEN = "\x1f"
_BASE = {"font_name": "Times New Roman", "font_size": 10}
_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "valign": "top", "border": 1},
    NUMBER: {"valign": "top", "border": 1, "num_format": "#,##0"},
    DAY: {"valign": "top", "border": 1, "num_format": "dd/mm/yyyy"},
    "group": {"bold": True},
    "head": {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1},
    "mark": {"italic": True, "align": "center", "border": 1},
    "title": {"bold": True, "font_size": 14},
    "plain": {},
}


class Between(str):
    """A line that stands alone between rows: the name of a group and what it adds up to."""

    __slots__ = ()


Row = Sequence[str | int | date | None]


@dataclass(frozen=True, slots=True)
class Book:
    """What stands around the rows. `above`: lines over the table, the first is the title;
    `facts`: rows of the second sheet."""

    title: str
    author: str
    made_at: datetime
    heads: Sequence[Mapping[str, Any]]
    above: Sequence[str] = ()
    facts: Sequence[tuple[str, str | int]] = field(default=())


def workbook(book: Book, rows: Iterable[Row | Between]) -> bytes:
    """The workbook of `rows`, read once. Raises Refused when a sheet cannot hold them."""
    frame = _frame(book)
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(frame)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as kept,
    ):
        for name in made.namelist():
            # By its name: of a ZipInfo that comes from outside the level of the archive is not taken.
            with kept.open(name, "w") as target:
                if name == _SHEET and book.heads:
                    _splice(made.read(name).decode(), target, rows, book.heads)
                else:
                    target.write(made.read(name))
    return out.getvalue()


def _frame(book: Book) -> bytes:
    """Both sheets with heads and formats, and one pattern row where the rows will stand."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False, "in_memory": True})  # fmt: skip
    made.set_properties(
        {
            "title": without_controls(book.title),
            "author": without_controls(book.author),
            "created": book.made_at.replace(tzinfo=None),
        }
    )
    formats = {name: made.add_format({**_BASE, **more}) for name, more in _FORMATS.items()}
    if book.heads:
        _table(made.add_worksheet("Danh sách"), book, formats)
    _facts(made.add_worksheet("Tổng hợp"), book, formats)
    made.close()
    return out.getvalue()


def _table(sheet: Any, book: Book, formats: Mapping[str, Any]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&CTrang &P/&N")
    for place, line in enumerate(book.above):
        _text(sheet, place, 0, line, formats["title" if place == 0 else "plain"])
    top = len(book.above) + 1
    marked = any(head["mark"] for head in book.heads)
    for place, head in enumerate(book.heads):
        sheet.set_column(place, place, head["width"] * 0.5 + 2)
        _text(sheet, top, place, head["text"], formats["head"])
        if marked:
            _text(sheet, top + 1, place, head["mark"], formats["mark"])
    first = top + 1 + marked
    sheet.repeat_rows(top, first - 1)
    sheet.freeze_panes(first, 1)
    for place, head in enumerate(book.heads):
        sheet.write_blank(first, place, None, formats[head["kind"]])
    sheet.write_blank(first + 1, 0, None, formats["group"])


def _facts(sheet: Any, book: Book, formats: Mapping[str, Any]) -> None:
    """What the list adds up to, with the hash by which file and report can be matched."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 64)
    sheet.set_column(1, 1, 24)
    _text(sheet, 0, 0, book.title, formats["title"])
    for place, (label, value) in enumerate(book.facts, start=2):
        _text(sheet, place, 0, label, formats["text"])
        if isinstance(value, int):
            sheet.write_number(place, 1, value, formats[NUMBER])
        else:
            _text(sheet, place, 1, value, formats["text"])


def _text(sheet: Any, row: int, place: int, text: str, form: Any) -> None:
    sheet.write_string(row, place, without_controls(text)[:_LONGEST], form)


_PATTERN = re.compile(r'<row r="(\d+)"[^>]*>((?:<c r="[A-Z]+\d+" s="\d+"/>)+)</row>')


def _splice(
    sheet: str, target: IO[bytes], rows: Iterable[Row | Between], heads: Sequence[Mapping[str, Any]]
) -> None:
    """The sheet with the rows in the place of the pattern rows."""
    pattern, group = list(_PATTERN.finditer(sheet))[-2:]
    styles = re.findall(r' s="(\d+)"', pattern[2])
    group_style = re.findall(r' s="(\d+)"', group[2])[0]
    head = re.sub(r'<dimension ref="[^"]*"/>', "", sheet[: pattern.start()])
    target.write(head.encode())
    written = _Rows(styles, group_style, [item["kind"] for item in heads])
    # Packing lets other work pass: the next rows are read while the last ones are packed.
    with ThreadPoolExecutor(max_workers=1) as packer:
        packing = None
        for part in written.parts(rows, int(pattern[1])):
            if packing is not None:
                packing.result()
            packing = packer.submit(target.write, part)
        if packing is not None:
            packing.result()
    target.write(sheet[group.end() :].encode())


class _Rows:
    """Rows as the sheet holds them."""

    def __init__(self, styles: Sequence[str], group_style: str, kinds: Sequence[str]) -> None:
        self._kinds = kinds
        self._others = [place for place, kind in enumerate(kinds) if kind != "text"]
        cells = (
            _cell(_letter(place), style, kind)
            for place, (style, kind) in enumerate(zip(styles, kinds, strict=True))
        )
        self._row = f'<row r="%d">{"".join(cells)}</row>'
        self._group = (
            f'<row r="%d"><c r="A%d" s="{group_style}" t="inlineStr"><is><t>%s</t></is></c></row>'
        )

    def parts(self, rows: Iterable[Row | Between], first: int) -> Iterator[bytes]:
        """Some hundred rows at a time."""
        waiting: list[str] = []
        for number, row in enumerate(rows, start=first):
            if number > MOST_ROWS:
                raise Refused(_TOO_LONG)
            waiting.append(self._set(number, row))
            if len(waiting) == _BATCH:
                yield "".join(waiting).encode()
                waiting.clear()
        yield "".join(waiting).encode()

    def _set(self, number: int, row: Row | Between) -> str:
        if isinstance(row, Between):
            return self._group % (number, number, _escaped(row))
        told: list[Any] = [number]
        for cell in self._cells(row):
            told += (number, cell)
        return self._row % tuple(told)

    def _cells(self, row: Row) -> list[str]:
        """Every cell ready to stand in the sheet; its texts are looked through in one go."""
        cells: list[Any] = list(row)
        for place in self._others:
            cells[place] = ""
        joined = _BETWEEN.join([cell or "" for cell in cells])
        if len(joined) > _LONGEST or joined.count(_BETWEEN) >= len(cells) or _UNSAFE.search(joined):
            cells = [_escaped(cell or "") for cell in cells]
        else:
            cells = joined.split(_BETWEEN)
        for place in self._others:
            cells[place] = _value(row[place], self._kinds[place])
        return cells


def _cell(letter: str, style: str, kind: str) -> str:
    """The pattern of one cell: the row number and what it holds are still to be set."""
    if kind == "text":
        return f'<c r="{letter}%d" s="{style}" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
    return f'<c r="{letter}%d" s="{style}">%s</c>'


def _escaped(text: str) -> str:
    text = without_controls(text)[:_LONGEST]
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _value(cell: Any, kind: str) -> str:
    """A number or a day as the sheet holds it; nothing for an empty one."""
    if cell is None or cell == "":
        return ""
    if kind == DAY:
        day = cell if isinstance(cell, date) else date.fromisoformat(cell)
        return f"<v>{day.toordinal() - _EPOCH}</v>"
    return f"<v>{cell}</v>"


def _letter(place: int) -> str:
    """Name of a column: A … Z, AA …"""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
