"""Kết quả từng nội dung: one content a line, each with what was found of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from complaints.procedure import said as spoken

RESULTS = ("đúng", "đúng một phần", "sai")


def objection(said: Mapping[str, Any], name: str = "findings") -> str | None:
    """The first line that does not say what was found; None when all do."""
    for number, row in enumerate(spoken.lines(said, name), start=1):
        if len(row) < 2 or not row[0] or row[-1].casefold() not in RESULTS:
            return f"Kết quả từng nội dung, dòng {number}: ghi nội dung | đúng, đúng một phần hoặc sai."
    return None
