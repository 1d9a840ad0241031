"""Pages of petitions that stand beside each other under one item of the navigation."""

from agencies.models import User
from agencies.roles import Permission
from agencies.tabs import Tab, open_tabs
from complaints.selectors import watches_cases

GROUPS: dict[str, tuple[Tab, ...]] = {
    "work": (
        Tab("Việc hôm nay", "work_today", Permission.PROCESS_PETITION),
        Tab("Việc của đơn vị", "work_unit", Permission.ASSIGN_WORK),
        Tab("Thời gian từng khâu", "stage_times", Permission.ASSIGN_WORK),
        Tab("Người làm thay", "substitution_list", Permission.PROCESS_PETITION),
        Tab("Báo đến hạn", "notice_list"),
    ),
    "cases": (
        Tab("Sổ đơn", "petition_list"),
        Tab("Đề xuất chờ duyệt", "proposal_list", Permission.PROCESS_PETITION),
        Tab("Đơn đã chuyển", "transfer_list"),
        Tab("Đơn chuyển đến", "transfer_inbox"),
        Tab("Đôn đốc", "urge_list"),
        Tab("Chuyển sai thẩm quyền", "wrong_transfers", Permission.SEE_OVERVIEW),
        Tab("Giao nhận hồ sơ", "handover_list"),
    ),
    "hotspots": (
        Tab("Điểm nóng", "hotspot_list"),
        Tab("Cùng nơi phát sinh", "radar"),
        Tab("Danh sách rà soát", "review_list_list"),
        # L: skipped levels, coordination
        Tab("Vượt cấp", "sighting_list"),
        Tab("Yêu cầu phối hợp", "coordination_list"),
        Tab("Trọng số dấu hiệu", "signal_weights", Permission.SEE_OVERVIEW),
    ),
    "archives": (
        Tab("Đến hạn nộp lưu", "archive_due"),
        Tab("Đã nộp lưu", "archive_list"),
        Tab("Hết thời hạn bảo quản", "archive_expired"),
    ),
}


def tabs_for(user: User, group: str, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open; empty when there is only one."""
    return open_tabs(user, GROUPS[group], active) if watches_cases(user) else []


def archive_tabs(user: User, active: str) -> list[dict[str, object]]:
    """Those of the archives: a custodian, who reaches no agency by role, has them too."""
    return open_tabs(user, GROUPS["archives"], active)
