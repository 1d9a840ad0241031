"""A seal (niêm phong) as a value: what it says, its digest, and whether its signature is ours."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

FIRST = "0" * 64  # what the first seal names as the one before it


@dataclass(frozen=True, slots=True)
class Seal:
    """One row of LedgerSeal, apart from the database (records/ledger_models.py says what each is)."""

    number: int
    first_id: int
    last_id: int
    missing: tuple[tuple[int, int], ...]
    late: tuple[int, ...]
    horizon: int
    count: int
    total: int
    root: str
    previous: str
    sealed_at: datetime
    key_id: str
    digest: str = ""
    signature: str = ""

    @classmethod
    def of(cls, row: Any) -> Seal:
        """The value of a LedgerSeal."""
        told = {field.name: getattr(row, field.name) for field in fields(cls)}
        told["missing"] = tuple((a, b) for a, b in row.missing)
        told["late"] = tuple(row.late)
        return cls(**told)

    def counted_digest(self) -> str:
        """SHA-256 over everything the seal says, the seal before it included."""
        told = [
            self.number, self.first_id, self.last_id, [list(gap) for gap in self.missing],
            list(self.late), self.horizon, self.count, self.total, self.root, self.previous,
            self.sealed_at.astimezone(UTC).isoformat(timespec="microseconds"), self.key_id,
        ]  # fmt: skip
        return sha256(b"\x02" + json.dumps(told, separators=(",", ":")).encode()).hexdigest()


def gaps_in(numbers: Iterable[int], first: int) -> list[tuple[int, int]]:
    """Runs of numbers from `first` on that are not among the rising `numbers`."""
    gaps, wanted = [], first
    for number in numbers:
        if number > wanted:
            gaps.append((wanted, number - 1))
        wanted = number + 1
    return gaps


def without(gaps: Iterable[tuple[int, int]], numbers: Iterable[int]) -> list[tuple[int, int]]:
    """`gaps` less single numbers."""
    left = list(gaps)
    for number in numbers:
        left = [
            part
            for a, b in left
            for part in ([(a, b)] if not a <= number <= b else [(a, number - 1), (number + 1, b)])
            if part[0] <= part[1]
        ]
    return left
