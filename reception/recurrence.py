"""Lịch tiếp công dân as offices say it: "thứ Năm hằng tuần", "ngày 05 và 20". Pure (ADR 0012).

A rule names days; the working calendar moves those that fall on a day off, by the rule the office
chose. Where the law is silent the decision is ours and written in the ADR: a month without a 31st
gives its last day; "tuần thứ hai" counts that weekday, not calendar weeks; of two equally near
working days the later one is taken; a moved day stays inside the period of the schedule.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agencies.vietnamese import fold
from law.calendar import ONE_DAY, WorkingCalendar
from law.dates import vn_date
from law.enums import Confidence

NEXT_WORKING = "next_working"  # values of reception.enums.DayOffRule
NEAREST = "nearest"
LAST = -1
LONGEST = 120
EXAMPLES = (
    "thứ Năm hằng tuần",
    "ngày 15 hằng tháng",
    "ngày 05 và 20",
    "thứ Sáu tuần cuối tháng",
    "ngày làm việc cuối cùng của tháng",
)
_WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEK_NAMES = {1: "thứ nhất", 2: "thứ hai", 3: "thứ ba", 4: "thứ tư", LAST: "cuối"}

_WEEKDAY_WORDS = {
    word: index
    for index, words in enumerate(
        (("hai", "2"), ("ba", "3"), ("tu", "4"), ("nam", "5"), ("sau", "6"), ("bay", "7"))
    )
    for word in words
}
_WEEK_WORDS = {
    "nhat": 1, "mot": 1, "dau": 1, "dau tien": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5,
    "cuoi": LAST, "cuoi cung": LAST,
}  # fmt: skip
_WORD = "hai|ba|tu|nam|sau|bay|[2-7]"
_WEEKDAY = re.compile(rf"\bthu ({_WORD})\b((?: (?:va )?[2-7]\b)*)|\b(chu nhat|cn)\b")
_RANGE = re.compile(rf"(?:tu )?thu ({_WORD}) (?:den|toi) thu ({_WORD})\b")
_WEEK = re.compile(
    r"\btuan (?:thu )?(nhat|mot|hai|ba|tu|nam|dau tien|dau|cuoi cung|cuoi|[1-5])\b"
    r"((?: (?:va )?(?:thu )?(?:nhat|hai|ba|tu|nam|[1-5])\b)*)"
)
_EDGE_OF_MONTH = re.compile(r"\b(dau|cuoi)( tien| cung)?(?: cua| trong)? thang\b")
_NUMBER = re.compile(r"\b\d{1,2}\b")
_MONTH_NOISE = re.compile(
    r"\b(?:cac|moi|vao|cua|trong|ngay|va|mung|mong|hang|thang|dinh ky|dinh|ky)\b"
)
_WEEK_NOISE = re.compile(r"\b(?:cac|moi|vao|cua|trong|ngay|va|hang|tuan|thang|dinh|ky)\b")
_WORKING_DAYS = re.compile(
    r"(?:vao )?(?:cac |moi |tat ca cac |nhung )?ngay lam viec(?: (?:trong|hang|cua) tuan)?"
)
_WORKING_EDGE = re.compile(
    r"(?:vao )?ngay lam viec (dau|cuoi)(?: tien| cung)?(?: (?:cua|trong|hang|moi|cac))* thang"
)
_LAST_DAY = re.compile(r"(?:vao )?ngay cuoi(?: cung)?(?: (?:cua|trong|hang|moi))* thang")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Days by a rule: exactly one of weekdays, days of the month, working days is told.

    `weekdays`: Monday is 0; with `weeks` only those of the month (-1: the last). `days`: 1 to 31.
    `working_edge`: 1 the first, -1 the last working day of a month.
    """

    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    working_edge: int = 0
    every_working_day: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """One reception day: the day the rule names, the day it is held on, and why they differ."""

    rule_day: date
    day: date
    why: str = ""

    @property
    def is_moved(self) -> bool:
        return self.rule_day != self.day


