"""What a PDF really prints: its words page by page, and each table line against the data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing

import pypdfium2

from reports.files.sheet import Line, Sheet
from reports.files.spelling import NO_FIGURE, figure

_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_TOLD = 20  # misprints named one by one; the rest is counted
Word = tuple[str, int]


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


def misprints(sheets: Sequence[Sheet], pages: Sequence[Sequence[str]]) -> list[str]:
    """A sentence for every figure that is printed otherwise than the data say, and for lines that
    are missing. Lines are sought in their order, each from where the one before ended."""
    words: list[Word] = [
        (word, number) for number, page in enumerate(pages, start=1) for word in page
    ]
    found: list[str] = []
    at = 0
    for sheet in sheets:
        for line in sheet.lines:
            start = _after_name(words, at, line, len(sheet.columns))
            if start is None:
                found.append(
                    f"Biểu {sheet.code}: không thấy dòng “{line.label}” với đủ {len(sheet.columns)} cột."
                )
                continue
            found += _compared(sheet, line, words[start : start + len(sheet.columns)])
            at = start + len(sheet.columns)
    if len(found) > _MOST_TOLD:
        found[_MOST_TOLD:] = [f"Còn {len(found) - _MOST_TOLD} chỗ in khác số liệu đính kèm."]
    return found


def _after_name(words: Sequence[Word], at: int, line: Line, columns: int) -> int | None:
    """Where the figures of a line begin: after its name, which may be broken anywhere."""
    name = "".join(line.label.split())
    for start in range(at, len(words)):
        end = _matched(words, start, name)
        if end is not None and _are_figures(words[end : end + columns], columns):
            return end
    return None


def _matched(words: Sequence[Word], start: int, name: str) -> int | None:
    """The place after `name`, when the words from `start` on spell it."""
    rest = name
    for n in range(start, len(words)):
        if not rest:
            return n
        word = words[n][0]
        if not rest.startswith(word):
            return None
        rest = rest[len(word) :]
    return None


def _are_figures(words: Sequence[Word], columns: int) -> bool:
    """True when so many words follow and the first is a figure: a heading is not a line."""
    return len(words) == columns and _is_figure(words[0][0])


def _is_figure(word: str) -> bool:
    return word == NO_FIGURE or bool(re.fullmatch(r"−?[\d.]+(,\d+)?", word))


def _compared(sheet: Sheet, line: Line, words: Sequence[Word]) -> list[str]:
    """Figures of one line that are printed otherwise."""
    return [
        f"Biểu {sheet.code}, {line.label}, cột ({column.number}): trang {page} in {word}, số liệu đính "
        f"kèm là {figure(value)}."
        for column, value, (word, page) in zip(sheet.columns, line.values, words, strict=True)
        if word != figure(value) and not (word == NO_FIGURE and not value)
    ]
