"""Which petitions may be the same one sent again (đơn trùng): texts compared, reasons in words. Pure.

Near-identical texts are found by minhash: three words in a row are a shingle, the smallest of many
hashes of all shingles are the fingerprint, three of them in a row a band. Two texts that share most of
their shingles share a band; the index finds it without reading a text. Whatever is found is compared
once more, exactly.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

from agencies.vietnamese import fold

WORDS, ROWS, BANDS = 3, 3, 12
SAME_TEXT = 0.6
LONGEST = 20_000
_FEWEST_WORDS = 8
_PRIME = (1 << 61) - 1
_WORD = re.compile(r"[0-9a-z]+")


def shingles(text: str) -> frozenset[int]:
    """Hashes of every three words in a row, without accents, case and marks; empty for a text too
    short to say anything."""
    words = _WORD.findall(fold(text[:LONGEST]))
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    threes = {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
    return frozenset(_hash(three) for three in threes)


def bands_of(text: str) -> list[int]:
    """The bands of a text as signed 64-bit numbers, for `Petition.text_bands`."""
    found = shingles(text)
    if not found:
        return []
    least = [min((a * one + b) % _PRIME for one in found) for a, b in _multipliers()]
    rows = (least[at : at + ROWS] for at in range(0, len(least), ROWS))
    return [_band(number, row) for number, row in enumerate(rows)]


def alike(one: str, other: str) -> float:
    """Share of the shingles of both texts that both have (Jaccard), from 0 to 1."""
    return _share(shingles(one), shingles(other))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


@dataclass(frozen=True)
class Told:
    """What two petitions are compared by. `person_keys`: hashes or names, never shown."""

    text: str
    person_keys: frozenset[str] = frozenset()
    object_reference: str = ""
    letter: str = ""

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Made once for many comparisons."""
        return shingles(self.text)

    def __repr__(self) -> str:
        """No text of a petition in a log or a traceback."""
        return "Told(…)"


def reasons(one: Told, other: Told) -> list[str]:
    """Why these two may be one petition sent twice, in words; empty when nothing says so.

    A person alone is no reason: the list must never become a list of one person's petitions.
    """
    found = []
    if one.letter and _plain(one.letter) == _plain(other.letter):
        found.append(f"Cùng số công văn chuyển đơn: {other.letter}.")
    share = _share(one.shingles, other.shingles)
    if share >= SAME_TEXT:
        found.append(f"Nội dung gần như trùng nhau ({share:.0%} các cụm từ).")
    same_object = one.object_reference and _plain(one.object_reference) == _plain(
        other.object_reference
    )
    if same_object and one.person_keys & other.person_keys:
        found.append(f"Cùng người gửi, cùng đối tượng: {other.object_reference}.")
    return found


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=1)
def _multipliers() -> tuple[tuple[int, int], ...]:
    """The same for ever: bands are stored."""
    return tuple(
        (_hash(f"nhân {at}") % (_PRIME - 1) + 1, _hash(f"cộng {at}") % _PRIME)
        for at in range(BANDS * ROWS)
    )


def _band(number: int, row: list[int]) -> int:
    packed = struct.pack(f">B{ROWS}Q", number, *row)
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True)
