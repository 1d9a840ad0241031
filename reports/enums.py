"""Closed lists of reports."""

from django.db.models import TextChoices


class ReportKind(TextChoices):
    """Loại báo cáo."""

    WEEKLY = "weekly", "Báo cáo tuần"


class Cause(TextChoices):
    """Nguyên nhân, hoàn cảnh of an incident: about the situation, never about people."""

    CROWD = "crowd", "Đông người cùng đến"
    WAITED = "waited", "Chờ giải quyết quá hạn"
    NOT_AGREED = "not_agreed", "Không đồng ý kết quả giải quyết"
    NOT_CARRIED_OUT = "not_carried_out", "Quyết định chưa được thi hành"
    SKIPPED = "skipped", "Đến vượt cấp"
    OTHER = "other", "Hoàn cảnh khác"


class Calmed(TextChoices):
    """What was done to calm the situation."""

    RECEIVED = "received", "Tiếp và nghe trình bày ngay"
    DIALOGUE = "dialogue", "Lãnh đạo đối thoại"
    EXPLAINED = "explained", "Giải thích, hướng dẫn"
    APPOINTED = "appointed", "Hẹn ngày trả lời bằng giấy"
    UNIT_CALLED = "unit_called", "Mời cơ quan có thẩm quyền đến tiếp"


class ReviewState(TextChoices):
    """State of an after-action review."""

    DRAFT = "draft", "Dự thảo"
    APPROVED = "approved", "Đã duyệt"


class QuickState(TextChoices):
    """What became of the quick report (báo cáo nhanh) that a unit owes for one day."""

    SENT = "sent", "Đúng hạn"
    LATE = "late", "Gửi muộn"
    NOTHING = "nothing", "Không phát sinh"
    NOTHING_LATE = "nothing_late", "Không phát sinh, gửi muộn"
    MISSING = "missing", "Chưa gửi"
    NOT_DUE = "not_due", "Chưa đến giờ"
