"""Running heads of a text file: what stands beside a page number and says nothing of its own."""

import re
from collections.abc import Sequence

from plans.parser.words import fold, is_caps, tidy
from plans.parser.wrapping import is_page_number

# "96/KH-BQL" alone, or "Phụ lục Kế hoạch số 58/KH-UBND" beside a page number.
_NUMBER = r"\d{1,5}\s?[/-]\s?KH\s?[-/]\s?[\wĐđ&-]+"
_OWN_NUMBER = re.compile(rf"{_NUMBER}$")
_NAMED_NUMBER = re.compile(
    rf"(?:Phụ lục\s+)?(?:của\s+)?Kế hoạch\s+(?:số\s+)?{_NUMBER}$", re.IGNORECASE
)
_HEAD = 30  # rows of a letterhead with its title
_LONGEST = 120


def running_heads(rows: Sequence[str]) -> set[int]:
    """Places of running heads: a bare number, or a line beside a page number that repeats another."""
    texts = [tidy(row) for row in rows]
    filled = [n for n, text in enumerate(texts) if text]
    numbers = {n for n in filled if is_page_number(texts[n])}
    beside = {
        near
        for at, n in enumerate(filled)
        if n in numbers
        for near in (filled[max(at - 1, 0)], filled[min(at + 1, len(filled) - 1)])
    } - numbers
    found = {n for n in filled[_HEAD:] if _OWN_NUMBER.fullmatch(texts[n])}
    return found | {n for n in beside if _repeats(texts, n)}


def _repeats(texts: list[str], place: int) -> bool:
    """Whether a line beside a page number repeats the letterhead, the title or another such line."""
    text = texts[place]
    if len(text) > _LONGEST:
        return False
    if _NAMED_NUMBER.fullmatch(text):
        return True
    same = [n for n, other in enumerate(texts) if n != place and fold(other) == fold(text)]
    return bool(same) and (is_caps(text) or len(text.split()) > 2)
