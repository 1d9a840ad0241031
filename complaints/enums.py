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
    SIGNATURES = "signatures", "Nhiều người ký đơn"
    OVERLAP = "overlap", "Số người trùng với đoàn trước"
    AGENCIES = "agencies", "Liên quan nhiều cơ quan"
    DISAGREEMENT = "disagreement", "Còn ý kiến khác nhau giữa các cơ quan"
    RETURNED = "returned", "Đã có quyết định có hiệu lực, vẫn tiếp tục khiếu nại"


class SituationNote(TextChoices):
    """Tình hình của vụ việc ghi tay: about agencies, never about a person."""

    AGENCIES = "agencies", "Liên quan đến trách nhiệm của nhiều cơ quan"
    COMPETENCE = "competence", "Chưa thống nhất cơ quan có thẩm quyền giải quyết"
    LAW = "law", "Các cơ quan còn ý kiến khác nhau về áp dụng pháp luật"
    EVIDENCE = "evidence", "Các cơ quan còn ý kiến khác nhau về hồ sơ, chứng cứ"
    SOLUTION = "solution", "Các cơ quan chưa thống nhất phương án giải quyết"


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
    LAPSED = "lapsed", "Căn cứ không còn"


class HotStep(TextChoices):
    """Diễn biến của cờ điểm nóng: what was decided about a flag, append-only."""

    PROPOSED = "proposed", "Đề xuất"
    REFRESHED = "refreshed", "Cập nhật đề xuất"
    DROPPED = "dropped", "Căn cứ không còn"
    CONFIRMED = "confirmed", "Xác nhận"
    REJECTED = "rejected", "Không xác nhận"
    LEVEL = "level", "Đổi mức"
    OWNER = "owner", "Giao người phụ trách"
    REVIEW = "review", "Hẹn xem lại"
    MEASURE = "measure", "Biện pháp"
    SITUATION = "situation", "Báo cáo tình hình"
    CLOSED = "closed", "Kết thúc theo dõi"


class Situation(TextChoices):
    """Tình hình tại nơi tiếp: the situation, from a closed list; never the conduct of a person."""

    CALM = "calm", "Bình thường"
    CROWDED = "crowded", "Đông người, trật tự"
    TENSE = "tense", "Căng thẳng, đã hòa dịu"
    ESCALATING = "escalating", "Căng thẳng, chưa hòa dịu"
    DISPERSED = "dispersed", "Công dân đã trở về"


class SeenAt(TextChoices):
    """Nơi công dân đến vượt cấp."""

    PROVINCE = "province", "Trụ sở tiếp công dân cấp tỉnh"
    CENTRAL_HANOI = "hanoi", "Trụ sở tiếp công dân Trung ương tại Hà Nội"
    CENTRAL_HCMC = "hcmc", "Trụ sở tiếp công dân Trung ương tại TP. Hồ Chí Minh"
    CENTRAL_OTHER = "central", "Cơ quan khác của Trung ương"


class SkipCause(TextChoices):
    """Cấp dưới khi ấy ra sao: the cause that stands beside every count of level-skipping."""

    LATE = "late", "Cấp dưới quá hạn giải quyết"
    UNANSWERED = "unanswered", "Cấp dưới chưa trả lời, còn trong thời hạn"
    ANSWERED = "answered", "Cấp dưới đã giải quyết, trả lời"
    UNKNOWN = "unknown", "Chưa có đơn ở cấp dưới"


class ReturnWay(TextChoices):
    """Công dân trở về bằng cách nào; always of their own will, or not at all."""

    NOT_YET = "not_yet", "Chưa trở về"
    THEMSELVES = "themselves", "Tự trở về"
    TOGETHER = "together", "Trở về cùng cán bộ của địa phương, tự nguyện"
    STAYED = "stayed", "Ở lại, không trở về"


