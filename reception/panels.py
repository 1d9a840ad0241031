"""Panels of the home page."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission
from reception.navigation import reaches_anybody


def home(user: User) -> list[dict[str, Any]]:
    """Panels for this user: title, url_name, order."""
    if not reaches_anybody(user):
        counts = {"title": "Số người tại nơi tiếp công dân", "url_name": "room_count", "order": 10}
        return [counts] if user.may(Permission.COUNT_ROOM) else []
    found = [{"title": "Lượt tiếp hôm nay", "url_name": "panel_visits_today", "order": 10}]
    found.append({"title": "Lịch trực của tôi", "url_name": "panel_duty", "order": 15})
    if user.may(Permission.PLAN_SESSION):
        days = {"title": "Ngày tiếp sắp tới của Thủ trưởng", "url_name": "panel_heads_day"}
        found.append({**days, "order": 12})
    if user.may(Permission.UPDATE_TASK):
        tasks = {"title": "Việc theo kết luận tiếp công dân", "url_name": "panel_conclusion_tasks"}
        found.append({**tasks, "order": 25})
    return found
