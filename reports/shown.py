"""Quick reports and weekly reports as evidence of work (minh chứng)."""

from __future__ import annotations

from functools import partial

from agencies.registry import Kind, register
from records.evidence import EvidenceSource, by_day
from reports.models import QuickReport, Report


def register_shown() -> None:
    """Fills the doors for evidence."""
    register(Kind.EVIDENCE, "quickreport", quick_reports)
    register(Kind.EVIDENCE, "report", weekly_reports)


def quick_reports() -> EvidenceSource:
    """Báo cáo nhanh, by its day."""
    return EvidenceSource(
        "quick_detail", QuickReport.objects.visible_to, partial(by_day, field="on_date")
    )


def weekly_reports() -> EvidenceSource:
    """Báo cáo tuần, by its last day."""
    return EvidenceSource(
        "report_detail", Report.objects.visible_to, partial(by_day, field="ends_on")
    )
