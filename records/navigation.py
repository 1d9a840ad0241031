"""Navigation items of records."""

from typing import Any

from agencies.models import User
from agencies.roles import Role


def items(user: User) -> list[dict[str, Any]]:
    """Search is for whoever reaches case records."""
    if user.access.roles - {Role.ADMIN, Role.CUSTODIAN}:
        return [{"label": "Tra cứu", "url_name": "search", "icon": "search", "order": 60}]
    return []
