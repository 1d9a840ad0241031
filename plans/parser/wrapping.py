"""Lines that a margin broke: whether the next word would have fitted, running heads, page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from plans.parser.markers import split_marker
from plans.parser.structure import Line
from plans.parser.words import is_caps, is_closed, starts_lower

_PAGE_NUMBER = re.compile(
    r"(?:[-–(\s]*\d{1,3}[-–)\s]*|(?:Trang|Page)\s*\d{1,3}(?:\s*[/|]\s*\d{1,3})?)$"
)
_YEAR_AFTER_DASH = re.compile(r"[-–]\s*\d{4}")
_BROKEN_NUMBER = re.compile(r"(?<!\S)\S*\d\S*\w[-/]$")
_LONGEST_WRAPPED = 140
_MANY = 3


def is_page_number(text: str) -> bool:
    """A page number alone on its line."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def starts_item(previous: str, text: str) -> bool:
    """Whether a line opens an item; "nhiệm kỳ 2026" / "- 2031" does not."""
    if _YEAR_AFTER_DASH.match(text) and not is_closed(previous):
        return False
    return split_marker(text).kind != "none"


def joined(line: Line, text: str) -> Line:
    """The line with more text after it; a number broken at its dash becomes whole: 202/TB- VPCP."""
    space = "" if _BROKEN_NUMBER.search(line.text) and text[:1].isalpha() else " "
    return replace(line, text=f"{line.text}{space}{text}")


class _Texted(Protocol):
    @property
    def text(self) -> str: ...


_Row = TypeVar("_Row", bound=_Texted)


def without_running_heads(pages: Sequence[list[_Row]]) -> list[list[_Row]]:
    """Pages without their numbers and without the line that stands at the top or end of most."""
    kept = [[x for x in page if not is_page_number(x.text)] for page in pages]
    edges = Counter(t for page in kept if page for t in {page[0].text, page[-1].text})
    heads = {t for t, n in edges.items() if n >= _MANY and n > len(kept) / 2 and len(t) < 120}
    return [
        [x for i, x in enumerate(p) if not (x.text in heads and i in (0, len(p) - 1))] for p in kept
    ]


def _width(lines: Iterable[str]) -> int:
    """The width at which a text was broken, 0 where it was not."""
    lengths = sorted(len(x) for x in lines if x)
    if len(lengths) < 2 * _MANY or lengths[-1] > _LONGEST_WRAPPED:
        return 0
    width = lengths[-1]
    full = sum(1 for n in lengths if n >= 0.75 * width)
    return width if full >= 0.3 * len(lengths) else 0


def unwrap(lines: list[Line]) -> list[Line]:
    """Join the lines of a text broken at a fixed width; leave any other text alone."""
    width = _width(x.text for x in lines if not x.cells)
    if not width:
        return lines
    result: list[Line] = []
    for line in lines:
        if result and _runs_on(result, line, width):
            result[-1] = joined(result[-1], line.text)
        else:
            result.append(line)
    return result


def _runs_on(result: list[Line], line: Line, width: int) -> bool:
    before = result[-1].text
    if line.gap or line.cells or result[-1].cells or starts_item(before, line.text):
        return False
    if is_caps(before) or is_caps(line.text):
        return False
    last_row = len(before) % (width + 1) if len(before) > width else len(before)
    would_not_fit = last_row + 1 + len(line.text.split()[0]) > 0.93 * width
    return not is_closed(before) and (would_not_fit or starts_lower(line.text))
