"""Pages of petitions that stand beside each other under one item of the navigation."""

from agencies.models import User
from agencies.tabs import Tab, open_tabs
from complaints.selectors import watches_cases

GROUPS: dict[str, tuple[Tab, ...]] = {
    "work": (),
    "cases": (Tab("Sổ đơn", "petition_list"),),
}


def tabs_for(user: User, group: str, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open; empty when there is only one."""
    return open_tabs(user, GROUPS[group], active) if watches_cases(user) else []
