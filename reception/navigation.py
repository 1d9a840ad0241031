"""Navigation items."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission
from agencies.tabs import pages_of
from reception.tabs import GROUPS


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
        duty = {"label": "Lịch trực", "url_name": "duty_roster", "icon": "calendar-week"}
        found += [
            {**register, "also": pages_of(GROUPS["register"]), "order": 12},
            {**sessions, "also": pages_of(GROUPS["sessions"]), "order": 13},
            {**duty, "also": pages_of(GROUPS["duty"]), "order": 14},
        ]
    if user.may(Permission.RUN_ROOM):
        found.append({"label": "Phòng chờ", "url_name": "room", "icon": "users", "order": 11})
    elif user.may(Permission.COUNT_ROOM):
        found.append({"label": "Số người", "url_name": "room_count", "icon": "users", "order": 11})
    if user.may(Permission.KEEP_SEALED_REGISTER) and not user.may(Permission.LOG_VISIT):
        found.append(
            {"label": "Sổ giấy kín", "url_name": "paper_list", "icon": "printer", "order": 15}
        )
    if user.may(Permission.KEEP_SEALED_REGISTER):
        found.append(
            {"label": "Tra cứu tại bàn", "url_name": "look_up_list", "icon": "search", "order": 72}
        )
    return found


def reaches_anybody(user: User) -> bool:
    """True when some agency's visits are within reach."""
    return bool(user.access.own_ids or user.access.prefixes)
