"""Dates as officials write them: 01/07/2026, Thứ Tư."""

import re
from datetime import date

from law.errors import LawError

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII),
)


def vn_date(day: date) -> str:
    """01/07/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def vn_weekday(day: date) -> str:
    """Thứ Hai … Chủ nhật."""
    return WEEKDAYS[day.weekday()]


def vn_day(day: date) -> str:
    """Thứ Tư 01/07/2026."""
    return f"{vn_weekday(day)} {vn_date(day)}"


def parse_date(text: str) -> date:
    """Read 2026-07-01 or 01/07/2026; anything else is a LawError."""
    for form in FORMS:
        if match := form.fullmatch(text.strip()):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                break
    raise LawError(f"“{text}” không phải là ngày hợp lệ; hãy ghi dạng 2026-07-01 hoặc 01/07/2026.")
