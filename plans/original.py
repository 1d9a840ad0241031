"""The body of an imported plan in its own words: what stands between the title and “Nơi nhận”."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from plans.drawn import Block, Column, Line, Style, Table
from plans.models import Plan
from plans.parser.closing import closing_range, is_annex
from plans.parser.errors import PlanReadError
from plans.parser.heading import opens_plan, read_heading
from plans.parser.markers import split_marker
from plans.parser.structure import Paragraph
from plans.parser.words import is_caps, is_closed

# A row of a table is kept as one paragraph, its cells parted so.
_CELLS = " | "
_LONGEST_HEADING = 200
_PARTS = ("part", "roman")


def original_blocks(plan: Plan) -> tuple[Block, ...]:
    """Paragraphs and tables of the body, and of its annexes after the signature."""
    headings = frozenset(plan.reading.get("headings", ()))
    blocks: list[Block] = []
    columns: tuple[Column, ...] = ()
    for is_row, group in groupby(_body(plan.paragraphs), lambda p: _CELLS in p.text):
        found = list(group)
        if not is_row:
            blocks += _lines(found, headings)
            continue
        table = _table(found, columns)
        columns = table.columns
        blocks.append(table)
    return tuple(blocks)


def _body(texts: list[str]) -> list[Paragraph]:
    """Without letterhead, title, recipients and signature: those are laid out anew."""
    whole = [Paragraph(n, text) for n, text in enumerate(texts)]
    try:
        rest = whole[read_heading(whole).body :]
    except PlanReadError:
        rest = whole
    start, end = closing_range(rest)
    return [*rest[:start], *rest[end:]]


def _lines(paragraphs: list[Paragraph], headings: frozenset[int]) -> Iterator[Line]:
    """The style follows the mark of each paragraph; bases stand before the sentence that issues."""
    opening = True
    for paragraph in paragraphs:
        opening = opening and opens_plan(paragraph.text)
        if opening and paragraph.text.startswith("Căn cứ"):
            yield Line("basis", paragraph.text)
        else:
            yield Line(_style(paragraph.text, paragraph.index in headings), paragraph.text)


def _style(text: str, is_heading: bool) -> Style:
    if is_annex(text):
        return "annex"
    kind, short = split_marker(text).kind, len(text) < _LONGEST_HEADING
    if (is_heading or short) and (is_caps(text) or kind in _PARTS):
        return "heading"
    numbered = short and kind in ("number", "sub") and not is_closed(text)
    return "group" if is_heading or numbered else "text"


def _table(paragraphs: list[Paragraph], before: tuple[Column, ...]) -> Table:
    """The first row names the columns, but where a table goes on after the name of a group; a
    shorter row is filled with empty cells."""
    rows = [tuple(cell.strip() for cell in p.text.split(_CELLS.strip())) for p in paragraphs]
    width = max(len(row) for row in rows)
    filled = [(*row, *[""] * (width - len(row))) for row in rows]
    if len(before) == width:
        return Table(before, tuple(filled))
    columns = tuple(Column(label, "no" if n == 0 else "wide") for n, label in enumerate(filled[0]))
    return Table(columns, tuple(filled[1:]))
