"""Small questions about Vietnamese words that every part of the parser asks."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_ABBREVIATIONS = (
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\bkh\s*&\s*cn\b"), "khoa hoc va cong nghe"),
    (re.compile(r"\btx\b"), "thi xa"),
    (re.compile(r"\btp\b\.?"), "thanh pho"),
)


def tidy(text: str) -> str:
    """Text in NFC, on one line, with single spaces."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        # Soft hyphens and marks of no width vanish; tabs and control characters part words.
        visible = (c for c in composed if unicodedata.category(c) != "Cf")
        composed = "".join(c if c.isprintable() else " " for c in visible)
    return _SPACES.sub(" ", composed).strip()


def fold(text: str) -> str:
    """Lower-case letters without accents: "Uỷ ban" and "ỦY BAN" are one word."""
    parts = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return tidy("".join(c for c in parts if not unicodedata.combining(c)))


def key(name: str) -> str:
    """A unit's name for comparison: folded, abbreviations written out, no punctuation."""
    folded = fold(name)
    for pattern, full in _ABBREVIATIONS:
        folded = pattern.sub(full, folded)
    return tidy(re.sub(r"[^\w\s]", " ", folded))


def is_caps(text: str) -> bool:
    """Whether a line is set in capitals: "TM. ỦY BAN NHÂN DÂN"."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def starts_lower(text: str) -> bool:
    """Whether a line starts in the middle of a sentence."""
    first = next((c for c in text if c.isalnum()), "")
    return first.islower() and (text[:1].isalnum() or text[:1] in '“"(')


def is_closed(text: str) -> bool:
    """Whether a line ends as a sentence, a list item or a lead-in ends."""
    return text.rstrip('”"’) ').endswith((".", ";", ":", "!", "?", "…"))


def first_upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
