"""Pages that stand beside each other under one item of the navigation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from agencies.models import User
from agencies.roles import Permission


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a group; `permission` None means everybody who reaches an agency, several mean
    whoever holds one of them. `waiting` counts what the page has left to do."""

    label: str
    url_name: str
    permission: Permission | tuple[Permission, ...] | None = None
    waiting: Callable[[User], int] | None = None

    def is_open_to(self, user: User) -> bool:
        if self.permission is None:
            return True
        several = self.permission if isinstance(self.permission, tuple) else (self.permission,)
        return any(user.may(permission) for permission in several)

    def label_for(self, user: User) -> str:
        left = self.waiting(user) if self.waiting else 0
        return f"{self.label} ({left})" if left else self.label


def pages_of(tabs: Iterable[Tab]) -> list[str]:
    """Names of the pages of a group, for the item of the navigation that they stand under."""
    return [tab.url_name for tab in tabs]


def open_tabs(user: User, tabs: Iterable[Tab], active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open; empty when there is only one."""
    found = [
        {
            "label": tab.label_for(user),
            "url": reverse(tab.url_name),
            "active": tab.url_name == active,
        }
        for tab in tabs
        if tab.is_open_to(user)
    ]
    return found if len(found) > 1 else []
