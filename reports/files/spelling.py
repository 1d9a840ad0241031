"""How a figure is printed in a table, and how texts are made safe for files."""

from __future__ import annotations

import re
from decimal import Decimal

Number = int | float | Decimal
NO_FIGURE = "–"
# What XML 1.0 cannot hold: control characters, lone surrogates, the two that are no characters.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def figure(value: Number) -> str:
    """1.234 · 1.234,5 · −3; amounts keep two decimals at most, without needless zeros."""
    exact = round(Decimal(str(value)), 2)
    whole, _, part = f"{abs(exact):,.2f}".partition(".")
    part = part.rstrip("0")
    sign = "−" if exact < 0 else ""
    return sign + whole.replace(",", ".") + (f",{part}" if part else "")


def figure_read(text: str) -> Decimal | None:
    """The number that `figure` prints as `text`; None for what is no figure."""
    if text == NO_FIGURE:
        return Decimal(0)
    if not re.fullmatch(r"−?\d{1,3}(\.\d{3})*(,\d{1,2})?", text):
        return None
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


def clean(text: str) -> str:
    """The text without what no file may hold; line ends become one kind."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
