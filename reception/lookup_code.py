"""Lookup code (mã tra cứu) on a citizen's receipt: twelve letters that can be read out and typed.

Eleven random letters of Crockford's alphabet (55 bits) and a check letter. The check is a weighted
sum in GF(32): any one letter mistyped and any two neighbours swapped are noticed.
"""

import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
LENGTH = 12
SCAN_PREFIX = "TCD:"  # what the QR of a receipt says before the code
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A fresh code, without hyphens, from the system's source of randomness."""
    letters = "".join(choose(ALPHABET) for _ in range(LENGTH - 1))
    return letters + ALPHABET[_times_x(_sum(letters))]


def normal(code: str) -> str | None:
    """The code as it is stored, however it was typed or read out; None when it is none."""
    typed = code.strip().upper().translate(_READ_AS)
    if len(typed) != LENGTH or any(letter not in ALPHABET for letter in typed):
        return None
    return typed if _sum(typed) == 0 else None


def grouped(code: str) -> str:
    """As it is printed: XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _sum(letters: str) -> int:
    total = 0
    for letter in letters:
        total = _times_x(total) ^ ALPHABET.index(letter)
    return total


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 0b100000 else doubled
