"""Bars that are links (biểu đồ cột): where each lies on a canvas; the template draws them as SVG.

No script and no colour alone: every bar carries its number and opens its list, a table stands beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from records.wording import number_plain

WIDTH, NUMBERS = 440, 64  # the room to the right of the longest bar is for its number
BAR, GAP, LABEL = 13, 9, 17


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its corner, its length, its number and its list."""

    y: int
    width: int
    number: str
    text_x: int
    text_y: int
    url: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one line under its label."""

    label: str
    label_y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with words for those who do not see it."""

    key: str
    title: str
    description: str
    view_box: str
    groups: tuple[Group, ...]


Value = tuple[str, int, str, str]  # what the bar is, its number, its list, its tone


def chart(
    key: str, title: str, description: str, lines: Sequence[tuple[str, Sequence[Value]]]
) -> Chart:
    """A chart of labelled lines, each with one bar or more."""
    top = max([1, *(n for _, values in lines for _, n, _, _ in values)])
    groups, y = [], 0
    for label, values in lines:
        bars = tuple(
            _bar(label, value, y + LABEL + at * (BAR + 2), top) for at, value in enumerate(values)
        )
        groups.append(Group(label, y + LABEL - 5, bars))
        y += LABEL + len(values) * (BAR + 2) + GAP
    return Chart(key, title, description, f"0 0 {WIDTH} {max(y, 1)}", tuple(groups))


def _bar(label: str, value: Value, y: int, top: int) -> Bar:
    what, n, url, tone = value
    width = max(1, round(n * (WIDTH - NUMBERS) / top)) if n else 1
    number = number_plain(n)
    words = f"{label}, {what}: {number}"
    return Bar(y, width, number, width + 6, y + BAR - 2, url if n else "", words, tone)
