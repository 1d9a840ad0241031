"""Panels of the home page."""

from typing import Any

from agencies.models import User
from complaints.selectors import works_with_cases


def home(user: User) -> list[dict[str, Any]]:
    """Panels for this user: title, url_name, order."""
    if not works_with_cases(user):
        return []
    return [{"title": "Quá hạn, sắp đến hạn", "url_name": "panel_due", "order": 20}]
