"""Navigation items of reports."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission
from agencies.tabs import pages_of
from reports.tabs import TABS


def items(user: User) -> list[dict[str, Any]]:
    """The overview for those who watch units, reports for those who read them."""
    found = []
    if user.may(Permission.SEE_OVERVIEW):
        found.append(
            {"label": "Tổng quan", "url_name": "overview", "icon": "chart-bar", "order": 5}
        )
    if user.may(Permission.READ_REPORT):
        reports = {"label": "Báo cáo", "url_name": "report_list", "icon": "report", "order": 50}
        found.append({**reports, "also": pages_of(TABS)})
    elif user.may(Permission.SCHEDULE_REPORT):
        schedules = {"label": "Lịch báo cáo", "url_name": "report_schedule_list"}
        found.append({**schedules, "icon": "calendar-event", "order": 83})
    return found
