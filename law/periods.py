"""Reporting periods (kỳ báo cáo): 2026-Q1, 6T, 9T, N by the circulars; T03, W46, CD by custom.

The statutory ends are data (`BC_CHOT` in rules.toml; Circular 06/2025/TT-TTCP article 7 clause 1).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from law.calendar import ONE_DAY
from law.dates import parse_date, vn_date
from law.errors import LawError
from law.rules import CutOff
from law.shipped import shipped_rules

CODE = re.compile(r"(20\d\d)-(?:(?P<week>W\d\d)|(?P<month>T\d\d)|(?P<name>[0-9A-Z]+))")
FREE = ".."
FORMS = "2026-Q1, 2026-6T, 2026-9T, 2026-N, 2026-T03, 2026-W46, 2026-CD, 2026-03-01..2026-03-31"
LABELS = {
    "Q1": "Quý I năm {year}",
    "Q2": "Quý II năm {year}",
    "Q3": "Quý III năm {year}",
    "Q4": "Quý IV năm {year}",
    "6T": "6 tháng đầu năm {year}",
    "9T": "9 tháng đầu năm {year}",
    "N": "Năm {year}",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included. `statutory`: its ends are those of the circular."""

    code: str
    start: date
    end: date
    label: str
    statutory: bool = False

    @property
    def span(self) -> str:
        """“từ ngày 15/12/2025 đến ngày 14/03/2026”, as the tables print it."""
        return f"từ ngày {vn_date(self.start)} đến ngày {vn_date(self.end)}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def parse_period(code: str, cut_offs: Mapping[str, CutOff] | None = None) -> Period:
    """The period of a code; an unknown code is a LawError that shows the right forms."""
    text = code.strip()
    if FREE in text:
        return _free(text)
    match = CODE.fullmatch(text.upper())
    if match is None:
        raise _unknown(code)
    year = int(match[1])
    if match["week"]:
        return _week(year, int(match["week"][1:]), code)
    if match["month"]:
        return _month(year, int(match["month"][1:]), code)
    if match["name"] == "CD":
        return _thematic(year)
    known = statutory_cut_offs() if cut_offs is None else cut_offs
    if match["name"] not in known:
        raise _unknown(code)
    return _statutory(year, match["name"], known[match["name"]])


def statutory_cut_offs() -> Mapping[str, CutOff]:
    """The ends of the periods in the newest version of `BC_CHOT`."""
    return shipped_rules().get("BC_CHOT").versions[-1].periods


def week_of(day: date) -> Period:
    """The week, Monday to Sunday, of a day."""
    year, week, _ = day.isocalendar()
    return _week(year, week, "")


def previous_period(period: Period) -> Period:
    """What a report compares with: the week, month, quarter before; else the same a year ago."""
    year, _, name = period.code.partition("-")
    if FREE in period.code:
        length = period.end - period.start
        end = period.start - ONE_DAY
        return _free(f"{end - length}{FREE}{end}")
    if name.startswith("W"):
        return week_of(period.start - ONE_DAY)
    if name.startswith(("T", "Q")):
        first, last = name[0], {"T": 12, "Q": 4}[name[0]]
        number = int(name[1:])
        before = f"{year}-{first}{number - 1:0{len(name) - 1}d}"
        return parse_period(before if number > 1 else f"{int(year) - 1}-{first}{last}")
    return parse_period(f"{int(year) - 1}-{name}")


def year_before(period: Period) -> Period:
    """The same period a year earlier (cùng kỳ năm trước); of free days the same days."""
    if FREE in period.code:
        return _free(f"{_year_earlier(period.start)}{FREE}{_year_earlier(period.end)}")
    year, _, name = period.code.partition("-")
    if name == "W53":  # few years have one
        return week_of(period.start - timedelta(weeks=52))
    return parse_period(f"{int(year) - 1}-{name}")


def _year_earlier(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _unknown(code: str) -> LawError:
    return LawError(f"Không hiểu kỳ báo cáo “{code}”; các cách ghi: {FORMS}.")


def _week(year: int, week: int, code: str) -> Period:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise _unknown(code) from None
    sunday = monday + timedelta(days=6)
    return Period(f"{year}-W{week:02d}", monday, sunday, f"Tuần {week} năm {year}")


def _month(year: int, month: int, code: str) -> Period:
    """A month by the same custom as the quarters: the 15th before to the 14th."""
    if not 1 <= month <= 12:
        raise _unknown(code)
    start = date(year - 1, 12, 15) if month == 1 else date(year, month - 1, 15)
    return Period(f"{year}-T{month:02d}", start, date(year, month, 14), f"Tháng {month} năm {year}")


def _thematic(year: int) -> Period:
    """Báo cáo chuyên đề: the letter that asks for it sets the dates; these are the usual ones."""
    return Period(f"{year}-CD", date(year - 1, 8, 1), date(year, 7, 31), f"Chuyên đề năm {year}")


def _statutory(year: int, name: str, ends: CutOff) -> Period:
    start = date(year - ends.starts_year_before, *ends.start)
    label = LABELS.get(name, "Kỳ {name} năm {year}").format(year=year, name=name)
    return Period(f"{year}-{name}", start, date(year, *ends.end), label, statutory=True)


def _free(text: str) -> Period:
    first, _, last = text.partition(FREE)
    start, end = parse_date(first), parse_date(last)
    if end < start:
        raise LawError(f"Kỳ báo cáo “{text}” có ngày cuối trước ngày đầu.")
    label = f"Từ {vn_date(start)} đến {vn_date(end)}" if start < end else f"Ngày {vn_date(start)}"
    return Period(f"{start}{FREE}{end}", start, end, label)
