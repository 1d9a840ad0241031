"""Panels of the home page."""

from typing import Any

from django.utils import timezone

from agencies.models import User
from agencies.roles import Permission
from reports.batches import with_parked
from reports.owed import owes_now
from reports.quick_board import owes_quick_reports


def home(user: User) -> list[dict[str, Any]]:
    """What is owed today, and the newest reports of those who sign or make them."""
    found: list[dict[str, Any]] = []
    # Most of the year nobody owes a quick report; then there is no panel.
    if user.may(Permission.SEND_QUICK_REPORT) and owes_quick_reports(user, timezone.localdate()):
        panel = {"title": "Báo cáo nhanh hôm nay", "url_name": "panel_quick", "order": 8}
        found.append(panel)
    if user.may(Permission.MAKE_REPORT) and owes_now(user, timezone.localdate()):
        found.append({"title": "Báo cáo phải gửi", "url_name": "panel_owed", "order": 9})
    if user.may(Permission.MAKE_REPORT):
        found.append({"title": "Báo cáo tuần", "url_name": "panel_reports", "order": 40})
    if user.may(Permission.SCHEDULE_REPORT) and with_parked(user).exists():
        found.append(
            {"title": "Đợt lập báo cáo có việc hỏng", "url_name": "panel_batches", "order": 12}
        )
    return found
