"""Pages that stand beside each other under one item of the navigation."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from agencies.models import User
from agencies.roles import Permission
from reception import sheets
from reception.book_rows import WHO_PRINTS


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
}


def tabs_for(user: User, group: str, active: str) -> list[dict[str, object]]:
    """Label, url, active of each tab this user may open; empty when there is only one."""
    found = [
        {
            "label": tab.label_for(user),
            "url": reverse(tab.url_name),
            "active": tab.url_name == active,
        }
        for tab in GROUPS[group]
        if tab.is_open_to(user)
    ]
    return found if len(found) > 1 else []
