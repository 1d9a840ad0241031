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
    return [{"title": "Lượt tiếp hôm nay", "url_name": "panel_visits_today", "order": 10}]
