"""Item marks: "I.", "1.", "2.1.", "a)", dash, plus, "Điều 3."."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["part", "roman", "number", "sub", "letter", "dash", "plus", "none"]

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("part", re.compile(r"(?:Phần|PHẦN)\s+(?:thứ\s+\w+|[IVX]+|\d+)\s*[.:]?\s*", re.UNICODE)),
    ("part", re.compile(r"(?:Điều|Mục|MỤC|Chương|CHƯƠNG)\s+(?:\d+|[IVXLC]+)\s*[.:]\s*")),
    ("roman", re.compile(r"[IVX]{1,5}\s*(?:[.)/]|[-–](?=\s))\s*(?=[^\W\d])")),
    ("sub", re.compile(r"\d{1,2}(?:\.\d{1,2})+\s*[.)]?\s+(?=\D)")),
    ("number", re.compile(r"\d{1,2}\s*(?:[.)]|[-–](?=\s))\s*(?=[^\d\s])")),
    ("number", re.compile(r"\(\d{1,2}\)\s*")),
    ("letter", re.compile(r"[a-zđ]\s*[.)]\s+(?=\S)")),
    ("letter", re.compile(r"[a-zđ]\)\s*(?=\S)")),
    ("dash", re.compile(r"[-–—−•●▪■◦*·]\s*(?=[^\d\s*])")),
    ("plus", re.compile(r"\+\s*(?=\S)")),
)
_RANK = {"part": 0, "roman": 1, "number": 2, "sub": 3, "letter": 5, "dash": 6, "plus": 7, "none": 9}


@dataclass(frozen=True)
class Marker:
    """The mark of an item, and the item without it."""

    kind: Kind
    mark: str
    rest: str

    @property
    def rank(self) -> int:
        """Depth by kind: the smaller, the higher; "2.1.1." lies under "2.1."."""
        return _RANK[self.kind] + (
            self.mark.strip(". )-").count(".") - 1 if self.kind == "sub" else 0
        )


def split_marker(text: str) -> Marker:
    """The mark at the start of a paragraph and what follows."""
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return Marker(kind, found.group().strip(), text[found.end() :].strip())
    return Marker("none", "", text)
