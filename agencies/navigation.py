"""Navigation items of the house itself."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission


def items(user: User) -> list[dict[str, Any]]:
    """Items this user may open: label, url_name, icon, order."""
    found = [{"label": "Trang chủ", "url_name": "home", "icon": "home", "order": 0}]
    if user.may(Permission.MANAGE_UNITS):
        found += [
            {"label": "Đơn vị", "url_name": "agency_list", "icon": "building", "order": 80},
            {"label": "Tài khoản", "url_name": "user_list", "icon": "users", "order": 81},
        ]
    if user.may(Permission.ADOPT_LAW):
        law = {"label": "Văn bản áp dụng", "url_name": "law_text_list"}
        found.append({**law, "icon": "scale", "order": 85})
    return found
