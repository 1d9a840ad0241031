"""Closed lists of who and when."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Level of an agency (cấp cơ quan)."""

    PROVINCE = "province", "Cấp tỉnh"
    PROVINCE_INSPECTORATE = "inspectorate", "Thanh tra tỉnh"
    RECEPTION_BOARD = "reception_board", "Ban Tiếp công dân"
    DEPARTMENT = "department", "Sở, cơ quan chuyên môn cấp tỉnh"
    DISTRICT = "district", "Cấp huyện (đến 30/06/2025)"
    COMMUNE = "commune", "Xã, phường, đặc khu"
    UNIT = "unit", "Phòng, ban, đơn vị trực thuộc"
    PARTY = "party", "Cơ quan Đảng"


class Duty(TextChoices):
    """Việc trực."""

    DESK = "desk", "Trực tiếp công dân"
    LEADER = "leader", "Lãnh đạo trực"
    PHONE = "phone", "Trực điện thoại"
    PROVINCE = "province", "Tăng cường tại Trụ sở Tiếp công dân tỉnh"
    CENTRAL = "central", "Tăng cường tại Trụ sở Tiếp công dân trung ương"


class SwapState(TextChoices):
    """Tình trạng đổi ca: a shift changes hands only with consent."""

    ASKED = "asked", "Chờ đồng ý"
    AGREED = "agreed", "Đã đổi"
    DECLINED = "declined", "Không đồng ý"
    WITHDRAWN = "withdrawn", "Đã rút"


class EventKind(TextChoices):
    """Kind of a big event (sự kiện) that a coordination plan serves."""

    ASSEMBLY_SESSION = "assembly_session", "Kỳ họp Quốc hội, HĐND"
    CONGRESS = "congress", "Đại hội Đảng"
    ELECTION = "election", "Bầu cử"
    TET = "tet", "Tết"
    OTHER = "other", "Sự kiện khác"


class Phase(TextChoices):
    """Giai đoạn of an event on a day: before, during or after it, inside its window."""

    COMING = "coming", "Chưa đến"
    BEFORE = "before", "Trước sự kiện"
    DURING = "during", "Đang diễn ra"
    AFTER = "after", "Sau sự kiện"
    OVER = "over", "Đã qua"


class LawTextKind(TextChoices):
    """What an adopted text changes."""

    CALENDAR = "calendar", "Lịch làm việc"
    RULE = "rule", "Quy định về thời hạn"
    REGIME = "regime", "Chế độ báo cáo, biểu số liệu"


class LawTextState(TextChoices):
    """Tình trạng văn bản áp dụng."""

    DRAFT = "draft", "Dự thảo, chờ duyệt"
    APPROVED = "approved", "Đang áp dụng"
    REFUSED = "refused", "Không áp dụng"
