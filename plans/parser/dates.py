"""Dates as Vietnamese documents write them, to ISO."""

import calendar
import re

DAY = r"(?:ngày\s*)?(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})"
LONG_DAY = r"ngày\s*(?P<ld>\d{1,2})\s*tháng\s*(?P<lm>\d{1,2})\s*năm\s*(?P<ly>\d{4})"
ANY_DAY = re.compile(rf"(?:{LONG_DAY})|(?:{DAY})")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def iso(year: int, month: int, day: int) -> str | None:
    """The date in ISO, or nothing where there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def from_match(found: re.Match[str]) -> str | None:
    """The date that ANY_DAY found."""
    parts = found.groupdict()
    day, month, year = (parts.get(f"l{x}") or parts.get(x) for x in "dmy")
    return iso(int(year or 0), int(month or 0), int(day or 0))


def partial(year: str, month: str, day: str) -> str | None:
    """The date of a heading with blanks: "ngày    tháng 11 năm 2024" gives 2024-11."""
    if not year:
        return None
    if not month or not 1 <= int(month) <= 12:
        return year
    whole = iso(int(year), int(month), int(day)) if day else None
    return whole or f"{year}-{int(month):02d}"


def month_end(year: int, month: int) -> str | None:
    """The last day of a month."""
    return iso(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def quarter_end(year: int, quarter: str) -> str | None:
    """The last day of a quarter: "Quý II" or "Quý 2"."""
    number = _QUARTERS.get(quarter.upper())
    return month_end(year, 3 * number) if number else None
