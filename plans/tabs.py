"""Pages that stand beside each other under "Kế hoạch"."""

from agencies.models import User
from agencies.tabs import Tab, open_tabs
from plans.readings import waiting_for

TABS = (
    Tab("Kế hoạch", "plan_list"),
    Tab("Nhiệm vụ", "my_tasks"),
    Tab("Hoạt động quản lý", "activity_list"),
    Tab("Xác nhận đã đọc", "reading_list", waiting=waiting_for),
)


def tabs_for(user: User, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab; empty when there is only one."""
    return open_tabs(user, TABS, active)
