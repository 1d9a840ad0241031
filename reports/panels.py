"""Panels of the home page."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission


def home(user: User) -> list[dict[str, Any]]:
    """The newest reports for those who sign or make them: title, url_name, order."""
    if not user.may(Permission.MAKE_REPORT):
        return []
    return [{"title": "Báo cáo tuần", "url_name": "panel_reports", "order": 40}]
