"""The badge of a report: its state in words with a tone."""

from __future__ import annotations

from reports.enums import ReportState
from reports.models import Report

_TONES = {
    ReportState.DRAFT: "neutral",
    ReportState.APPROVED: "info",
    ReportState.SIGNED: "info",
    ReportState.SENT: "info",
    ReportState.RECEIVED: "ok",
    ReportState.RETURNED: "late",
    ReportState.REPLACED: "neutral",
}
DROPPED = "Dự thảo đã bỏ"


def toned(report: Report) -> str:
    """The tone of the badge."""
    return _TONES[ReportState(report.state)]


def state_words(report: Report) -> str:
    """The state as a reader hears it; a draft that was put away is no version that was replaced."""
    return DROPPED if report.was_dropped else str(report.get_state_display())
