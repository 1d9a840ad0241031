"""Panels of the home page."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission
from complaints.selectors import works_with_cases


def home(user: User) -> list[dict[str, Any]]:
    """Panels for this user: title, url_name, order."""
    if not works_with_cases(user):
        return []
    found = [
        {"title": "Quá hạn, sắp đến hạn", "url_name": "panel_due", "order": 20},
        {"title": "Báo việc đến hạn", "url_name": "notice_list", "order": 21},
    ]
    if user.may(Permission.PROCESS_PETITION):
        found.append({"title": "Việc hôm nay", "url_name": "work_today", "order": 5})
    if user.may(Permission.CONFIRM_HOTSPOT):
        hot = {"title": "Điểm nóng cần quyết định, cần xem lại", "url_name": "panel_hotspots"}
        found.append({**hot, "order": 22})
    return found
