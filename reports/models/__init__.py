"""Models of reports, one file a subject."""

from reports.models.after_action import AfterAction
from reports.models.heard import Desk, Heard
from reports.models.quick import Incident, QuickReport
from reports.models.regime import (
    OpeningBalance,
    ReportBatch,
    ReportSchedule,
    ReportUrge,
    SendingDays,
)
from reports.models.report import Report
from reports.models.tally import Dimension, Slice, Tally

__all__ = [
    "AfterAction",
    "Desk",
    "Dimension",
    "Heard",
    "Incident",
    "OpeningBalance",
    "QuickReport",
    "Report",
    "ReportBatch",
    "ReportSchedule",
    "ReportUrge",
    "SendingDays",
    "Slice",
    "Tally",
]