class CoordinationKind(TextChoices):
    """Nội dung yêu cầu phối hợp."""

    SEND_STAFF = "send_staff", "Cử cán bộ đến nơi tiếp công dân"
    INFORM = "inform", "Cung cấp thông tin, hồ sơ vụ việc"
    DIALOGUE = "dialogue", "Tổ chức đối thoại tại địa phương"
    ACCOMPANY = "accompany", "Vận động, cùng công dân trở về địa phương"
    OTHER = "other", "Việc phối hợp khác"


class CoordinationState(TextChoices):
    """Tình trạng yêu cầu phối hợp."""

    ASKED = "asked", "Chờ tiếp nhận"
    ACCEPTED = "accepted", "Đã tiếp nhận, đang thực hiện"
    DECLINED = "declined", "Không tiếp nhận, có lý do"
    DONE = "done", "Đã thực hiện, đã trả lời"
    TAKEN_BACK = "taken_back", "Đã rút yêu cầu"


class ReviewState(TextChoices):
    """Tình trạng danh sách rà soát."""

    DRAFT = "draft", "Đang lập"
    ISSUED = "issued", "Đã chốt"


class ReviewKind(TextChoices):
    """Tiêu chí rà soát."""

    CROWD = "crowd", "Đông người"
    COMPLEX = "complex", "Phức tạp"
    LONG = "long", "Kéo dài"
    BACKLOG = "backlog", "Tồn đọng"


class ReviewResult(TextChoices):
    """Kết quả rà soát một vụ việc."""

    PENDING = "pending", "Đang rà soát"
    ENDED = "ended", "Đã chấm dứt"
    CONTINUES = "continues", "Tiếp tục giải quyết"
    LAWSUIT = "lawsuit", "Công dân khởi kiện tại tòa án"
    STILL = "still", "Đã giải quyết hết thẩm quyền, còn khiếu nại"


class Receipt(TextChoices):
    """Nơi nhận tiếp nhận đơn chuyển đến; empty for a receiver outside the house."""

    WAITING = "waiting", "Chờ tiếp nhận"
    ACCEPTED = "accepted", "Đã tiếp nhận, vào sổ"
    REFUSED = "refused", "Không tiếp nhận, có lý do"


class UrgeState(TextChoices):
    """Tình trạng văn bản đôn đốc giải quyết."""

    WAITING = "waiting", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"
    TAKEN_BACK = "taken_back", "Đã thôi đôn đốc"


class ClockEventKind(TextChoices):
    """Event that changes a clock."""

    PAUSE = "pause", "Tạm đình chỉ"
    RESUME = "resume", "Tiếp tục giải quyết"
    EXTEND = "extend", "Gia hạn"


class IdentityPlace(TextChoices):
    """Nơi giữ danh tính kín (ADR 0038): a setting says where new ones go."""

    SERVER = "server", "Trên máy chủ này"
    APART = "apart", "Ở tiến trình giữ danh tính riêng"
    PAPER = "paper", "Trong bì niêm phong"


class IdentityRequestState(TextChoices):
    """Yêu cầu mở danh tính."""

    ASKED = "asked", "Chờ duyệt"
    APPROVED = "approved", "Được duyệt"
    REFUSED = "refused", "Không duyệt"


class LiftState(TextChoices):
    """Gỡ loại trừ: nothing changes until a second custodian confirms."""

    ENTERED = "entered", "Chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REFUSED = "refused", "Không xác nhận"


class ExclusionGround(TextChoices):
    """Vì sao không được biết: why somebody is kept out of a matter that is already under way."""

    DENOUNCED = "denounced", "Là người bị tố cáo"
    CONCERNED = "concerned", "Liên quan đến nội dung vụ việc"
    KIN = "kin", "Thân thích với người bị tố cáo"
    OTHER = "other", "Lý do khác"


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


class KeepingTerm(TextChoices):
    """Nhóm hồ sơ theo thời hạn bảo quản (law/data/archives.toml)."""

    SPECIAL = "special", "Vụ việc điển hình, phức tạp"
    ORDINARY = "ordinary", "Vụ việc khác"
    NOT_OURS = "not_ours", "Đơn không thuộc thẩm quyền"


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
