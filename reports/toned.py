"""The badge of a report: its state in words with a tone."""

from __future__ import annotations

from reports.all_kinds import kind_of
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
# A kind that goes nowhere is done when it is made.
MADE = "Đã lập"


def toned(report: Report) -> str:
    """The tone of the badge."""
    return _TONES[ReportState(report.state)]


def state_words(report: Report) -> str:
    """The state as a reader hears it; a draft that was put away is no version that was replaced."""
    if report.was_dropped:
        return DROPPED
    if report.state == ReportState.DRAFT and not kind_of(report.kind).sends:
        return MADE
    return str(report.get_state_display())
