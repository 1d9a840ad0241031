"""Words of the search (tra cứu): how a record's text becomes words, and what may be asked.

Pure. Vietnamese words are syllables, so words match whole and in any order: "Lan Nguyễn Thị" asks the
same as "Nguyễn Thị Lan". Numbers and days are words as well: 05/2026, 12/03/2026, 07/TB-BTCD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from agencies.vietnamese import fold

LONGEST_ASKED = 200
MOST_WORDS = 12
_LONGEST_TEXT = 6000
_LONGEST_WORD = 40
_SHORTEST_BEGINNING = 3
_RUN = re.compile(r"[^\W_]+(?:[/.\-][^\W_]+)*\*?")
_JOINT = re.compile(r"[/.\-]")
_KINDS = ("phuong ", "xa ", "dac khu ", "thi tran ")

TOO_LONG = (
    f"Câu tra cứu dài quá {LONGEST_ASKED} ký tự. Hãy chỉ gõ vài từ chính, ví dụ họ tên, "
    "thôn xã hoặc số đơn."
)
NO_WORD = "Chưa có chữ hay số nào để tra cứu: dấu câu và ký hiệu đứng một mình không tìm được."
ONE_LETTER = (
    "Một chữ cái hay một chữ số thì quá nhiều hồ sơ. Hãy gõ từ hai chữ trở lên, "
    "hoặc số kèm năm, ví dụ 5/2026."
)
TOO_MANY = f"Chỉ dùng {MOST_WORDS} từ đầu để tra cứu."


def index_text(texts: Iterable[str], keys: Iterable[str] = ()) -> str:
    """Distinct words of the texts for the column of a search row, then the keys."""
    found: dict[str, None] = dict.fromkeys(keys)
    length = sum(len(key) + 1 for key in found)
    for word in _index_words(" ".join(texts)):
        if word in found:
            continue
        length += len(word) + 1
        if length > _LONGEST_TEXT:
            break
        found[word] = None
    return " ".join(found)


def _index_words(text: str) -> Iterator[str]:
    """Words as they are asked: of a number the whole and its parts, so that either is found; of a
    day the whole alone."""
    for run in _RUN.findall(fold(text)):
        if run.isalpha():
            yield run[:_LONGEST_WORD]
            continue
        parts = [_plain(part) for part in _JOINT.split(run.rstrip("*"))]
        if len(parts) == 1:
            yield parts[0]
            continue
        whole = _whole(run.rstrip("*"))
        if _is_number(run):
            yield whole
        if not _is_day(whole):
            yield from (part for part in parts if len(part) > 1)


def _plain(part: str) -> str:
    """Without zeros in front: 05/2026 and 5/2026 are one number."""
    return (part.lstrip("0") or "0" if part.isdecimal() else part)[:_LONGEST_WORD]


def _whole(run: str) -> str:
    plain = "".join(
        _plain(part) if not _JOINT.match(part) else part for part in re.split(r"([/.\-])", run)
    )
    return _day_like(plain)[: 2 * _LONGEST_WORD]


def _day_like(text: str) -> str:
    """12-3-2026 and 12.3.2026 as 12/3/2026; 2026-3-12 as well."""
    parts = _JOINT.split(text)
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        if len(parts[0]) == 4:
            parts.reverse()
        if len(parts[2]) == 4:
            return "/".join(parts)
    return text


def _is_day(whole: str) -> bool:
    parts = whole.split("/")
    return len(parts) == 3 and all(map(str.isdecimal, parts)) and len(parts[2]) == 4


def _is_number(run: str) -> bool:
    return any(c.isdecimal() for c in run)


def day_key(day: date) -> str:
    """The word by which a day is asked: 12/3/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def place_key(place: str) -> str:
    """Key of a place as it was written: the part after the last comma, "xã Tân Thanh"."""
    named = fold(place.rpartition(",")[2])
    return f":{named.replace(' ', '_')}"[: 2 * _LONGEST_WORD] if named else ""


def place_keys(names: Iterable[str]) -> list[str]:
    """Keys under which places of these names stand: with their kind, and written without it."""
    found: dict[str, None] = {}
    for name in names:
        folded = fold(name)
        found[place_key(folded)] = None
        for kind in _KINDS:
            if folded.startswith(kind):
                found[place_key(folded.removeprefix(kind))] = None
    return [key for key in found if key]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed: the words to look for, or the sentence that says why there are none."""

    typed: str
    words: tuple[str, ...] = ()
    objection: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.typed


def asked(typed: str) -> Asked:
    """The words of what was typed; a word that ends with * asks for words that begin so."""
    text = typed.replace("\x00", "").strip()
    if not text:
        return Asked("")
    if len(text) > LONGEST_ASKED:
        return Asked(text[:LONGEST_ASKED], objection=TOO_LONG)
    words = tuple(dict.fromkeys(_asked_words(text)))
    if not words:
        return Asked(text, objection=NO_WORD)
    if all(len(word.rstrip("*")) == 1 for word in words):
        return Asked(text, objection=ONE_LETTER)
    return Asked(text, words[:MOST_WORDS], note=TOO_MANY if len(words) > MOST_WORDS else "")


def _asked_words(text: str) -> Iterator[str]:
    for run in _RUN.findall(fold(text)):
        bare = run.rstrip("*")
        if _JOINT.search(bare):
            yield from [_whole(bare)] if _is_number(bare) else map(_plain, _JOINT.split(bare))
        elif run.endswith("*") and len(bare) >= _SHORTEST_BEGINNING:
            yield f"{_plain(bare)}*"
        else:
            yield _plain(bare)


def marked(label: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The label in pieces, those that were asked for with True (tô đậm phần khớp)."""
    whole = {word for word in words if not word.endswith("*")}
    starts = tuple(word[:-1] for word in words if word.endswith("*"))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for run in re.finditer(r"[^\W_]+(?:[/.\-][^\W_]+)*", label):
        keys = set(_index_words(run.group()))
        hit = bool(keys & whole) or any(key.startswith(starts) for key in keys if starts)
        if hit:
            pieces += [(label[at : run.start()], False), (run.group(), True)]
            at = run.end()
    pieces.append((label[at:], False))
    return [piece for piece in pieces if piece[0]]
