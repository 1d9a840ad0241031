"""What a text would do to running cases: agencies asks, the apps above answer in numbers.

Figures leave out every matter with excluded persons (design.md section 9); the cases themselves are
only those that the reader sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from agencies.models import LawText, User
from agencies.registry import Kind, entries
from law.adoption import LawInForce


@dataclass(slots=True)
class MoveLine:
    """How many duties of one kind or one agency move, and by how many days."""

    label: str
    count: int = 0
    earlier: int = 0
    later: int = 0
    least: int = 0
    most: int = 0

    def add(self, days: int, count: int) -> None:
        """`count` duties that move by `days`, negative when they are due earlier."""
        self.least = min(self.least, days) if self.count else days
        self.most = max(self.most, days) if self.count else days
        self.count += count
        if days < 0:
            self.earlier += count
        else:
            self.later += count

    @property
    def span(self) -> str:
        """“sớm hơn 2 ngày”, “muộn hơn 1–3 ngày”, “từ sớm hơn 2 đến muộn hơn 3 ngày”."""
        if self.least == self.most:
            return _days(self.least, self.least)
        if self.least > 0 or self.most < 0:
            return _days(self.least, self.most)
        return f"từ sớm hơn {-self.least} đến muộn hơn {self.most} ngày"


@dataclass(frozen=True, slots=True)
class CaseMove:
    """One duty of a case that the reader sees."""

    label: str
    duty: str
    old: date
    new: date
    url: str

    @property
    def span(self) -> str:
        days = (self.new - self.old).days
        return _days(days, days)


@dataclass(slots=True)
class Effect:
    """`looked_at`: running duties whose count a change could touch; `unanswered`: those to which the
    law would then give no date."""

    looked_at: int = 0
    moved: int = 0
    unanswered: int = 0
    by_duty: list[MoveLine] = field(default_factory=list)
    by_agency: list[MoveLine] = field(default_factory=list)
    cases: list[CaseMove] = field(default_factory=list)
    more_cases: bool = False


def effect_of(law: LawInForce, user: User) -> Effect | None:
    """What running cases would do under `law`; None in a house without cases."""
    found = [measure(law=law, user=user) for measure in entries(Kind.LAW_EFFECT).values()]
    return found[0] if found else None


def effect_left_by(text: LawText, user: User) -> Effect | None:
    """What an adopted text did to the cases that ran then."""
    found = [measure(text=text, user=user) for measure in entries(Kind.LAW_EFFECT).values()]
    return found[0] if found else None


def _days(least: int, most: int) -> str:
    word = "sớm hơn" if most < 0 else "muộn hơn"
    low, high = sorted((abs(least), abs(most)))
    return f"{word} {low} ngày" if low == high else f"{word} {low}–{high} ngày"
