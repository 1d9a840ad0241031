"""Navigation items."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission


def items(user: User) -> list[dict[str, Any]]:
    """Items this user may open: label, url_name, icon, order."""
    found = []
    if user.may(Permission.LOG_VISIT):
        found.append(
            {"label": "Tiếp công dân", "url_name": "visit_new", "icon": "user-plus", "order": 10}
        )
    if reaches_anybody(user):
        register = {"label": "Sổ tiếp công dân", "url_name": "visit_list", "icon": "book"}
        sessions = {"label": "Buổi tiếp", "url_name": "session_list", "icon": "calendar-event"}
        found += [{**register, "order": 11}, {**sessions, "order": 12}]
    return found


def reaches_anybody(user: User) -> bool:
    """True when some agency's visits are within reach."""
    return bool(user.access.own_ids or user.access.prefixes)