def parse(text: str) -> Recurrence:
    """The rule in words, or ValueError with a sentence for the person."""
    said = _plain(text)
    if not said:
        raise ValueError(f"Hãy ghi ngày tiếp, ví dụ “{EXAMPLES[0]}” hoặc “{EXAMPLES[1]}”.")
    if len(text.strip()) > LONGEST:
        raise ValueError(f"Ngày tiếp ghi quá {LONGEST} ký tự; hãy ghi ngắn gọn.")
    if _WORKING_DAYS.fullmatch(said):
        return Recurrence(every_working_day=True)
    if edge := _WORKING_EDGE.fullmatch(said):
        return Recurrence(working_edge=1 if edge[1] == "dau" else LAST)
    if _LAST_DAY.fullmatch(said):
        return Recurrence(days=(31,))
    found = _days_of_week(said) if _WEEKDAY.search(said) else _days_of_month(said)
    if found is None:
        raise ValueError(
            f"Chưa hiểu ngày tiếp “{text.strip()[:60]}”; hãy ghi như một trong các mẫu: "
            f"{', '.join(f'“{example}”' for example in EXAMPLES)}."
        )
    return found


def describe(rec: Recurrence) -> str:
    """The rule in one fixed wording; `parse` reads it back."""
    if rec.every_working_day:
        return "các ngày làm việc"
    if rec.working_edge:
        edge = "đầu tiên" if rec.working_edge > 0 else "cuối cùng"
        return f"ngày làm việc {edge} của tháng"
    if rec.days:
        return f"ngày {_joined([f'{day:02d}' for day in rec.days])} hằng tháng"
    names = ", ".join(_WEEKDAY_NAMES[weekday] for weekday in rec.weekdays)
    if rec.weeks:
        weeks = _joined([f"tuần {_WEEK_NAMES[week]}" for week in rec.weeks])
        return f"{names} {weeks} của tháng"
    return f"{names} hằng tuần"


def planned(
    rec: Recurrence, first: date, last: date, calendar: WorkingCalendar
) -> list[tuple[date, str]]:
    """Days the rule itself names from `first` to `last`, in order, with a note where one is due."""
    found: dict[date, str] = {}
    for day, note in _named(rec, first, last, calendar):
        if first <= day <= last:
            found[day] = "; ".join(part for part in (found.get(day, ""), note) if part)
    return sorted(found.items())


def held_on(
    rec: Recurrence, first: date, last: date, calendar: WorkingCalendar, day_off: str
) -> list[Planned]:
    """The reception days of a period: what falls on a day off is moved, what meets becomes one.

    A rule day with no working day left in the period is dropped. ValueError when the calendar does
    not know the period.
    """
    for end in (first, last):
        if not calendar.covers(end):
            raise ValueError(
                f"Lịch làm việc mới có các năm {calendar.years_text}, chưa có ngày {vn_date(end)}."
            )
    found: dict[date, Planned] = {}
    for rule_day, note in planned(rec, first, last, calendar):
        held = _moved(rule_day, note, first, last, calendar, day_off)
        if held is None:
            continue
        earlier = found.get(held.day)
        found[held.day] = held if earlier is None else _merged(earlier, held)
    return [found[day] for day in sorted(found)]


def _plain(text: str) -> str:
    """Folded words without punctuation; "T5" is "thứ 5"."""
    words = re.sub(r"[,;.:&+]| - ", " ", fold(text))
    return " ".join(re.sub(r"\bt([2-7])\b", r"thu \1", words).split())


def _days_of_week(said: str) -> Recurrence | None:
    weekdays: set[int] = set()
    weeks: set[int] = set()

    def take_week(match: re.Match[str]) -> str:
        words = [match[1], *re.findall(r"nhat|hai|ba|tu|nam|[1-5]", match[2])]
        for word in words:
            weeks.add(int(word) if word.isdigit() else _WEEK_WORDS[word])
        return " "

    def take_range(match: re.Match[str]) -> str:
        start, end = _WEEKDAY_WORDS[match[1]], _WEEKDAY_WORDS[match[2]]
        weekdays.update(range(start, end + 1))
        return " " if start < end else match[0].upper()

    def take_day(match: re.Match[str]) -> str:
        if match[3]:
            weekdays.add(6)
        else:
            more = re.findall("[2-7]", match[2] or "")
            weekdays.update(_WEEKDAY_WORDS[word] for word in (match[1], *more))
        return " "

    def take_edge(match: re.Match[str]) -> str:
        weeks.add(1 if match[1] == "dau" else LAST)
        return " "

    rest = _WEEK.sub(take_week, said)
    rest = _RANGE.sub(take_range, rest)
    rest = _EDGE_OF_MONTH.sub(take_edge, _WEEKDAY.sub(take_day, rest))
    if _WEEK_NOISE.sub(" ", rest).strip() or not weekdays:
        return None
    if 5 in weeks:
        raise ValueError(
            "Không phải tháng nào cũng có tuần thứ năm; hãy ghi “tuần cuối tháng” nếu đúng ý."
        )
    if weeks and re.search(r"\b(?:hang|moi) tuan\b", rest):
        return None
    ordered = sorted(weeks, key=lambda week: (week == LAST, week))
    return Recurrence(weekdays=tuple(sorted(weekdays)), weeks=tuple(ordered))


