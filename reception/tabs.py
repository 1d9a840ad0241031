"""Pages that stand beside each other under one item of the navigation."""

from dataclasses import dataclass

from django.urls import reverse

from agencies.models import User
from agencies.roles import Permission


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a group; `permission` None means everybody who reaches an agency."""

    label: str
    url_name: str
    permission: Permission | None = None


GROUPS: dict[str, tuple[Tab, ...]] = {
    "register": (Tab("Sổ tiếp công dân", "visit_list"),),
    "sessions": (Tab("Buổi tiếp", "session_list"),),
}


def tabs_for(user: User, group: str, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open; empty when there is only one."""
    found = [
        {"label": tab.label, "url": reverse(tab.url_name), "active": tab.url_name == active}
        for tab in GROUPS[group]
        if tab.permission is None or user.may(tab.permission)
    ]
    return found if len(found) > 1 else []
