"""Pages that stand beside each other under “Báo cáo”."""

from django.urls import reverse

from agencies.models import User
from agencies.roles import Permission
from agencies.tabs import Tab, open_tabs

TABS = (
    Tab("Báo cáo", "report_list", Permission.READ_REPORT),
    Tab("Biểu thống kê", "statutory_page", Permission.READ_REPORT),
    Tab("Tiếp nhận", "report_board", Permission.RECEIVE_REPORT),
    Tab("Báo cáo nhanh", "quick_list", Permission.READ_REPORT),
    Tab("Báo cáo đột xuất", "incident_list", Permission.READ_REPORT),
    Tab("Lịch lập", "report_schedule_list", (Permission.SCHEDULE_REPORT, Permission.MAKE_REPORT)),
    Tab("Trao đổi", "exchange", Permission.EXCHANGE_DATA),
    Tab("Kiểm tra tệp", "report_check", Permission.READ_REPORT),
)


def tabs_for(user: User, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open."""
    return open_tabs(user, TABS, active)


def schedule_tabs(active: str) -> list[dict[str, object]]:
    """The schedules and what they made."""
    parts = (("Lịch", "report_schedule_list"), ("Các đợt", "batch_list"))
    return [
        {"label": label, "url": reverse(name), "active": name == active} for label, name in parts
    ]
