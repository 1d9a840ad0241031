"""Numbers and comparisons in the prose of official documents."""

from datetime import date
from decimal import Decimal


def number(n: int) -> str:
    """A count in prose: 05, 12, 1.234; nothing is 0."""
    return f"{n:02d}" if 0 < n < 10 else f"{n:,}".replace(",", ".")


def counted(n: int, unit: str) -> str:
    """05 đơn."""
    return f"{number(n)} {unit}"


def change(now: int, before: int) -> str:
    """Cell of a table: “+3”, “−2”, “0”."""
    if now == before:
        return "0"
    return f"+{number_plain(now - before)}" if now > before else f"−{number_plain(before - now)}"


def number_plain(n: int) -> str:
    """A count in a table: 5, 12, 1.234."""
    return f"{n:,}".replace(",", ".")


def amount_plain(amount: int | Decimal) -> str:
    """A count or an amount in a table: 1.234; 491,5; 0,25."""
    if amount == int(amount):
        return number_plain(int(amount))
    whole, _, rest = f"{amount:.2f}".partition(".")
    return f"{number_plain(int(whole))},{rest.rstrip('0')}"


def compared(now: int, before: int, unit: str) -> str:
    """“tăng 03 lượt so với tuần trước”, “bằng tuần trước”."""
    if now == before:
        return "bằng tuần trước"
    word = "tăng" if now > before else "giảm"
    return f"{word} {counted(abs(now - before), unit)} so với tuần trước"


def listed(parts: list[str]) -> str:
    """“a, b và c”."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " và " + parts[-1]


def dated(place: str, day: date) -> str:
    """Lạng Sơn, ngày 05 tháng 02 năm 2026: a zero before days under 10 and months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"
