"""Amounts as officials write them: 1.250.000 đồng, 120,5 m². Pure."""

from __future__ import annotations

import re
from decimal import Decimal

_UNIT = re.compile(r"\s*(đồng|đ|vnđ|vnd|m2|m²)\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d{1,16}(?:,\d{1,2})?", re.ASCII)


def read_amount(text: str) -> Decimal | None:
    """The amount behind `text`; None when it is none: a comma is the decimal sign, a point groups
    thousands, so that "1.25" is refused instead of guessed."""
    bare = _UNIT.sub("", text.strip())
    if not (_GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)):
        return None
    return Decimal(re.sub(r"[. ]", "", bare).replace(",", "."))


def write_amount(amount: Decimal | int | str) -> str:
    """“1.250.000”, “120,5”."""
    whole, _, part = f"{Decimal(amount):.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    part = part.rstrip("0")
    return f"{grouped},{part}" if part else grouped
