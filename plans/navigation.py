"""Navigation items and panels."""

from typing import Any

from agencies.models import User
from agencies.roles import Role
from agencies.tabs import pages_of
from plans.tabs import TABS


def items(user: User) -> list[dict[str, Any]]:
    """Plans are for whoever does or watches the work."""
    if not _works(user):
        return []
    found = {"label": "Kế hoạch", "url_name": "plan_list", "icon": "clipboard-list", "order": 40}
    return [{**found, "also": pages_of(TABS)}]


def home(user: User) -> list[dict[str, Any]]:
    """The panel of tasks: title, url_name, order."""
    if not _works(user):
        return []
    return [{"title": "Nhiệm vụ theo kế hoạch", "url_name": "panel_plan_tasks", "order": 40}]


def _works(user: User) -> bool:
    return bool(user.access.roles - {Role.ADMIN, Role.CUSTODIAN})
