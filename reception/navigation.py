"""Navigation items."""

from typing import Any

from agencies.models import User


def items(user: User) -> list[dict[str, Any]]:
    """Items this user may open: label, url_name, icon, order."""
    return []
