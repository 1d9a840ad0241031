"""Navigation items and panels of records."""

from typing import Any

from django.utils import timezone

from agencies.models import User
from agencies.roles import Permission, Role
from records.inbox import unread_words


def items(user: User) -> list[dict[str, Any]]:
    """Notices are everybody's; search is for whoever reaches case records."""
    found: list[dict[str, Any]] = [
        {
            "label": "Thông báo", "url_name": "notices", "icon": "bell", "order": 70,
            "waiting": unread_words(user, timezone.now()),
        }
    ]  # fmt: skip
    if _works_on_records(user):
        search = {"label": "Tra cứu", "url_name": "search", "icon": "search", "order": 60}
        found.append(search)
    if user.may(Permission.READ_LEDGER):
        traces = {"label": "Sổ vết", "url_name": "ledger_list", "icon": "history", "order": 80}
        found.append(traces)
    if user.may(Permission.MANAGE_UNITS):
        old = {"label": "Dọn dữ liệu", "url_name": "retention", "icon": "trash", "order": 87}
        found.append(old)
    return found


def home(user: User) -> list[dict[str, Any]]:
    """The panel of unread notices: title, url_name, order."""
    if not _works_on_records(user):
        return []
    return [{"title": "Thông báo chưa đọc", "url_name": "notices", "order": 45}]


def _works_on_records(user: User) -> bool:
    return bool(user.access.roles - {Role.ADMIN, Role.CUSTODIAN})
