"""Panels of the home page."""

from typing import Any

from agencies.models import User
from reception.navigation import reaches_anybody


def home(user: User) -> list[dict[str, Any]]:
    """Panels for this user: title, url_name, order."""
    if not reaches_anybody(user):
        return []
    return [{"title": "Lượt tiếp hôm nay", "url_name": "panel_visits_today", "order": 10}]
