"""Numbers of the tables in prose: with their unit, beside the same period last year, as shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from records.wording import number

Number = int | Decimal
_TENTH = Decimal("0.1")
LAST_YEAR = "cùng kỳ năm trước"


def spoken(value: Number) -> str:
    """05; 1.234; 1.234,5."""
    whole = int(value)
    if value == whole:
        return number(whole)
    part = f"{abs(Decimal(value) - whole).normalize():f}".partition(".")[2]
    return f"{whole:,}".replace(",", ".") + f",{part}"


def percent(part: Number, whole: Number) -> str:
    """“12,5%”, rounded half up to one place; a whole one without it."""
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, rounding=ROUND_HALF_UP)
    text = f"{share:f}".removesuffix(".0").replace(".", ",")
    return f"{text}%"


@dataclass(frozen=True, slots=True)
class Told:
    """Totals of the tables now and in the same period last year: table -> column -> number.

    `before` is empty where nothing was counted then; then nothing is compared.
    """

    now: Mapping[str, Mapping[str, Any]]
    before: Mapping[str, Mapping[str, Any]]

    def n(self, table: str, *columns: int) -> Number:
        """The sum of these columns of the total."""
        return _sum(self.now.get(table, {}), columns)

    def has(self, table: str) -> bool:
        return table in self.now

    def amount(self, table: str, column: int, unit: str) -> str:
        """“120 lượt”."""
        return f"{spoken(self.n(table, column))} {unit}"

    def change(self, table: str, column: int, unit: str) -> str:
        """“tăng 05 đơn (12,5%) so với cùng kỳ năm trước”; empty where nothing can be compared."""
        if column_before := self.before.get(table):
            return compared(self.n(table, column), _sum(column_before, (column,)), unit)
        return ""

    def with_change(self, table: str, column: int, unit: str, rest: str = "") -> str:
        """“120 lượt (tăng 20 lượt, 20%, so với cùng kỳ năm trước)”; `rest` goes on after the unit."""
        said = self.change(table, column, unit)
        amount = f"{self.amount(table, column, unit)} {rest}".strip()
        return amount + (f" ({said})" if said else "")

    def parts(
        self, table: str, names: Mapping[int, str], unit: str, whole: int | None = None
    ) -> str:
        """“đất đai 12 đơn (60%); khác 08 đơn (40%)”: what happened, with shares of `whole` if asked."""
        said = []
        for column, name in names.items():
            value = self.n(table, column)
            if value:
                share = f" ({percent(value, self.n(table, whole))})" if whole else ""
                said.append(f"{name} {spoken(value)} {unit}{share}".strip())
        return "; ".join(said)


def compared(now: Number, before: Number, unit: str) -> str:
    """“giảm 04 đơn, 20%, so với cùng kỳ năm trước”."""
    if now == before:
        return f"bằng {LAST_YEAR}" if now else f"{LAST_YEAR} cũng không phát sinh"
    if not before:
        return f"{LAST_YEAR} không phát sinh"
    word = "tăng" if now > before else "giảm"
    moved = abs(Decimal(now) - Decimal(before))
    return f"{word} {spoken(moved)} {unit}, {percent(moved, before)}, so với {LAST_YEAR}"


def _sum(totals: Mapping[str, Any], columns: tuple[int, ...]) -> Number:
    return sum((_exact(totals.get(str(column), 0)) for column in columns), Decimal(0))


def _exact(value: Any) -> Number:
    """Counts stay whole; money and land keep their printed places."""
    return value if isinstance(value, int) else Decimal(str(value))
