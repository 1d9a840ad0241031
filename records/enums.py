"""Closed lists of what is kept and proven."""

from django.db.models import TextChoices


class Book(TextChoices):
    """Register (sổ). The sealed books (sổ kín) count on their own and are kept by custodians."""

    VISITS = "visits", "Sổ tiếp công dân"
    PETITIONS = "petitions", "Sổ đơn"
    SEALED_VISITS = "sealed_visits", "Sổ tiếp công dân (kín)"
    SEALED_PETITIONS = "sealed_petitions", "Sổ đơn (kín)"
    DOCUMENTS = "documents", "Sổ văn bản đi"
    SEALED_DOCUMENTS = "sealed_documents", "Sổ văn bản đi (kín)"


class DocumentKind(TextChoices):
    """Loại văn bản phát hành; the value is kept, `symbol_of` gives its letters."""

    RECEIPT = "receipt", "Giấy biên nhận"
    REFUSAL = "refusal", "Thông báo từ chối tiếp công dân"
    GUIDANCE = "guidance", "Phiếu hướng dẫn"
    APPOINTMENT = "appointment", "Phiếu hẹn"
    MINUTES = "minutes", "Biên bản tiếp công dân"
    STATEMENT = "statement", "Bản ghi nội dung trình bày"
    CONCLUSION = "conclusion", "Thông báo kết luận tiếp công dân"
    INVITATION = "invitation", "Giấy mời"
    SCHEDULE = "schedule", "Lịch tiếp công dân"
    NOTICE = "notice", "Thông báo"
    DECISION = "decision", "Quyết định"
    FINDINGS = "findings", "Kết luận nội dung tố cáo"
    REPORT = "report", "Báo cáo"
    LETTER = "letter", "Công văn"
    RECORD = "record", "Biên bản"
    PROPOSAL = "proposal", "Phiếu đề xuất"
    TRANSFER = "transfer", "Phiếu chuyển đơn"
    PETITION = "petition_form", "Mẫu đơn của công dân"
    PLAN = "plan", "Kế hoạch"


class JobState(TextChoices):
    """State of a job: the row decides, Celery only speeds it up."""

    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không thành"


class FileKind(TextChoices):
    """Loại tệp: a sealed original is never given out by the common door."""

    FILE = "file", "Tệp"
    ORIGINAL = "original", "Bản gốc giữ kín"
    REDACTED = "redacted", "Bản lược bỏ"


class FileState(TextChoices):
    """State of a file: what the scanner could not be asked about is held."""

    OK = "ok", "Dùng được"
    HELD = "held", "Đang chờ quét mã độc"
    REFUSED = "refused", "Có mã độc, không dùng"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


class Verb(TextChoices):
    """What a ledger row says was done."""

    READ = "read", "Xem"
    CREATE = "create", "Lập"
    CHANGE = "change", "Sửa"
    VOID = "void", "Hủy số"
    REMOVE = "remove", "Bỏ"
    LOOK_UP = "look_up", "Tra cứu tại bàn"
    DOWNLOAD = "download", "Tải về"
    EXPORT = "export", "Kết xuất"
    PRINT = "print", "In"
    ASK_IDENTITY = "ask_identity", "Yêu cầu mở danh tính"
    APPROVE_IDENTITY = "approve_identity", "Duyệt mở danh tính"
    REFUSE_IDENTITY = "refuse_identity", "Từ chối mở danh tính"
    OPEN_ORIGINAL = "open_original", "Mở bản gốc giữ kín"
    OPEN_IDENTITY = "open_identity", "Mở danh tính"
    LOOK_UP_SEALED = "look_up_sealed", "Tra cứu trong kho danh tính kín"
    NAME_FOUND = "name_found", "Phát hiện thông tin của người được giữ kín"
    GRANT = "grant", "Cho biết vụ việc kín"
    EXCLUDE = "exclude", "Loại trừ người liên quan"
    ENTER_LIFT = "enter_lift", "Ghi văn bản gỡ loại trừ"
    LIFT_EXCLUSION = "lift_exclusion", "Gỡ loại trừ"
    REFUSE_LIFT = "refuse_lift", "Không xác nhận gỡ loại trừ"
    SIGN_IN = "sign_in", "Đăng nhập"
    SIGN_OUT = "sign_out", "Đăng xuất"
    FAIL_SIGN_IN = "fail_sign_in", "Đăng nhập không thành"
    REFUSE = "refuse", "Bị từ chối"
    GIVE_ROLE = "give_role", "Giao vai trò"
    END_ROLE = "end_role", "Kết thúc vai trò"
    CLOSE_ACCOUNT = "close_account", "Khóa tài khoản"
    REOPEN_ACCOUNT = "reopen_account", "Mở lại tài khoản"
    CLEAR_OLD = "clear_old", "Dọn theo thời hạn lưu"


def verb_choices() -> list[tuple[str, str]]:
    """The verbs as a field takes them: a new one needs no migration."""
    return Verb.choices


class NoticeTopic(TextChoices):
    """Loại thông báo: by topic one chooses whether notices come by e-mail as well."""

    ASSIGNED = "assigned", "Được giao việc"
    DUE = "due", "Sắp đến hạn, đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    URGED = "urged", "Bị đôn đốc"
    TRANSFERRED = "transferred", "Đơn chuyển đến, chuyển đi"
    FLAGGED = "flagged", "Cảnh báo, điểm nóng"
    REPORT = "report", "Báo cáo"
    COORDINATION = "coordination", "Yêu cầu phối hợp"
    REVIEW = "review", "Rà soát vụ việc"
    OTHER = "other", "Việc khác"


class MailChoice(TextChoices):
    """Nhận thư điện tử: how notices of one topic come by e-mail; in the product they always stand."""

    NONE = "none", "Không gửi"
    NOW = "now", "Gửi ngay"
    DIGEST = "digest", "Tóm tắt hằng ngày"


class MailKind(TextChoices):
    """Thư báo: one notice at once, or the digest of a day."""

    NOW = "now", "Thư báo ngay"
    DIGEST = "digest", "Thư tóm tắt"


class MailState(TextChoices):
    """State of a letter; `sending` is a claim that ends in one of the others."""

    WAITING = "waiting", "Đang chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    DROPPED = "dropped", "Không còn cần gửi"
