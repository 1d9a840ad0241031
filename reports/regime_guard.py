"""A report that went out keeps its regime: none may begin inside a period that was sent."""

from __future__ import annotations

from datetime import date

from law.dates import vn_date
from reports.enums import ReportKind, ReportState
from reports.models import Report

_OUT = (
    ReportState.APPROVED,
    ReportState.SIGNED,
    ReportState.SENT,
    ReportState.RECEIVED,
    ReportState.RETURNED,
)


def objection(*, first_day: date) -> str:
    """Why no regime may begin on `first_day`, or nothing; of the reports it names the last period."""
    newest = (
        Report.objects.unscoped("whether one left, not what it says")
        .filter(kind=ReportKind.STATUTORY, ends_on__gte=first_day, state__in=_OUT)
        .order_by("-ends_on", "-version")
        .first()
    )
    if newest is None:
        return ""
    return (
        f"Báo cáo {newest.title.lower()} (kỳ kết thúc ngày {vn_date(newest.ends_on)}) đã được duyệt "
        f"hoặc gửi theo chế độ {newest.regime or 'hiện nay'}; chế độ mới phải áp dụng từ sau ngày đó."
    )
