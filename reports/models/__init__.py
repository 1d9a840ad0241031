"""Models of reports, one file a subject."""

from reports.models.after_action import AfterAction
from reports.models.quick import Incident, QuickReport
from reports.models.report import Report, Tally

__all__ = ["AfterAction", "Incident", "QuickReport", "Report", "Tally"]
