"""What units owe as bodies: the days of their heads against the law, reports of periods that are over.

Each unit is measured against its own quota (Luật Tiếp công dân), never against another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from agencies.models import Agency, User
from complaints import law_book
from law.periods import FREE, Period, parse_period
from reception import quotas
from reports.enums import ReportKind, ReportState
from reports.expected import owed_now, owes_reports
from reports.models import Report
from reports.overview import Question
from reports.overview_figures import OVERVIEW
from reports.spans import Span

HEAD_DAYS = OVERVIEW["head_days"]
_ARRIVED = (ReportState.SENT, ReportState.RECEIVED)


@dataclass(frozen=True)
class Months:
    """The months that the period touches, none that is still to come."""

    firsts: tuple[date, ...]

    @classmethod
    def of(cls, question: Question) -> Months:
        last = max(question.period.start, min(question.period.end, question.today))
        return cls(tuple(quotas.months_between(question.period.start, last)))

    @cached_property
    def period(self) -> Period:
        last = quotas.next_month(self.firsts[-1]) - timedelta(days=1)
        return parse_period(f"{self.firsts[0]}{FREE}{last}")


def days_held(question: Question, months: Months) -> dict[UUID, int]:
    """Days on which the head received in person, by agency; one statement."""
    span = Span.of(months.period, question.today)
    return HEAD_DAYS.by_agency(question.cut.of(HEAD_DAYS.rows(span)))


def days_required(agencies: Sequence[Agency], months: Months) -> dict[UUID, int]:
    """Days that the law asks of the head of each agency; only those of whom it asks some."""
    rules = law_book.rules()
    asked = {
        (level, first): quota.days
        for level in {agency.level for agency in agencies}
        for first in months.firsts
        if (quota := quotas.quota_of(level, first, rules))
    }
    found = {
        agency.pk: sum(
            asked.get((agency.level, m), 0) for m in months.firsts if _existed(agency, m)
        )
        for agency in agencies
    }
    return {pk: days for pk, days in found.items() if days}


def _existed(agency: Agency, month: date) -> bool:
    return agency.exists_on(month) or agency.exists_on(quotas.next_month(month) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Unsent:
    """A report of a period that is over and that has not arrived."""

    agency: Agency
    period: Period


def unsent_reports(user: User, agencies: Sequence[Agency], today: date) -> list[Unsent]:
    """Reports not sent, by unit in the given order, the oldest period first; one statement."""
    over = sorted((p for p in owed_now(today) if p.end < today), key=lambda p: (p.end, p.start))
    owing = [agency for agency in agencies if _owes(agency)]
    if not over or not owing:
        return []
    arrived = set(
        Report.objects.visible_to(user)
        .filter(kind=ReportKind.STATUTORY, state__in=_ARRIVED, period__in=[p.code for p in over])
        .values_list("agency_id", "period")
    )
    return [
        Unsent(agency, period)
        for agency in owing
        for period in over
        if agency.exists_on(period.end) and (agency.pk, period.code) not in arrived
    ]


def _owes(agency: Agency) -> bool:
    """The top of the tree consolidates through its inspectorate and sends none of its own."""
    return agency.parent_id is not None and owes_reports(agency)
