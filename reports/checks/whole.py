"""Everything about one agency and period: what is counted now, and the reports that were made of it."""

from __future__ import annotations

from datetime import date

from agencies.models import Agency
from law.periods import Period
from reports.checks.finding import Checked
from reports.checks.live import check_live
from reports.checks.of_report import check_report
from reports.due_days import root_of
from reports.enums import ReportKind, ReportState
from reports.models import Report


def check_whole(*, agency: Agency, period: Period, today: date) -> Checked:
    """The live tables, then the newest report of the agency and of every unit below it."""
    result = check_live(agency=agency, period=period, today=today)
    for report in newest_reports(agency, period):
        result.add(check_report(report))
    return result


def newest_reports(agency: Agency, period: Period) -> list[Report]:
    """The newest statutory report of each agency of the tree for a period."""
    path = root_of(agency).path
    found = (
        Report.objects.unscoped("frozen figures of the tree that is checked")
        .filter(
            kind=ReportKind.STATUTORY,
            period=period.code,
            scope_path__gte=path,
            scope_path__lt=path[:-1] + "0",
        )
        .exclude(state=ReportState.REPLACED)
        .select_related("agency__oversees", "agency__parent")
        .order_by("scope_path", "version")
    )
    newest = {report.agency_id: report for report in found}
    return list(newest.values())
