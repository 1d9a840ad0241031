"""Panels of the home page."""

from typing import Any

from agencies.models import User


def home(user: User) -> list[dict[str, Any]]:
    """Panels for this user: title, url_name, order."""
    return []
