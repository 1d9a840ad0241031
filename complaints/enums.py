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
    EMAIL = "email", "Thư điện tử"
    PORTAL = "portal", "Cổng thông tin điện tử"
    TRANSFER = "transfer", "Cơ quan khác chuyển đến"
    DEPUTY = "deputy", "Đại biểu, Đoàn đại biểu Quốc hội chuyển đến"
    COUNCIL = "council", "Hội đồng nhân dân, đại biểu HĐND chuyển đến"
    PRESS = "press", "Báo chí chuyển đến"
    PARTY = "party", "Cơ quan của Đảng chuyển đến"


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
    URGE = "urge", "Đôn đốc cấp dưới giải quyết"
    PROSECUTE = "prosecute", "Chuyển cơ quan điều tra, kiểm sát, tòa án"
    PARTY = "party", "Chuyển cơ quan của Đảng"
    MERGE = "merge", "Ghép vào hồ sơ đang giải quyết"
    CHECK = "check", "Chuyển nội dung để thanh tra, kiểm tra"


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


SENT_BY_OTHERS = frozenset(
    {Source.TRANSFER, Source.DEPUTY, Source.COUNCIL, Source.PRESS, Source.PARTY}
)


class PartyRole(TextChoices):
    """Tư cách của người đứng tên trong đơn."""

    PETITIONER = "petitioner", "Người đứng đơn"
    REPRESENTATIVE = "representative", "Người đại diện của nhóm"
    AUTHORISED = "authorised", "Người được ủy quyền"
    LAWYER = "lawyer", "Luật sư, trợ giúp viên pháp lý"


class PartyRemoval(TextChoices):
    """Vì sao bỏ một người khỏi danh sách đứng tên; a closed list, for the ledger names no citizen."""

    MISTAKE = "mistake", "Ghi nhầm, ghi trùng"
    NOT_SIGNED = "not_signed", "Không ký đơn"
    REPLACED = "replaced", "Nhóm cử người đại diện khác"
    ENDED = "ended", "Hết ủy quyền, thôi bảo vệ quyền lợi"


class ObjectKind(TextChoices):
    """Đối tượng của đơn: what the petition is about, never who."""

    DECISION = "decision", "Quyết định hành chính"
    ACT = "act", "Hành vi hành chính"
    PARCEL = "parcel", "Thửa đất"
    PROJECT = "project", "Dự án, công trình"
    OTHER = "other", "Đối tượng khác"


class ProposalState(TextChoices):
    """Tình trạng phiếu đề xuất xử lý đơn."""

    PROPOSED = "proposed", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    RETURNED = "returned", "Trả lại để làm rõ"
    TAKEN_BACK = "taken_back", "Người đề xuất rút lại"


class LinkKind(TextChoices):
    """Quan hệ giữa hai đơn."""

    SPLIT = "split", "Tách từ đơn nhiều nội dung"
    DUPLICATE = "duplicate", "Đơn trùng"
    MERGED = "merged", "Ghép vào hồ sơ"
    AGAIN = "again", "Gửi lại sau khi đã hướng dẫn, xử lý"
    SECOND = "second", "Khiếu nại lần hai, tố cáo tiếp của"
    RELATED = "related", "Liên quan"


class TransferState(TextChoices):
    """Tình trạng đơn đã chuyển, hướng dẫn, đôn đốc."""

    SENT = "sent", "Đã chuyển, chờ trả lời"
    ANSWERED = "answered", "Đã có trả lời"
    RETURNED = "returned", "Nơi nhận trả lại"
    CLOSED = "closed", "Không cần trả lời"


class WaitsFor(TextChoices):
    """Đang chờ ai."""

    AGENCY = "agency", "Chờ cơ quan giải quyết"
    APPROVAL = "approval", "Chờ thủ trưởng duyệt"
    CITIZEN = "citizen", "Chờ công dân"
    OTHER = "other", "Chờ cơ quan khác"


class PaperState(TextChoices):
    """Tình trạng văn bản trong hồ sơ."""

    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    ISSUED = "issued", "Đã phát hành"
    DROPPED = "dropped", "Đã bỏ"


class SendWay(TextChoices):
    """Cách gửi văn bản."""

    HAND = "hand", "Giao trực tiếp"
    POST = "post", "Bưu chính"
    ELECTRONIC = "electronic", "Hệ thống văn bản điện tử"
    POSTED = "posted", "Niêm yết"
    MEETING = "meeting", "Công bố tại cuộc họp"


class NoticeLevel(IntegerChoices):
    """Mức báo: each level of one due date informs once; the holder keeps responsibility."""

    SOON = 1, "Sắp đến hạn"
    TODAY = 2, "Đến hạn hôm nay"
    OVERDUE = 3, "Quá hạn: báo thủ trưởng"
    LONG_OVERDUE = 4, "Quá hạn lâu: báo cơ quan theo dõi"
