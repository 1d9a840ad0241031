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


class Verb(TextChoices):
    """What a ledger row says was done."""

    READ = "read", "Xem"
    CREATE = "create", "Lập"
    CHANGE = "change", "Sửa"
    VOID = "void", "Hủy số"
    LOOK_UP = "look_up", "Tra cứu tại bàn"
    DOWNLOAD = "download", "Tải về"
    EXPORT = "export", "Kết xuất"
    PRINT = "print", "In"
    ASK_IDENTITY = "ask_identity", "Yêu cầu mở danh tính"
    APPROVE_IDENTITY = "approve_identity", "Duyệt mở danh tính"
    REFUSE_IDENTITY = "refuse_identity", "Từ chối mở danh tính"
    OPEN_IDENTITY = "open_identity", "Mở danh tính"
    GRANT = "grant", "Cho biết vụ việc kín"
    EXCLUDE = "exclude", "Loại trừ người liên quan"
    SIGN_IN = "sign_in", "Đăng nhập"
    SIGN_OUT = "sign_out", "Đăng xuất"
