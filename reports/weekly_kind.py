"""The weekly report (báo cáo tuần) as a kind: its page, its PDF, its figures."""

from __future__ import annotations

from law.periods import Period, parse_period
from reports.enums import ReportKind
from reports.kinds import KindSpec
from reports.models import Report
from reports.weekly import weekly_figures
from reports.weekly_page import page


def accepts(period: Period) -> str:
    """Weeks alone."""
    if period.code.partition("-")[2].startswith("W"):
        return ""
    return f"“{period.code}” không phải là tuần; hãy ghi dạng 2026-W46."


def pdf(report: Report) -> bytes:
    """The PDF of the frozen figures."""
    from django.utils import timezone  # noqa: PLC0415 - one maker of a file

    from reports.document import weekly_pdf  # noqa: PLC0415 - WeasyPrint is loaded when needed

    return weekly_pdf(
        agency=report.agency,
        period=parse_period(report.period),
        figures=report.figures,
        made_on=timezone.localdate(report.made_at),
        version=report.version,
    )


SPEC = KindSpec(
    kind=ReportKind.WEEKLY,
    label="Báo cáo tuần",
    accepts=accepts,
    figures=weekly_figures,
    files={"pdf": pdf},
    template="reports/weekly_report.html",
    each_time=True,
    stored=("pdf",),
    page=page,
)
