"""A form and values become a paper; what is not known stays a blank to fill by hand. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from complaints.papers.drawn import Dots, Drawn, Grid, Paper, Signs, Words
from complaints.papers.form import Block, BlockKind, Form, Place
from records.wording import number

Value = str | int | date | datetime | Sequence[str] | None
Values = Mapping[str, Value]

NAME = re.compile(r"\{([a-z0-9_]+)\}")
BLANK = "……………………"
# Blanks of a kind of value, by how its name begins.
_BLANKS = {
    "ngay_": "…… tháng …… năm ………",
    "luc_": "…… giờ …… phút, ngày …… tháng …… năm ………",
    "so_": "………",
}
_LAST_BLANK = re.compile(rf"{BLANK}[ .;,]*$")


def day_in_words(day: date) -> str:
    """05 tháng 02 năm 2026: a zero before days under 10 and months 1 and 2 (Nghị định 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def shown(value: Value) -> str:
    """A value as prose."""
    if isinstance(value, datetime):
        return f"{value:%H} giờ {value:%M} phút, ngày {day_in_words(value.date())}"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return number(value)
    if isinstance(value, str):
        return value.strip()
    return "\n".join(", ".join(_cells(row)) for row in value if row.strip())


def blank_for(name: str) -> str:
    """Dots of the right form: a day, an hour, a number, a name."""
    return next((dots for start, dots in _BLANKS.items() if name.startswith(start)), BLANK)


def fill(text: str, values: Values) -> str:
    """`text` with every name in braces replaced; an unknown one becomes a blank."""

    def put(found: re.Match[str]) -> str:
        name = found[1]
        said = shown(values.get(name))
        if not said:
            return blank_for(name)
        # A value that ends its own sentence does not double the stop of the form.
        return said.rstrip(" .;,") if found.string[found.end() :][:1] in (".", ";", ",") else said

    return NAME.sub(put, text)


def draw(form: Form, values: Values) -> Paper:
    """The paper of `form` with `values`."""
    blocks: list[Drawn] = []
    for block in form.blocks:
        if _is_printed(block, values):
            blocks += _DRAW[block.kind](block, values)
    return Paper(
        heading=form.heading,
        subject=fill(form.subject, values),
        about=fill(form.about, values),
        to=tuple(line for text in form.to for line in fill(text, values).split("\n")),
        copies=_copies(form, values),
        blocks=tuple(blocks),
    )


def _copies(form: Form, values: Values) -> tuple[str, ...]:
    """Nơi nhận: a receiver that nobody named is left out."""
    named = (text for text in form.copies if not _is_unknown(text, values))
    return tuple(line for text in named for line in fill(text, values).split("\n"))


def _is_unknown(text: str, values: Values) -> bool:
    names = NAME.findall(text)
    return bool(names) and not any(shown(values.get(name)) for name in names)


def _is_printed(block: Block, values: Values) -> bool:
    if block.when and not shown(values.get(block.when)):
        return False
    return not (block.unless and shown(values.get(block.unless)))


def _words(block: Block, values: Values) -> list[Drawn]:
    """Paragraphs: a value of several lines makes several."""
    lines = fill(block.text, values).split("\n")
    return [
        _paragraph(block.kind.value, line, block.lead if first else "")
        for first, line in zip([True] + [False] * len(lines), lines, strict=False)
    ]


def _paragraph(style: str, text: str, lead: str = "") -> Words:
    """A text that ends in a blank is dotted to the end of its line."""
    leads = style in (BlockKind.TEXT, BlockKind.ARTICLE)
    if leads and (found := _LAST_BLANK.search(text)):
        return Words(style, text[: found.start()].rstrip(), lead, leader=True)
    return Words(style, text, lead)


def _dots(block: Block, values: Values) -> list[Drawn]:
    """The value when there is one, else lines to write on."""
    said = shown(values.get(block.source)) if block.source else ""
    if said:
        return [Words("text", line) for line in said.split("\n") if line.strip()]
    return [Dots(tuple(range(block.least)))]


def _list(block: Block, values: Values) -> list[Drawn]:
    """One paragraph an entry; `row` says how its columns {1}, {2} stand in it."""
    entries = [_cells(row) for row in _rows(values.get(block.source))]
    entries += [[] for _ in range(max(0, block.least - len(entries)))]
    found: list[Drawn] = []
    for index, cells in enumerate(entries, 1):
        columns = {str(place): cell for place, cell in enumerate(cells, 1)}
        text = fill(block.row, {**values, **columns})
        found.append(_paragraph(block.style, f"{index}. {text}" if block.numbered else text))
    return found


def _table(block: Block, values: Values) -> list[Drawn]:
    """A grid with a running number; empty rows are left to be filled by hand."""
    width = len(block.columns)
    rows = [_cells(row) for row in _rows(values.get(block.source))]
    rows += [[] for _ in range(max(0, block.least - len(rows)))]
    lines = tuple(
        (str(index), *(cells + [""] * width)[:width]) for index, cells in enumerate(rows, 1)
    )
    return [Grid(("STT", *block.columns), lines)]


def _signatures(block: Block, values: Values) -> list[Drawn]:
    rows = tuple(
        tuple(Place(p.title, p.note, _known(p.name, values)) for p in row) for row in block.places
    )
    return [Signs(rows)]


def _known(template: str, values: Values) -> str:
    """A name under a signature: nothing while it is not known."""
    names = NAME.findall(template)
    return "" if any(not shown(values.get(name)) for name in names) else fill(template, values)


def _rows(value: Value) -> list[str]:
    if isinstance(value, str):
        return [line for line in value.split("\n") if line.strip()]
    if isinstance(value, Sequence):
        return [row for row in value if row.strip()]
    return []


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


_DRAW = {
    BlockKind.TEXT: _words,
    BlockKind.ARTICLE: _words,
    BlockKind.HEADING: _words,
    BlockKind.CENTER: _words,
    BlockKind.BASIS: _words,
    BlockKind.NOTE: _words,
    BlockKind.LIST: _list,
    BlockKind.TABLE: _table,
    BlockKind.DOTS: _dots,
    BlockKind.SIGNATURES: _signatures,
}
