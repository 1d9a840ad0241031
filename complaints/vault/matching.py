"""Does a text tell who it is? Names, numbers, phones and addresses found without accents too. Pure.

Luật Tố cáo 2018, art. 8, 56: name, address and whatever reveals the denouncer is taken out before a
paper is handed on. What is found is told by its kind, never by its value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agencies.vietnamese import fold

NAME, NUMBER, PHONE, ADDRESS = "họ tên", "số giấy tờ", "số điện thoại", "địa chỉ"
BESIDE_NAME = "họ tên người đi cùng"
NAME_LIKE, GIVEN_NAME, PLACE = "tên gần giống", "tên gọi", "nơi ở"

_BESIDE = ("holder", "representatives", "members", "interpreter")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d[\d\s._()+\-–/]{4,}\d")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_TITLES = frozenset({"ong", "ba", "anh", "chi", "co", "chu", "bac", "cu", "em"})
# Names of communes and what lies above them are said in the open: where a matter is, not who.
_WIDE = re.compile(r"^(xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|tp)\b", re.I)
# What stands in the vault for somebody who gave no name (reception.told.UNNAMED).
_NOBODY = "nguoi khong neu ten"
_SHORTEST_NUMBER, _SHORTEST_JOINED = 6, 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found where. `blocks`: it goes no further until it is taken out; else it may be a
    common word, and a person decides."""

    where: str
    what: str
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    """One word: bare letters, and its letters with their marks wherever the tone was put."""

    bare: str
    marked: str
    is_capital: bool

    @classmethod
    def of(cls, text: str) -> _Word:
        parts = unicodedata.normalize("NFD", text.lower())
        letters = "".join(c for c in parts if c not in _TONES)
        tones = "".join(sorted(c for c in parts if c in _TONES))
        marked = unicodedata.normalize("NFC", letters).replace("y", "i") + tones
        return cls(fold(text).replace("y", "i"), marked, text[:1].isupper())

    def is_told_by(self, other: _Word) -> bool:
        """The other is this word with the same marks, or typed without any."""
        return self.bare == other.bare and other.marked in (self.marked, self.bare)


def found_in(identity: Mapping[str, str], texts: Mapping[str, str]) -> list[Finding]:
    """Every kind found in every text, once, in the order of the texts."""
    found: dict[Finding, None] = {}
    for where, text in texts.items():
        words = _words(text)
        for what, blocks in (*_names(identity, words), *_numbers(identity, text),
                             *_addresses(identity, words)):  # fmt: skip
            found[Finding(where, what, blocks)] = None
    return list(found)


def _words(text: str) -> list[_Word]:
    """File names too: whatever is no letter and no digit stands between words."""
    return [_Word.of(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def _names(identity: Mapping[str, str], words: Sequence[_Word]) -> Iterator[tuple[str, bool]]:
    name = identity.get("full_name", "")
    if fold(name) != _NOBODY:
        yield from _one_name(name, words, NAME)
    for beside in _names_beside(identity):
        yield from _one_name(beside, words, BESIDE_NAME)


def _one_name(name: str, words: Sequence[_Word], what: str) -> Iterator[tuple[str, bool]]:
    """The whole name blocks; a name of one syllable, or the given name after a title, only warns."""
    wanted = _words(name)
    if not wanted:
        return
    places = _places(wanted, words)
    if len(wanted) == 1:
        if any(words[at].is_capital and wanted[0].is_told_by(words[at]) for at in places):
            yield GIVEN_NAME, False
        return
    exact = [at for at in places if _told(wanted, words[at : at + len(wanted)])]
    joined = "".join(word.bare for word in wanted)
    if exact or (len(joined) >= _SHORTEST_JOINED and any(joined in w.bare for w in words)):
        yield what, True
    elif places:
        yield NAME_LIKE, False
    elif _is_called(wanted[-1], words):
        yield GIVEN_NAME, False


def _places(wanted: Sequence[_Word], words: Sequence[_Word]) -> list[int]:
    """Where these words follow each other, whatever their marks."""
    bare, size = [word.bare for word in wanted], len(wanted)
    starts = (at for at, word in enumerate(words) if word.bare == bare[0])
    return [at for at in starts if [word.bare for word in words[at : at + size]] == bare]


def _told(wanted: Sequence[_Word], found: Sequence[_Word]) -> bool:
    """With the same marks, or typed without any; one word with other marks is another name."""
    same = all(one.marked == other.marked for one, other in zip(wanted, found, strict=True))
    return same or all(other.marked == other.bare for other in found)


def _is_called(given: _Word, words: Sequence[_Word]) -> bool:
    """“ông Thành”, “bà Hoa”: the given name after a title."""
    return any(
        before.bare in _TITLES and word.is_capital and given.is_told_by(word)
        for before, word in pairwise(words)
    )


def _names_beside(identity: Mapping[str, str]) -> Iterator[str]:
    """Who came along: parts of the sealed text that look like a name."""
    for key in _BESIDE:
        for part in re.split(r"[;,:()\n]", identity.get(key, "")):
            words = re.sub(r"^\s*\d+\.", "", part).split()
            if 2 <= len(words) <= 6 and all(w[:1].isupper() and w.isalpha() for w in words):
                yield " ".join(words)


def _numbers(identity: Mapping[str, str], text: str) -> Iterator[tuple[str, bool]]:
    runs = [re.sub(r"\D", "", run) for run in _DIGITS.findall(text)]
    joined = re.sub(r"[\W_]", "", fold(text))
    number = re.sub(r"[\W_]", "", fold(identity.get("id_number", "")))
    if len(number) >= _SHORTEST_NUMBER:
        hit = any(number in run for run in runs) if number.isdigit() else number in joined
        if hit:
            yield NUMBER, True
    phone = _core_of_phone(identity.get("phone", ""))
    if len(phone) >= _SHORTEST_NUMBER and any(phone in run for run in runs):
        yield PHONE, True
    for key in _BESIDE:
        for other in re.findall(r"\d{8,15}", identity.get(key, "")):
            if any(_core_of_phone(other) in run for run in runs):
                yield NUMBER, True


def _core_of_phone(phone: str) -> str:
    """Digits without the ways to begin them: 0912…, +84 912…, 0084 912…"""
    return re.sub(r"^(0084|84|0)", "", re.sub(r"\D", "", phone))


def _addresses(identity: Mapping[str, str], words: Sequence[_Word]) -> Iterator[tuple[str, bool]]:
    """House number, or hamlet together with its commune, blocks; a hamlet alone may be the place
    that the matter is about, so it only warns."""
    parts = [part.strip() for part in identity.get("address", "").split(",") if part.strip()]
    wide = [part for part in parts if _WIDE.match(part)]
    says_where = any(_stands(part, words) for part in wide)
    for part in parts:
        if part in wide or len(part.split()) < 2 or not _stands(part, words):
            continue
        has_number = any(char.isdigit() for char in part) and len(part.split()) > 2
        yield (ADDRESS, True) if has_number or says_where else (PLACE, False)


def _stands(part: str, words: Sequence[_Word]) -> bool:
    wanted = _words(part)
    return any(_told(wanted, words[at : at + len(wanted)]) for at in _places(wanted, words))
