"""Closed lists of reports."""

from django.db.models import TextChoices


class ReportKind(TextChoices):
    """Loại báo cáo."""

    WEEKLY = "weekly", "Báo cáo tuần"
    DAILY = "daily", "Báo cáo ngày"
    STATUTORY = "statutory", "Báo cáo định kỳ, chuyên đề"
    OVERDUE = "overdue", "Danh sách vụ việc quá hạn"
    HEADS_DAYS = "heads_days", "Kết quả tiếp công dân của Thủ trưởng"
    VISITS = "visits", "Sổ tiếp công dân"
    PETITIONS = "petitions", "Sổ đơn"
    TRANSFERS = "transfers", "Kết quả chuyển đơn, hướng dẫn, đôn đốc"
    HOTSPOTS = "hotspots", "Tình hình điểm nóng"


class ReportState(TextChoices):
    """Tình trạng báo cáo: from the draft to the answer of the level above."""

    DRAFT = "draft", "Dự thảo"
    APPROVED = "approved", "Đã duyệt, có số"
    SIGNED = "signed", "Đã ký"
    SENT = "sent", "Đã gửi"
    RECEIVED = "received", "Nơi nhận đã nhận"
    RETURNED = "returned", "Bị trả lại"
    REPLACED = "replaced", "Đã thay bằng bản sau"


class BoardState(TextChoices):
    """Đơn vị đã gửi báo cáo chưa: what the receiving side sees of one unit and period."""

    SENT = "sent", "Đúng hạn"
    LATE = "late", "Gửi muộn"
    RETURNED = "returned", "Đã trả lại, chờ bản sửa"
    APPROVED = "approved", "Đã duyệt, chưa gửi"
    DRAFT = "draft", "Đang soạn"
    OVERDUE = "overdue", "Quá hạn, chưa gửi"
    NOT_DUE = "not_due", "Chưa gửi, chưa đến hạn"


class ReportOrigin(TextChoices):
    """Số liệu từ đâu."""

    COUNTED = "counted", "Lập từ dữ liệu của hệ thống"
    IMPORTED = "imported", "Nhập từ tệp của đơn vị làm ngoài hệ thống"


class Rhythm(TextChoices):
    """Nhịp lập báo cáo của một lịch."""

    DAILY = "daily", "Hằng ngày"
    WEEKLY = "weekly", "Hằng tuần"
    MONTHLY = "monthly", "Hằng tháng (kỳ 15–14)"
    STATUTORY = "statutory", "Quý, 6 tháng, 9 tháng, năm theo Thông tư"


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
