"""Pages that stand beside each other under “Báo cáo”."""

from agencies.models import User
from agencies.roles import Permission
from agencies.tabs import Tab, open_tabs

TABS = (
    Tab("Báo cáo tuần", "report_list", Permission.READ_REPORT),
    Tab("Báo cáo nhanh", "quick_list", Permission.READ_REPORT),
    Tab("Báo cáo đột xuất", "incident_list", Permission.READ_REPORT),
)


def tabs_for(user: User, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open."""
    return open_tabs(user, TABS, active)
