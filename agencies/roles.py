"""Roles as code: what each may do, described in words a manager understands (ADR 0006)."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class Permission(StrEnum):
    """One right. A new right needs a line in the roles below."""

    LOG_VISIT = "log_visit"
    REGISTER_PETITION = "register_petition"
    PROCESS_PETITION = "process_petition"
    FLAG_HOTSPOT = "flag_hotspot"
    CONFIRM_HOTSPOT = "confirm_hotspot"
    IMPORT_PLAN = "import_plan"
    UPDATE_TASK = "update_task"
    READ_REPORT = "read_report"
    MAKE_REPORT = "make_report"
    SEE_OVERVIEW = "see_overview"
    ASK_IDENTITY = "ask_identity"
    APPROVE_IDENTITY = "approve_identity"
    KEEP_SEALED_REGISTER = "keep_sealed_register"
    MANAGE_UNITS = "manage_units"
    PLAN_SESSION = "plan_session"
    CONCLUDE_SESSION = "conclude_session"
    REVERSE_REFUSAL = "reverse_refusal"
    CORRECT_REGISTER = "correct_register"
    IMPORT_STOCK = "import_stock"
    ISSUE_DOCUMENT = "issue_document"
    MANAGE_DUTY = "manage_duty"
    RUN_ROOM = "run_room"
    COUNT_ROOM = "count_room"
    SET_UP_DESK = "set_up_desk"
    DECIDE_CASE = "decide_case"
    ASSIGN_WORK = "assign_work"
    DRAFT_DOCUMENT = "draft_document"
    ADOPT_LAW = "adopt_law"
    CONFIRM_FORM = "confirm_form"
    MANAGE_EVENT = "manage_event"
    SEND_QUICK_REPORT = "send_quick_report"
    RECORD_ACTIVITY = "record_activity"
    APPROVE_REPORT = "approve_report"
    RECEIVE_REPORT = "receive_report"
    SCHEDULE_REPORT = "schedule_report"
    EXCHANGE_DATA = "exchange_data"
    REVIEW_MATTERS = "review_matters"
    COORDINATE = "coordinate"
    URGE_CASE = "urge_case"
    RECEIVE_TRANSFER = "receive_transfer"
    END_UNIT = "end_unit"
    READ_LEDGER = "read_ledger"


class Role(TextChoices):
    """Role a person holds in an agency (vai trò)."""

    OFFICER = "officer", "Cán bộ tiếp công dân"
    HANDLER = "handler", "Cán bộ xử lý đơn, giải quyết"
    HEAD = "head", "Thủ trưởng đơn vị"
    INSPECTOR = "inspector", "Thanh tra tỉnh"
    CUSTODIAN = "custodian", "Người giữ bí mật"
    ADMIN = "admin", "Quản trị"
    GUARD = "guard", "Bảo vệ nơi tiếp công dân"


class Reach(StrEnum):
    """How far a role sees from its agency."""

    OWN = "own"
    BELOW = "below"
    OVERSEEN = "overseen"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RoleRights:
    """Rights of a role, how far it sees, and its description.

    `only_pages`: names of the pages to which the role is confined; None leaves that to the rights.
    """

    reach: Reach
    permissions: frozenset[Permission]
    description: str
    only_pages: frozenset[str] | None = None


P = Permission
ROLES: dict[Role, RoleRights] = {
    Role.OFFICER: RoleRights(
        Reach.OWN,
        frozenset(
            {
                P.LOG_VISIT,
                P.REGISTER_PETITION,
                P.FLAG_HOTSPOT,
                P.UPDATE_TASK,
                P.READ_REPORT,
                P.PLAN_SESSION,
                P.CORRECT_REGISTER,
                P.ISSUE_DOCUMENT,
                P.MANAGE_DUTY,
                P.RUN_ROOM,
                P.COUNT_ROOM,
                P.SEND_QUICK_REPORT,
                P.COORDINATE,
                P.RECEIVE_TRANSFER,
            }
        ),
        "Ghi lượt tiếp, vào sổ đơn tại bàn tiếp; chỉ thấy hồ sơ của cơ quan mình.",
    ),
    Role.HANDLER: RoleRights(
        Reach.OWN,
        frozenset(
            {
                P.LOG_VISIT,
                P.REGISTER_PETITION,
                P.PROCESS_PETITION,
                P.FLAG_HOTSPOT,
                P.IMPORT_PLAN,
                P.UPDATE_TASK,
                P.READ_REPORT,
                P.MAKE_REPORT,
                P.ASK_IDENTITY,
                P.PLAN_SESSION,
                P.CORRECT_REGISTER,
                P.ISSUE_DOCUMENT,
                P.MANAGE_DUTY,
                P.RUN_ROOM,
                P.COUNT_ROOM,
                P.IMPORT_STOCK,
                P.SET_UP_DESK,
                P.DRAFT_DOCUMENT,
                P.MANAGE_EVENT,
                P.SEND_QUICK_REPORT,
                P.RECORD_ACTIVITY,
                P.COORDINATE,
                P.RECEIVE_TRANSFER,
            }
        ),
        "Phân loại, đề xuất, theo dõi thời hạn; chỉ thấy hồ sơ của cơ quan mình.",
    ),
    Role.HEAD: RoleRights(
        Reach.BELOW,
        frozenset(
            {
                P.PROCESS_PETITION,
                P.FLAG_HOTSPOT,
                P.CONFIRM_HOTSPOT,
                P.IMPORT_PLAN,
                P.UPDATE_TASK,
                P.READ_REPORT,
                P.MAKE_REPORT,
                P.SEE_OVERVIEW,
                P.ASK_IDENTITY,
                P.PLAN_SESSION,
                P.CONCLUDE_SESSION,
                P.REVERSE_REFUSAL,
                P.ISSUE_DOCUMENT,
                P.MANAGE_DUTY,
                P.IMPORT_STOCK,
                P.SET_UP_DESK,
                P.COUNT_ROOM,
                P.DECIDE_CASE,
                P.ASSIGN_WORK,
                P.DRAFT_DOCUMENT,
                P.MANAGE_EVENT,
                P.SEND_QUICK_REPORT,
                P.RECORD_ACTIVITY,
                P.APPROVE_REPORT,
                P.RECEIVE_REPORT,
                P.EXCHANGE_DATA,
                P.REVIEW_MATTERS,
                P.COORDINATE,
                P.URGE_CASE,
                P.RECEIVE_TRANSFER,
            }
        ),
        "Chủ trì tiếp dân, duyệt, xem việc quá hạn, tải báo cáo tuần của cơ quan và đơn vị cấp dưới.",
    ),
    Role.INSPECTOR: RoleRights(
        Reach.OVERSEEN,
        frozenset(
            {
                P.FLAG_HOTSPOT,
                P.CONFIRM_HOTSPOT,
                P.READ_REPORT,
                P.MAKE_REPORT,
                P.SEE_OVERVIEW,
                P.IMPORT_PLAN,
                P.UPDATE_TASK,
                P.ASK_IDENTITY,
                P.ADOPT_LAW,
                P.MANAGE_EVENT,
                P.SEND_QUICK_REPORT,
                P.RECORD_ACTIVITY,
                P.RECEIVE_REPORT,
                P.EXCHANGE_DATA,
                P.REVIEW_MATTERS,
                P.COORDINATE,
                P.URGE_CASE,
                P.READ_LEDGER,
            }
        ),
        "Theo dõi mọi đơn vị thuộc cơ quan mà mình giúp quản lý, đôn đốc, tổng hợp báo cáo.",
    ),
    Role.CUSTODIAN: RoleRights(
        Reach.NONE,
        frozenset({P.APPROVE_IDENTITY, P.KEEP_SEALED_REGISTER, P.READ_LEDGER}),
        "Giữ sổ kín và danh tính người tố cáo; duyệt yêu cầu mở danh tính có lý do.",
    ),
    Role.ADMIN: RoleRights(
        Reach.NONE,
        frozenset({P.MANAGE_UNITS, P.ADOPT_LAW, P.CONFIRM_FORM, P.SCHEDULE_REPORT, P.END_UNIT}),
        "Quản lý đơn vị, tài khoản, lịch làm việc; không thấy nội dung vụ việc.",
    ),
    Role.GUARD: RoleRights(
        Reach.NONE,
        frozenset({P.COUNT_ROOM}),
        "Chỉ thấy số người đang ở nơi tiếp công dân; không thấy tên người và vụ việc.",
        only_pages=frozenset(
            {"home", "room_count", "lock", "prove_again", "password_change", "logout"}
        ),
    ),
}
