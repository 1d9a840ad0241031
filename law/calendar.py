"""The Vietnamese working calendar: lịch làm việc, nghỉ lễ, tết, nghỉ hoán đổi, làm bù.

Only days that differ from Monday-to-Friday are rows (Labour Code 2019, articles 111 and 112, and
the yearly decision on swaps). A year without rows is not covered: nobody has yet said how it rests.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from law.dates import vn_date, vn_weekday
from law.enums import Confidence, DayKind
from law.errors import LawError
from law.toml_fields import Fields

ONE_DAY = timedelta(days=1)
SATURDAY = 5
_SWAP = "thông báo hoán đổi ngày làm việc của năm (Bộ luật Lao động 2019, điều 111, điều 112)"
BASIS = {
    DayKind.OFF: "Bộ luật Lao động 2019, điều 111, điều 112",
    DayKind.SWAPPED_OFF: _SWAP,
    DayKind.WORKED: _SWAP,
}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One special day; `other` is the day it is swapped with; `citation`: the decision on it."""

    on: date
    kind: DayKind
    name: str
    confidence: Confidence
    other: date | None = None
    citation: str = ""

    @property
    def basis(self) -> str:
        """What makes this day what it is: the decision, else the article that orders one."""
        return self.citation or BASIS[self.kind]

    @property
    def text(self) -> str:
        if self.kind == DayKind.WORKED:
            return f"{self.name} cho ngày {vn_date(self.other)}" if self.other else self.name
        if self.kind == DayKind.SWAPPED_OFF:
            swap = f", làm bù ngày {vn_date(self.other)}" if self.other else ""
            return f"nghỉ {self.name}{swap}"
        return self.name if self.name.startswith("nghỉ ") else f"nghỉ lễ: {self.name}"


class DayStatus(NamedTuple):
    """Whether people work that day, why, how sure that is, and which decision says so."""

    working: bool
    text: str
    confidence: Confidence
    basis: str = ""


class WorkingCalendar:
    """Answers for every day of the years it has rows for."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._days: dict[date, CalendarDay] = {}
        for day in days:
            if day.on in self._days:
                raise LawError(f"Lịch làm việc ghi ngày {vn_date(day.on)} hai lần.")
            self._days[day.on] = day
        if not self._days:
            raise LawError("Lịch làm việc không có ngày nào.")
        self.years = tuple(sorted({day.year for day in self._days}))

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """The special days, by date."""
        return tuple(self._days[on] for on in sorted(self._days))

    @property
    def years_text(self) -> str:
        """“2024–2027”, or the years one by one when there is a hole."""
        first, last = self.years[0], self.years[-1]
        if len(self.years) > 1 and len(self.years) == last - first + 1:
            return f"{first}–{last}"
        return ", ".join(str(year) for year in self.years)

    def covers(self, day: date) -> bool:
        return day.year in self.years

    def require(self, day: date) -> None:
        """Refuse a day of a year that the calendar does not know."""
        if not self.covers(day):
            raise LawError(
                f"Lịch làm việc chỉ có các năm {self.years_text}, chưa có ngày {vn_date(day)}."
            )

    def reason(self, day: date) -> DayStatus:
        """Working or not, with the reason in words."""
        self.require(day)
        row = self._days.get(day)
        if row is None:
            return DayStatus(day.weekday() < SATURDAY, vn_weekday(day), Confidence.VERIFIED)
        return DayStatus(row.kind == DayKind.WORKED, row.text, row.confidence, row.basis)

    def is_working(self, day: date) -> bool:
        return self.reason(day).working

    def on_or_after(self, day: date) -> date:
        """The first working day from `day` on."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day up to `day`."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day


def working_calendar(data: Mapping[str, object]) -> WorkingCalendar:
    """Validate `[[day]]` tables: every swap has its other half, a worked day is a weekend day."""
    fields = Fields(data, "Lịch làm việc")
    rows = [row for table in fields.required("day", list) for row in calendar_days(table)]
    fields.done()
    refuse_lone_swaps(rows)
    return WorkingCalendar(rows)


def refuse_lone_swaps(rows: Iterable[CalendarDay]) -> None:
    """A day off for another day worked: both are there, or neither."""
    by_date = {row.on: row for row in rows}
    for row in by_date.values():
        half = by_date.get(row.other) if row.other else None
        if row.other and (half is None or half.other != row.on):
            raise LawError(f"Lịch làm việc: ngày {vn_date(row.on)} hoán đổi mà không có ngày kia.")


SWAP_KEY = {DayKind.SWAPPED_OFF: "worked_on", DayKind.WORKED: "instead_of"}


def calendar_days(table: object) -> list[CalendarDay]:
    """The days of one `[[day]]` table: one day, or all from `date` to `to`."""
    fields = Fields(table, "Lịch làm việc")
    first = fields.required("date", date)
    fields.where = f"Lịch làm việc, ngày {vn_date(first)}"
    last = fields.optional("to", date) or first
    kind = fields.choice("kind", DayKind)
    name = fields.required("name", str)
    confidence = fields.choice("confidence", Confidence)
    other = fields.required(SWAP_KEY[kind], date) if kind in SWAP_KEY else None
    citation = fields.optional("citation", str) or ""
    fields.done()
    if last < first or (other and last != first):
        raise fields.error("“to” không hợp lệ")
    if kind == DayKind.WORKED and first.weekday() < SATURDAY:
        raise fields.error("ngày làm bù phải là ngày cuối tuần")
    span = (last - first).days + 1
    return [
        CalendarDay(first + i * ONE_DAY, kind, name, confidence, other, citation)
        for i in range(span)
    ]