def _days_of_month(said: str) -> Recurrence | None:
    days = sorted({int(number) for number in _NUMBER.findall(said)})
    rest = _MONTH_NOISE.sub(" ", _NUMBER.sub(" ", said)).strip()
    if not days or rest or ("ngay" not in said and "mung" not in said and "mong" not in said):
        return None
    for day in days:
        if not 1 <= day <= 31:
            raise ValueError(f"Không có ngày {day} trong tháng; ngày ghi từ 01 đến 31.")
    return Recurrence(days=tuple(days))


def _named(
    rec: Recurrence, first: date, last: date, calendar: WorkingCalendar
) -> Iterator[tuple[date, str]]:
    if rec.every_working_day or (rec.weekdays and not rec.weeks):
        day = first
        while day <= last:
            wanted = (
                calendar.is_working(day) if rec.every_working_day else day.weekday() in rec.weekdays
            )
            if wanted:
                yield day, ""
            day += ONE_DAY
        return
    for year, month in _months(first, last):
        yield from _named_in_month(rec, year, month, calendar)


def _named_in_month(
    rec: Recurrence, year: int, month: int, calendar: WorkingCalendar
) -> Iterator[tuple[date, str]]:
    length = monthrange(year, month)[1]
    if rec.working_edge > 0:
        yield calendar.on_or_after(date(year, month, 1)), ""
    elif rec.working_edge:
        yield calendar.on_or_before(date(year, month, length)), ""
    for day in rec.days:
        note = f"tháng {month:02d} không có ngày {day}, lấy ngày cuối tháng" if day > length else ""
        yield date(year, month, min(day, length)), note
    for weekday in rec.weekdays:
        of_weekday = [d for d in range(1, length + 1) if date(year, month, d).weekday() == weekday]
        for week in rec.weeks:
            yield date(year, month, of_weekday[week if week == LAST else week - 1]), ""


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _moved(
    rule_day: date, note: str, first: date, last: date, calendar: WorkingCalendar, day_off: str
) -> Planned | None:
    status = calendar.reason(rule_day)
    if status.working:
        return Planned(rule_day, rule_day, note)
    later = _working(rule_day, last, ONE_DAY, calendar)
    earlier = _working(rule_day, first, -ONE_DAY, calendar)
    day = later or earlier
    if day_off == NEAREST and earlier and later and rule_day - earlier < later - rule_day:
        day = earlier
    if day is None:
        return None
    unsure = "" if status.confidence == Confidence.VERIFIED else ", cần đối chiếu"
    why = f"{vn_date(rule_day)} là ngày nghỉ ({status.text}{unsure})"
    if day_off == NEXT_WORKING and day < rule_day:
        why += ", sau đó hết kỳ của lịch"
    if (day.year, day.month) != (rule_day.year, rule_day.month):
        why += f", sang tháng {day.month:02d}"
    return Planned(rule_day, day, "; ".join(part for part in (note, why) if part))


def _working(day: date, end: date, step: timedelta, calendar: WorkingCalendar) -> date | None:
    """The first working day after `day` in the direction of `step`, not past `end`."""
    while day != end:
        day += step
        if calendar.is_working(day):
            return day
    return None


def _merged(one: Planned, other: Planned) -> Planned:
    """Two rule days that meet on one day: its own rule day leads, the other is told."""
    kept, joined = (other, one) if other.rule_day == other.day else (one, other)
    return replace(kept, why="; ".join(part for part in (kept.why, joined.why) if part))


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"
