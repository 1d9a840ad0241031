"""Printed formulas of report tables: “7+8=9+10+11” says what a column equals, perhaps twice.

A part is a tuple of column numbers; one that is taken away stands there with a minus sign.
"""

from __future__ import annotations

import re

from law.errors import LawError

Part = tuple[int, ...]
_PART = re.compile(r"\d{1,3}(?:[+-]\d{1,3})*", re.ASCII)
_TERM = re.compile(r"[+-]?\d+", re.ASCII)


def parse_formula(text: str) -> tuple[Part, ...]:
    """The parts between the signs of equality; raises LawError for anything else."""
    parts = "".join(text.split()).split("=")
    if not all(_PART.fullmatch(part) for part in parts):
        raise LawError(
            f"không hiểu công thức “{text}”; đúng là số cột với dấu +, - và =, như 7+8=9+10+11"
        )
    return tuple(tuple(int(term) for term in _TERM.findall(part)) for part in parts)


def print_part(part: Part) -> str:
    """“7+8”, “1-2”."""
    return "".join(f"{number:+d}" for number in part).removeprefix("+")


def print_formula(parts: tuple[Part, ...]) -> str:
    """The way back: what `parse_formula` reads as these parts."""
    return "=".join(print_part(part) for part in parts)
