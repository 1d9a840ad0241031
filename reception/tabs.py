"""Pages that stand beside each other under one item of the navigation."""

from agencies.models import User
from agencies.roles import Permission
from agencies.tabs import Tab, open_tabs
from reception import sheets
from reception.book_rows import WHO_PRINTS

GROUPS: dict[str, tuple[Tab, ...]] = {
    "register": (
        Tab("Sổ tiếp công dân", "visit_list"),
        Tab("In sổ", "register_book", WHO_PRINTS),
        Tab(
            "Văn bản đi",
            "document_list",
            (
                Permission.ISSUE_DOCUMENT,
                Permission.READ_REPORT,
                Permission.KEEP_SEALED_REGISTER,
            ),
        ),
        Tab("Từ chối tiếp", "refusal_list", Permission.REVERSE_REFUSAL),
        Tab("Sổ giấy dự phòng", "paper_list", sheets.WHO_KEEPS, sheets.late_count),
        Tab("Nhập sổ đang dùng", "stock_list", Permission.IMPORT_STOCK),
        Tab("Biểu mẫu bàn tiếp", "desk_layout", Permission.SET_UP_DESK),
    ),
    "sessions": (
        Tab("Buổi tiếp", "session_list"),
        Tab("Lịch tiếp", "schedule_list"),
        Tab("Ngày tiếp của Thủ trưởng", "head_days"),
        Tab("Trụ sở, địa điểm", "venue_list"),
        Tab("Chấm công", "allowance_sheet", Permission.MANAGE_DUTY),
        Tab("Việc theo kết luận", "conclusion_tasks"),
        Tab("Giấy mời dự tiếp", "invitation_list"),
    ),
    "duty": (
        Tab("Lịch trực của cơ quan", "duty_roster"),
        Tab("Tôi trực ngày nào", "my_duty"),
    ),
}


def tabs_for(user: User, group: str, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open; empty when there is only one."""
    return open_tabs(user, GROUPS[group], active)
