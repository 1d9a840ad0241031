"""Định mức tiếp công dân của Thủ trưởng: days held against days the law asks. Pure (ADR 0012).

Units are compared with their own quota, never ranked, and no person is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from law.calendar import ONE_DAY
from law.enums import Unit
from law.errors import LawError
from law.rules import RuleBook

THURSDAY = 3
MOST_MONTHS = 12
# Words of agencies.enums.Level. The reception board serves the chairman's days; rooms and Party
# bodies have no quota in these laws.
RULE_OF_LEVEL: Mapping[str, str] = {
    "province": "TIEP_TINH",
    "inspectorate": "TIEP_SO",
    "department": "TIEP_SO",
    "district": "TIEP_HUYEN",
    "commune": "TIEP_XA",
}


@dataclass(frozen=True, slots=True)
class Quota:
    """What the law asks of one month: days, and under which article."""

    days: int
    citation: str
    rule: str


@dataclass(frozen=True, slots=True)
class Held:
    """Days of one month on which somebody received for the unit, from sessions that were held.

    `direct`: periodic reception by the head in person; `delegated`: by a deputy under a document;
    `ad_hoc`: beyond the quota.
    """

    direct: int = 0
    delegated: int = 0
    ad_hoc: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """One unit in one month."""

    first: date
    quota: Quota | None
    held: Held
    word: str
    tone: str

    @property
    def last(self) -> date:
        return next_month(self.first) - ONE_DAY


def months_between(first: date, last: date) -> list[date]:
    """First days of the months from that of `first` to that of `last`; the latest twelve at most."""
    found = []
    month = first.replace(day=1)
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found[-MOST_MONTHS:]


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def back(month: date, months: int) -> date:
    """The first day of the month so many months before."""
    number = month.year * 12 + month.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def quota_of(level: str, month: date, rules: RuleBook) -> Quota | None:
    """What the law in force on the first day of `month` asks of a body of this level.

    A weekly quota asks once for every week; a week belongs to the month that holds its Thursday,
    so that none is asked twice (our decision, the law is silent).
    """
    code = RULE_OF_LEVEL.get(level)
    if code is None:
        return None
    try:
        version = rules.get(code).version_on(month)
    except LawError:
        return None
    days = version.amount or 0
    if version.unit == Unit.DAYS_PER_WEEK:
        days *= _thursdays(month)
    return Quota(days, version.citation, code)


def month_of(month: date, quota: Quota | None, held: Held, today: date) -> Month:
    """The month with its word: đủ, thiếu N ngày, còn N ngày while it runs, chưa đến."""
    return Month(month, quota, held, *_judged(month, quota, held, today))


def _judged(month: date, quota: Quota | None, held: Held, today: date) -> tuple[str, str]:
    if quota is None:
        return "Không có định mức", "neutral"
    short = quota.days - held.direct
    if short <= 0:
        return "Đủ", "ok"
    if month > today:
        return "Chưa đến", "neutral"
    if today < next_month(month):
        return f"Còn {short} ngày", "info"
    if short <= held.delegated:
        return f"Thiếu {short} ngày, có ủy quyền", "warn"
    return f"Thiếu {short} ngày", "late"


def tally(rows: Iterable[tuple[date, str, bool]]) -> Held:
    """Days from sessions that were held: (day, kind, delegated). Two sessions of a day are one."""
    direct: set[date] = set()
    delegated: set[date] = set()
    ad_hoc: set[date] = set()
    for day, kind, by_deputy in rows:
        if kind == "ad_hoc":
            ad_hoc.add(day)
        elif kind == "periodic":
            (delegated if by_deputy else direct).add(day)
    return Held(len(direct), len(delegated - direct), len(ad_hoc))


def _thursdays(month: date) -> int:
    day = month
    while day.weekday() != THURSDAY:
        day += ONE_DAY
    return ((next_month(month) - day).days + 6) // 7
