"""What the units below have sent, for the one that consolidates (tổng hợp)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from agencies.models import Agency
from law.periods import Period
from reports.due_days import root_of
from reports.enums import ReportKind, ReportState
from reports.models import Report

SENT = (ReportState.SENT, ReportState.RECEIVED)
Values = dict[str, Any]


def sent_reports(*, agency: Agency, period: Period | str) -> dict[UUID, Report]:
    """The report that counts of every unit below `agency` which sent one: by agency."""
    root = root_of(agency)
    code = period if isinstance(period, str) else period.code
    found = (
        Report.objects.unscoped("what units sent to the body that consolidates")
        .filter(
            kind=ReportKind.STATUTORY,
            period=code,
            state__in=SENT,
            scope_path__gte=root.path,
            scope_path__lt=root.path[:-1] + "0",
        )
        .exclude(agency=agency)
    )
    return {
        report.agency_id: report for report in found.select_related("agency").order_by("version")
    }


def sent_rows(*, form_code: str, agency: Agency, period: Period | str) -> dict[UUID, Values]:
    """The unit's own row of one table, as it was sent: agency id -> {"1": n, …}."""
    reports = sent_reports(agency=agency, period=period)
    rows = {key: own_row(report, form_code) for key, report in reports.items()}
    return {key: row for key, row in rows.items() if row is not None}


def own_row(report: Report, form_code: str) -> Values | None:
    """The row of the reporting agency itself in a table of its frozen figures."""
    for table in report.figures.get("tables", ()):
        if table["code"] == form_code:
            for row in table["rows"]:
                if row["agency"] == report.agency.code:
                    values: Values = row["values"]
                    return values
    return None
