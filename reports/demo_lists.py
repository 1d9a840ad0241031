"""Lists of the demonstration: one of each kind, for the inspectorate and for one department."""

from __future__ import annotations

from datetime import datetime, timedelta

from agencies.models import Agency
from agencies.units.order import DemoOrder
from law.periods import week_of
from reports.actions.making import make_report
from reports.enums import ReportKind

_INSPECTORATE, _DEPARTMENT = "LS-TTT", "LS-SKHCN"


def load(*, order: DemoOrder, now: datetime) -> None:
    """Made as a schedule would make them; in a volume run they would be a benchmark of their own."""
    if order.is_bulk:
        return
    yesterday = order.until - timedelta(days=1)
    week = week_of(order.until - timedelta(weeks=1)).code
    year = f"{yesterday.year}-01-01..{yesterday}"
    asked = (
        (ReportKind.OVERDUE, _INSPECTORATE, week),
        (ReportKind.HOTSPOTS, _INSPECTORATE, week),
        (ReportKind.HEADS_DAYS, _INSPECTORATE, f"{yesterday.year}-9T"),
        (ReportKind.DAILY, _DEPARTMENT, f"{yesterday}..{yesterday}"),
        (ReportKind.TRANSFERS, _DEPARTMENT, year),
        (ReportKind.VISITS, _DEPARTMENT, year),
        (ReportKind.PETITIONS, _DEPARTMENT, year),
    )
    units = Agency.objects.select_related("parent", "oversees").in_bulk(
        [_INSPECTORATE, _DEPARTMENT], field_name="code"
    )
    made = [
        make_report(kind=kind, agency=units[code], period=period, by=None, now=now)
        for kind, code, period in asked
        if code in units
    ]
    order.say(f"Đã lập {len(made)} danh sách, sổ.")
