"""Navigation items of the house itself."""

from typing import Any

from django.utils import timezone

from agencies.event_page import works_on_events
from agencies.models import Event, User
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
    if works_on_events(user):
        events = {"label": "Sự kiện", "url_name": "event_list", "icon": "flag"}
        found.append({**events, "order": 42})
    return found


def home(user: User) -> list[dict[str, Any]]:
    """The panel of the windows open today, on days when there are any."""
    if not works_on_events(user):
        return []
    if not Event.objects.visible_to(user).open_on(timezone.localdate()).exists():
        return []
    return [{"title": "Sự kiện đang theo dõi", "url_name": "panel_event", "order": 8}]
