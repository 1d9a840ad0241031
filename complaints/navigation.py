"""Navigation items."""

from typing import Any

from agencies.models import User
from agencies.roles import Permission
from agencies.tabs import pages_of
from complaints.archive_rows import keeps_files
from complaints.selectors import watches_cases
from complaints.tabs import GROUPS


def items(user: User) -> list[dict[str, Any]]:
    """Items this user may open: label, url_name, icon, order."""
    found = []
    if user.may(Permission.PROCESS_PETITION):
        today = {"label": "Việc hôm nay", "url_name": "work_today", "icon": "list-check"}
        found.append({**today, "also": pages_of(GROUPS["work"]), "order": 5})
    if watches_cases(user):
        cases = {"label": "Đơn thư", "url_name": "petition_list", "icon": "file-text"}
        flags = {"label": "Điểm nóng", "url_name": "hotspot_list", "icon": "flame"}
        found += [
            {**cases, "also": pages_of(GROUPS["cases"]), "order": 20},
            {**flags, "also": pages_of(GROUPS["hotspots"]), "order": 30},
        ]
    if keeps_files(user):
        files = {"label": "Nộp lưu hồ sơ", "url_name": "archive_due", "icon": "inbox"}
        found.append({**files, "also": pages_of(GROUPS["archives"]), "order": 34})
    if user.may(Permission.ASK_IDENTITY) or user.may(Permission.APPROVE_IDENTITY):
        label = {"label": "Danh tính kín", "url_name": "identity_requests"}
        found.append({**label, "icon": "shield-lock", "order": 70})
    if user.may(Permission.KEEP_SEALED_REGISTER):
        found.append(
            {
                "label": "Sổ kín",
                "url_name": "sealed_register",
                "icon": "lock",
                "order": 71,
                "also": ["identity_same", "exclusion_lifts"],
            }
        )
    if user.may(Permission.KEEP_SEALED_REGISTER):
        files = {"label": "Bảo vệ người tố cáo", "url_name": "protection_list"}
        found.append({**files, "icon": "shield-lock", "order": 72})
    if user.may(Permission.MANAGE_UNITS):
        weights = {"label": "Trọng số dấu hiệu", "url_name": "signal_weights", "icon": "flame"}
        found.append({**weights, "order": 87})
    if user.may(Permission.CONFIRM_FORM):
        forms = {"label": "Mẫu văn bản", "url_name": "form_list", "icon": "file-description"}
        found.append({**forms, "order": 86})
    return found
