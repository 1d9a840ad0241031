"""Báo cáo phải gửi: what the own agencies owe now, have begun, or were given back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from agencies.models import Agency, User
from law.periods import Period
from reports.due_days import Known, due_on
from reports.enums import ReportKind, ReportState
from reports.expected import owed_now, owes_reports
from reports.models import Report
from reports.rights import made_by
from reports.toned import state_words, toned

_ARRIVED = (ReportState.SENT, ReportState.RECEIVED)


def owed_reports(user: User, today: date) -> list[dict[str, Any]]:
    """A line for each own agency and period that has not arrived yet, the nearest day first."""
    own = _owing(user)
    periods = owed_now(today)
    newest = _newest(own, periods)
    known: Known = {}
    lines = [
        _line(agency, period, newest.get((agency.pk, period.code)), today, known)
        for agency in own
        for period in periods
    ]
    waiting = [line for line in lines if line is not None]
    return sorted(waiting, key=lambda line: (line["due_on"] or today, line["agency"].name))


def owes_now(user: User, today: date) -> bool:
    """Whether the home page has something to show."""
    return bool(owed_now(today)) and bool(_owing(user))


def _owing(user: User) -> list[Agency]:
    return [agency for agency in made_by(user) if owes_reports(agency)]


def _newest(agencies: list[Agency], periods: list[Period]) -> dict[Any, Report]:
    """The newest version that stands, by agency and period."""
    found = (
        Report.objects.unscoped("whether it came, not what it says")
        .filter(
            kind=ReportKind.STATUTORY,
            agency__in=agencies,
            period__in=[period.code for period in periods],
        )
        .exclude(state=ReportState.REPLACED, approved_at__isnull=True)
    )
    ordered = found.defer("figures", "narrative").order_by("version")
    return {(report.agency_id, report.period): report for report in ordered}


def _line(
    agency: Agency, period: Period, report: Report | None, today: date, known: Known
) -> dict[str, Any] | None:
    if report is not None and report.state in _ARRIVED:
        return None
    due = due_on(agency, period, {}, known)
    asked = f"loai={ReportKind.STATUTORY}&agency={agency.pk}&period={period.code}"
    url = (
        reverse("report_detail", args=[report.pk])
        if report
        else f"{reverse('report_make')}?{asked}"
    )
    return {
        "agency": agency,
        "title": period.label,
        "due_on": due,
        "is_late": due is not None and today > due,
        "runs": period.end >= today,
        "state": state_words(report) if report else "Chưa lập",
        "tone": toned(report) if report else "neutral",
        "url": url,
    }
