"""Closed lists of matters, petitions and hot spots. Values are short, stable and never shown."""

from django.db.models import IntegerChoices, TextChoices


class Secrecy(IntegerChoices):
    """How far a record is known (ADR 0008).

    SEALED: identity sealed, second register, seen by those who process it. RESTRICTED: somebody is
    excluded; only those granted know that it exists.
    """

    OPEN = 0, "Thường"
    SEALED = 1, "Kín danh tính"
    RESTRICTED = 2, "Hạn chế người biết"


class PetitionKind(TextChoices):
    """Loại đơn."""

    COMPLAINT = "complaint", "Khiếu nại"
    DENUNCIATION = "denunciation", "Tố cáo"
    RECOMMENDATION = "recommendation", "Kiến nghị, phản ánh"


class PaperKind(TextChoices):
    """Giấy tờ xuất trình (Nghị định 154/2026/NĐ-CP, art. 12 clause 1, since 01/07/2026)."""

    IDENTITY_CARD = "card", "Thẻ căn cước"
    IDENTITY_CERTIFICATE = "certificate", "Giấy chứng nhận căn cước"
    PERSONAL_NUMBER = "number", "Số định danh cá nhân"
    PASSPORT = "passport", "Hộ chiếu"
    ORGANISATION = "organisation", "Mã số của cơ quan, tổ chức"
    OTHER = "other", "Giấy tờ khác"
    NONE = "none", "Không mang giấy tờ"


class Field(TextChoices):
    """Lĩnh vực."""

    LAND = "land", "Đất đai, nhà cửa"
    POLICY = "policy", "Chế độ, chính sách"
    CIVIL_SERVICE = "civil_service", "Công chức, công vụ"
    CORRUPTION = "corruption", "Tham nhũng"
    JUDICIAL = "judicial", "Tư pháp"
    OTHER = "other", "Lĩnh vực khác"


class Source(TextChoices):
    """Nguồn đơn."""

    DESK = "desk", "Tiếp công dân"
    POST = "post", "Bưu chính"
    TRANSFER = "transfer", "Cơ quan khác chuyển đến"
    PORTAL = "portal", "Cổng thông tin, thư điện tử"


class PetitionState(TextChoices):
    """Tình trạng đơn."""

    RECEIVED = "received", "Chờ xử lý"
    ACCEPTED = "accepted", "Đang giải quyết"
    PROCESSED = "processed", "Đã xử lý"
    RESOLVED = "resolved", "Đã giải quyết"
    WITHDRAWN = "withdrawn", "Đã rút đơn"


class Outcome(TextChoices):
    """Hướng xử lý đơn."""

    ACCEPT = "accept", "Thụ lý giải quyết"
    NOT_ACCEPT = "not_accept", "Không thụ lý, có thông báo"
    GUIDE = "guide", "Hướng dẫn"
    TRANSFER = "transfer", "Chuyển đơn"
    RETURN = "return", "Trả lại đơn"
    FILE = "file", "Lưu đơn"


class FactKind(TextChoices):
    """Kind of a fact about a matter (dữ kiện), pushed down by the desk and by plans."""

    VISIT = "visit", "Lượt tiếp"
    CROWD = "crowd", "Đông người"
    COMPLEX = "complex", "Phức tạp"
    LONG = "long", "Kéo dài"
    SKIPPED_LEVEL = "skipped_level", "Vượt cấp"
    TENSION = "tension", "Tình huống căng thẳng"


class HotLevel(TextChoices):
    """Mức theo dõi."""

    WATCH = "watch", "Theo dõi"
    WARNING = "warning", "Cảnh báo"
    HOT = "hot", "Điểm nóng"


class HotState(TextChoices):
    """Tình trạng cờ điểm nóng."""

    PROPOSED = "proposed", "Đề xuất, chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REJECTED = "rejected", "Không xác nhận"
    CLOSED = "closed", "Đã kết thúc"


class ClockEventKind(TextChoices):
    """Event that changes a clock."""

    PAUSE = "pause", "Tạm đình chỉ"
    RESUME = "resume", "Tiếp tục giải quyết"
    EXTEND = "extend", "Gia hạn"


class IdentityRequestState(TextChoices):
    """Yêu cầu mở danh tính."""

    ASKED = "asked", "Chờ duyệt"
    APPROVED = "approved", "Được duyệt"
    REFUSED = "refused", "Không duyệt"
