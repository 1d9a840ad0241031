"""Lines that a margin broke: whether the next word would have fitted, running heads, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
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


@dataclass(frozen=True)
class _Wrap:
    """How a text was broken: at which width, and whether exactly there (one width of all letters)."""

    width: int
    exact: bool

    def fits(self, row: str, following: str) -> bool:
        """Whether the first word of the next row would still have stood on this one."""
        needed = len(row) + 1 + len(following.split()[0])
        return needed <= (self.width if self.exact else 0.78 * self.width)


def _wrap_of(lines: list[Line]) -> _Wrap | None:
    """How the lines were broken, or nothing for a text with a line for each paragraph."""
    texts = [x.text for x in lines if not x.cells]
    lengths = sorted(len(x) for x in texts)
    if len(lengths) < 2 * _MANY:
        return None
    usual = lengths[len(lengths) * 19 // 20]
    if usual > _LONGEST_WRAPPED:
        return None
    width = lengths[-1]
    if sum(1 for n in lengths if n >= 0.75 * usual) < 0.3 * len(lengths):
        return None
    inside = [(a, b) for a, b in pairwise(lines) if not b.gap and starts_lower(b.text)]
    wrap = _Wrap(width, exact=True)
    late = sum(1 for a, b in inside if not wrap.fits(a.text, b.text))
    return wrap if late >= 0.95 * len(inside) else _Wrap(usual, exact=False)


def unwrap(lines: list[Line]) -> list[Line]:
    """Join the lines of a text broken at a fixed width; leave any other text alone."""
    wrap = _wrap_of(lines)
    if wrap is None:
        return lines
    result: list[Line] = []
    row = ""
    for line in lines:
        if result and _runs_on(result[-1], row, line, wrap):
            result[-1] = joined(result[-1], line.text)
        else:
            result.append(line)
        row = line.text
    return result


def _runs_on(before: Line, row: str, line: Line, wrap: _Wrap) -> bool:
    if before.cells or line.cells or starts_item(before.text, line.text):
        return False
    if is_caps(row) or is_caps(line.text) or wrap.fits(row, line.text):
        return False
    if line.gap:
        return line.page and not is_closed(row)
    return wrap.exact or not row.endswith((".", ":"))
