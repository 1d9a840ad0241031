"""Vietnamese text: folding for search, order for lists. The database has no ICU (ADR 0004)."""

import unicodedata
from functools import lru_cache

# The alphabet in its own order: ă and â after a, đ after d, ê after e, ô and ơ after o, ư after u.
_LETTERS = {
    letter: f"{base}{rank}"
    for base, variants in {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uư"}.items()
    for rank, letter in enumerate(variants)
}
# Tones in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def tidy(text: str) -> str:
    """Text in NFC with single spaces and no control characters."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(c for c in composed if c.isprintable() or c.isspace())
    return " ".join(composed.split())


# đ, and two letters that look like it and are typed for it: ð (Ð, U+00D0) and ɖ (Ɖ, U+0189).
_CROSSED = str.maketrans("đðɖ", "ddd")


class _Bare(dict[int, str]):
    """Each letter without its marks, found once: folding is a table look-up per letter."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = "".join(c for c in parts if not unicodedata.combining(c)).translate(_CROSSED)
        return self[code]


_BARE = _Bare()


def fold(text: str) -> str:
    """Lower-case text without accents, for search: "Đặng Thị Huệ" -> "dang thi hue"."""
    return tidy(text.lower().translate(_BARE))


@lru_cache(maxsize=4096)
def _split(word: str) -> tuple[str, str]:
    """Primary key (letters) and secondary key (tones) of one word."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", word.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[c] for c in parts if c in _TONES), "0")
        letter = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        letters.append(_LETTERS.get(letter, letter + "0" if letter.isalpha() else letter))
        tones.append(tone)
    return "".join(letters), "".join(tones)


def sort_key(text: str) -> str:
    """Key whose plain byte order is Vietnamese dictionary order, at most 400 characters."""
    keys = [_split(word) for word in tidy(text).split(" ")]
    return (" ".join(k for k, _ in keys) + "|" + " ".join(t for _, t in keys))[:400]


def name_sort_key(full_name: str) -> str:
    """Key for lists of people: given name first, then family and middle names."""
    words = tidy(full_name).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]]))
