"""Numbers of a register in use: each once, none beyond reason, holes named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from reception.stock.table import MOST_ROWS, Problem


class Numbered(Protocol):
    """A line with its number and where it stands."""

    @property
    def line(self) -> int: ...

    @property
    def number(self) -> int: ...


def number_problems(rows: Iterable[Numbered], title: str) -> list[Problem]:
    """A number told twice, or one that no register of this size reaches."""
    first: dict[int, int] = {}
    problems = []
    for row in rows:
        if row.number > MOST_ROWS:
            most = f"{MOST_ROWS:,}".replace(",", ".")
            problems.append(Problem(row.line, title, f"Số {row.number} lớn hơn {most}."))
        elif row.number in first:
            problems.append(
                Problem(row.line, title, f"Số {row.number} đã có ở dòng {first[row.number]}.")
            )
        else:
            first[row.number] = row.line
    return problems


def missing_numbers(rows: Sequence[Numbered]) -> list[int]:
    """Numbers below the last that no line tells."""
    told = {row.number for row in rows}
    return [number for number in range(1, max(told, default=0)) if number not in told]
