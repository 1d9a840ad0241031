"""Closed lists of plans."""

from django.db.models import TextChoices


class PlanState(TextChoices):
    """A plan that was read waits for a person to accept it (tiếp nhận)."""

    DRAFT = "draft", "Chờ duyệt"
    ACCEPTED = "accepted", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"
    REPLACED = "replaced", "Đã bị thay thế"


class LowerPlan(TextChoices):
    """What becomes of a plan that carries out one which is replaced."""

    KEEP = "keep", "Giữ nguyên"
    REHANG = "rehang", "Chuyển sang thực hiện kế hoạch mới"
    END = "end", "Kết thúc"


class Origin(TextChoices):
    """Where the text of a plan comes from."""

    IMPORTED = "imported", "Nhập từ văn bản"
    WRITTEN = "written", "Soạn trong hệ thống"


class Layout(TextChoices):
    """Thể thức: of the State (Nghị định 30/2020/NĐ-CP) or of the Party (Hướng dẫn 36-HD/VPTW)."""

    STATE = "state", "Văn bản hành chính"
    PARTY = "party", "Văn bản của Đảng"


class TaskState(TextChoices):
    """State of a task (nhiệm vụ). A task without end is ended with its plan, never done."""

    OPEN = "open", "Chưa xong"
    BLOCKED = "blocked", "Đang vướng"
    DONE = "done", "Đã xong"
    ENDED = "ended", "Kết thúc cùng kế hoạch"
    DROPPED = "dropped", "Không thực hiện nữa"


class TaskKind(TextChoices):
    """How the time of a task is given."""

    PLAIN = "plain", "Không ghi thời hạn"
    DUE = "due", "Có hạn"
    CONTINUOUS = "continuous", "Thường xuyên"
    RECURRING = "recurring", "Định kỳ"


class Rhythm(TextChoices):
    """How often a recurring task comes back; no evidence for that long is silence."""

    DAILY = "daily", "Hằng ngày"
    WEEKLY = "weekly", "Hằng tuần"
    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"


class UnitRole(TextChoices):
    """Part of a unit in a task."""

    LEAD = "lead", "Chủ trì"
    COOPERATE = "cooperate", "Phối hợp"


class Acceptance(TextChoices):
    """Answer of a unit that is asked to take part (nhận phối hợp)."""

    WAITING = "waiting", "Chưa trả lời"
    ACCEPTED = "accepted", "Đã nhận"
    DECLINED = "declined", "Không nhận"


class UpdateKind(TextChoices):
    """What an update of a task tells."""

    PROGRESS = "progress", "Tiến độ"
    EVIDENCE = "evidence", "Minh chứng"
    COMMENT = "comment", "Ý kiến thủ trưởng"
    ASSIGN = "assign", "Phân công"
    BLOCK = "block", "Báo vướng"
    UNBLOCK = "unblock", "Hết vướng"
    DONE = "done", "Hoàn thành"
    REOPEN = "reopen", "Mở lại"
    DROP = "drop", "Không thực hiện nữa"
    URGE = "urge", "Đôn đốc"
    HANDOVER = "handover", "Bàn giao"
    CHANGE = "change", "Sửa nhiệm vụ"


class EvidenceKind(TextChoices):
    """Minh chứng: what shows that work was done."""

    DOCUMENT = "document", "Số, ký hiệu văn bản"
    FILE = "file", "Tệp"
    VISIT = "visit", "Lượt tiếp"
    PETITION = "petition", "Đơn"
    MATTER = "matter", "Vụ việc"
    SESSION = "session", "Buổi tiếp công dân"
    ACTIVITY = "activity", "Hoạt động quản lý"
    REPORT = "report", "Báo cáo"
    COORDINATION = "coordination", "Yêu cầu phối hợp đã trả lời"


class Proof(TextChoices):
    """The fact that closes a task by itself."""

    DIALOGUE = "dialogue", "Cuộc đối thoại đã tổ chức"
    SESSION = "session", "Buổi tiếp của thủ trưởng đã kết thúc"
    REPORT = "report", "Báo cáo đã gửi"
    ACTIVITY = "activity", "Hoạt động quản lý đã ghi"


class ActivityKind(TextChoices):
    """Hoạt động quản lý nhà nước, as table 06/QLKNTC divides it."""

    NEW_TEXT = "new_text", "Ban hành văn bản mới"
    CHANGED_TEXT = "changed_text", "Sửa đổi, bổ sung văn bản"
    REVOKED_TEXT = "revoked_text", "Hủy bỏ văn bản"
    TRAINING = "training", "Tập huấn"
    DISSEMINATION = "dissemination", "Tuyên truyền, phổ biến, quán triệt"
    INSPECTION = "inspection", "Thanh tra, kiểm tra trách nhiệm người đứng đầu"


class ReadyState(TextChoices):
    """State of one thing to be ready."""

    OPEN = "open", "Chưa kiểm tra"
    READY = "ready", "Sẵn sàng"
    MISSING = "missing", "Còn thiếu"


class SettleState(TextChoices):
    """State of a matter that is to be settled before an event."""

    OPEN = "open", "Đang giải quyết"
    SETTLED = "settled", "Đã dứt điểm"
    CARRIED = "carried", "Chuyển sang sau sự kiện"
