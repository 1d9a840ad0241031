"""What a PDF really prints: its words page by page, each line of a table and each paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import pypdfium2

from reports.files.sheet import Sheet
from reports.files.spelling import NO_FIGURE

_HASH = re.compile(r"[0-9a-f]{64}")
_FIGURE = re.compile(r"[+−]?\d[\d.]*(,\d+)?")
_ACROSS, _FOOT = ["DỰ", "THẢO"], "Mã"
_MOST_TOLD = 20  # misprints named one by one; the rest is counted
_SHOWN = 60
Word = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table as it must be printed. `columns`: what each cell is called."""

    where: str
    label: str
    cells: tuple[str, ...]
    columns: tuple[str, ...]


def rows_of(sheets: Iterable[Sheet]) -> Iterator[Row]:
    """The lines of statutory tables."""
    for sheet in sheets:
        columns = tuple(f"cột ({column.number})" for column in sheet.columns)
        for line in sheet.lines:
            yield Row(f"Biểu {sheet.code}", line.printed, tuple(sheet.cells(line)), columns)


def pages_of(pdf: bytes) -> list[list[str]]:
    """Words of each page in the order in which they are drawn; none where nothing can be read."""
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as opened:
            return [_words(opened, n) for n in range(len(opened))]
    except pypdfium2.PdfiumError:
        return []


def _words(opened: pypdfium2.PdfDocument, n: int) -> list[str]:
    with closing(opened[n]) as page, closing(page.get_textpage()) as text:
        return str(text.get_text_range()).split()


def hashes_in(pages: Sequence[Sequence[str]]) -> dict[str, int]:
    """Each hash printed, with the first page on which it stands."""
    found: dict[str, int] = {}
    for number, words in enumerate(pages, start=1):
        for word in words:
            if _HASH.fullmatch(word):
                found.setdefault(word, number)
    return found


def misprints(rows: Iterable[Row], pages: Sequence[Sequence[str]]) -> list[str]:
    """A sentence for every figure that is printed otherwise than the data say, and for lines that
    are missing. Lines are sought in their order, each from where the one before ended."""
    words: list[Word] = [(w, number) for number, page in enumerate(pages, 1) for w in page]
    found: list[str] = []
    at = 0
    for row in rows:
        start = _after_label(words, at, row)
        if start is None:
            found.append(f"{row.where}: không thấy dòng “{row.label}” đủ {len(row.cells)} cột.")
            continue
        at = start + len(row.cells)
        found += _compared(row, words[start:at])
    return _shortened(found)


def missing(paragraphs: Iterable[str], pages: Sequence[Sequence[str]]) -> list[str]:
    """A sentence for every paragraph of the data that is not printed word for word, in its order."""
    text = "".join(
        word for number, page in enumerate(pages, start=1) for word in _body(page, number)
    )
    found: list[str] = []
    at = 0
    for paragraph in paragraphs:
        squeezed = "".join(paragraph.split())
        place = text.find(squeezed, at)
        if place < 0:
            shown = paragraph if len(paragraph) <= _SHOWN else f"{paragraph[:_SHOWN]}…"
            found.append(f"Lời văn in khác dữ liệu đính kèm: không thấy “{shown}”.")
        else:
            at = place + len(squeezed)
    return _shortened(found)


def _body(page: Sequence[str], number: int) -> Sequence[str]:
    """The words of a page without its frame, so that a paragraph may run over two pages: the word
    across a draft is drawn first, the number of the page and the foot with the hash last."""
    words = list(page)
    if words[: len(_ACROSS)] == _ACROSS:
        del words[: len(_ACROSS)]
    if words and _HASH.fullmatch(words[-1]):
        foot = words[::-1].index(_FOOT) + 1 if _FOOT in words else 1
        del words[-foot:]
    if words and words[-1] == str(number):
        del words[-1]
    return words


def _shortened(found: list[str]) -> list[str]:
    if len(found) <= _MOST_TOLD:
        return found
    return [*found[:_MOST_TOLD], f"Còn {len(found) - _MOST_TOLD} chỗ in khác dữ liệu đính kèm."]


def _after_label(words: Sequence[Word], at: int, row: Row) -> int | None:
    """Where the cells of a row begin: after its label, which may be broken anywhere."""
    label, count = "".join(row.label.split()), len(row.cells)
    for start in range(at, len(words)):
        end = _matched(words, start, label)
        if end is not None and _are_figures(words[end : end + count], count):
            return end
    return None


def _matched(words: Sequence[Word], start: int, label: str) -> int | None:
    """The place after `label`, when the words from `start` on spell it."""
    rest = label
    for n in range(start, len(words)):
        if not rest:
            return n
        word = words[n][0]
        if not rest.startswith(word):
            return None
        rest = rest[len(word) :]
    return None


def _are_figures(words: Sequence[Word], count: int) -> bool:
    """True when so many words follow and the first is a figure: a heading is not a line."""
    first = words[0][0] if words else ""
    return len(words) == count and (first == NO_FIGURE or bool(_FIGURE.fullmatch(first)))


def _compared(row: Row, words: Sequence[Word]) -> list[str]:
    """Figures of one line that are printed otherwise; “–” is nothing."""
    return [
        f"{row.where}, {row.label}, {column}: trang {page} in {word}, dữ liệu đính kèm là {cell}."
        for column, cell, (word, page) in zip(row.columns, row.cells, words, strict=True)
        if word != cell and {word, cell} != {NO_FIGURE, "0"}
    ]
