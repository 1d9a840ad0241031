"""Closed lists of the desk."""

from django.db.models import TextChoices

# Duty that every visit starts: thông báo kết quả tiếp công dân (Luật Tiếp công dân 2013, art. 28).
NOTICE = "TCD_TB_KQ"
# Duty that some refusals start: thông báo từ chối tiếp (Nghị định 154/2026/NĐ-CP, art. 4 clause 3).
REFUSAL_NOTICE = "TCD_TB_TUCHOI"


class SessionKind(TextChoices):
    """Hình thức buổi tiếp."""

    STANDING = "standing", "Tiếp thường xuyên"
    PERIODIC = "periodic", "Tiếp định kỳ của Thủ trưởng"
    AD_HOC = "ad_hoc", "Tiếp đột xuất của Thủ trưởng"


class SessionMode(TextChoices):
    """Trực tiếp hay trực tuyến (Luật Tiếp công dân art. 3a, since 01/07/2026)."""

    IN_PERSON = "in_person", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"


class SessionState(TextChoices):
    """Tình trạng buổi tiếp. A day that was held counts also when nobody came."""

    PLANNED = "planned", "Theo lịch"
    HELD = "held", "Đã tổ chức"
    CANCELLED = "cancelled", "Hủy"
    MOVED = "moved", "Dời sang ngày khác"
    MISSED = "missed", "Không tổ chức"


class AdHocGround(TextChoices):
    """Căn cứ tiếp đột xuất (Luật Tiếp công dân 2013, art. 18 clause 3)."""

    HEATED = "heated", "Vụ việc gay gắt, phức tạp, nhiều người, nhiều cơ quan, ý kiến còn khác nhau"
    URGENT = "urgent", "Vụ việc không chỉ đạo kịp thời có thể gây hậu quả nghiêm trọng"


class OnlineGround(TextChoices):
    """Vụ việc tiếp trực tuyến (Nghị định 154/2026/NĐ-CP, art. 20)."""

    COMPLEX = "complex", "Phức tạp, kéo dài, cần nhiều cơ quan ở các địa điểm khác nhau"
    REMOTE = "remote", "Vùng sâu, vùng xa, đối tượng chính sách, người già yếu, người khuyết tật"
    DISASTER = "disaster", "Thiên tai, dịch bệnh hoặc lý do an ninh, trật tự"
    DENUNCIATION = (
        "denunciation",
        "Tố cáo phức tạp, người tố cáo không yêu cầu giữ bí mật danh tính",
    )
    OTHER = "other", "Vụ việc khác theo yêu cầu thực tiễn"


class DayOffRule(TextChoices):
    """Ngày tiếp trùng ngày nghỉ thì tiếp vào ngày nào."""

    NEXT_WORKING = "next_working", "Ngày làm việc tiếp theo"
    NEAREST = "nearest", "Ngày làm việc gần nhất"


class VisitResult(TextChoices):
    """Kết quả tiếp, as the law lists it."""

    PETITION = "petition", "Nhận đơn, vào sổ"
    STATEMENT = "statement", "Ghi lời trình bày thay đơn, vào sổ"
    GUIDED = "guided", "Hướng dẫn"
    TRANSFER = "transfer", "Chuyển cơ quan có thẩm quyền"
    ANSWERED = "answered", "Giải thích, trả lời tại chỗ"
    REFERRED = "referred", "Báo cáo Thủ trưởng"
    REFUSED = "refused", "Từ chối tiếp"


class VisitOrigin(TextChoices):
    """How a line came into the register."""

    DESK = "desk", "Ghi tại bàn"
    PAPER = "paper", "Nhập từ sổ giấy dự phòng"
    STOCK = "stock", "Nhập từ sổ đang dùng"


class Capacity(TextChoices):
    """Tư cách người đến (Nghị định 154/2026/NĐ-CP, art. 12 and 13)."""

    SELF = "self", "Tự mình"
    HEAD_OF_ORGANISATION = "org_head", "Người đứng đầu cơ quan, tổ chức"
    AUTHORISED = "authorised", "Người được ủy quyền"
    LAWFUL_REPRESENTATIVE = "lawful_rep", "Người đại diện theo pháp luật"
    LAWYER = "lawyer", "Luật sư"
    LEGAL_AID = "legal_aid", "Trợ giúp viên pháp lý"


class StatementConfirmed(TextChoices):
    """Xác nhận văn bản ghi lời trình bày (Nghị định 154/2026/NĐ-CP, art. 14 clause 1)."""

    SIGNED = "signed", "Đã đọc lại, công dân ký tên"
    FINGERPRINT = "fingerprint", "Đã đọc lại, công dân điểm chỉ"
    DECLINED = "declined", "Đã đọc lại, công dân không ký"


class RefusalGround(TextChoices):
    """Căn cứ từ chối tiếp: Luật Tiếp công dân 2013 art. 9, Nghị định 154/2026/NĐ-CP art. 4."""

    L9_1 = "l9_1", "Khoản 1 điều 9 Luật: say, mắc bệnh làm mất khả năng nhận thức"
    L9_2 = "l9_2", "Khoản 2 điều 9 Luật: đe dọa, xúc phạm, vi phạm nội quy nơi tiếp"
    L9_3 = "l9_3", "Khoản 3 điều 9 Luật: đã giải quyết đúng, đã rà soát, thông báo bằng văn bản"
    D4_A = "d4_a", "Điểm a: mang vũ khí, chất nguy hiểm mà không gửi, không giao nộp"
    D4_B = "d4_b", "Điểm b: không chấp hành kiểm tra an ninh"
    D4_C = "d4_c", "Điểm c: tự ý ghi âm, ghi hình, phát trực tiếp"
    D4_D = "d4_d", "Điểm d: kích động, lôi kéo, gây rối trật tự"
    D4_DD = "d4_dd", "Điểm đ: không đủ năng lực hành vi mà không có người đại diện hợp pháp"
    D4_E = "d4_e", "Điểm e: không xuất trình được giấy tờ đại diện, ủy quyền"
    D4_G = "d4_g", "Điểm g: nội dung không thuộc khiếu nại, tố cáo, kiến nghị, phản ánh"
    D4_H = "d4_h", "Điểm h: kiến nghị, phản ánh đã được tiếp, trả lời, không có tình tiết mới"
    D4_I = "d4_i", "Điểm i: đã có bản án, quyết định của Tòa án có hiệu lực"
    D4_K = "d4_k", "Điểm k: cơ quan có thẩm quyền khác đang thụ lý, giải quyết"


class Tension(TextChoices):
    """Tình huống tại nơi tiếp: about the situation, never about a person (design.md section 2)."""

    CALM = "calm", "Bình thường"
    CROWDED = "crowded", "Đông, phải chờ lâu"
    HEATED = "heated", "Bức xúc, đã giải thích ổn định"
    PROLONGED = "prolonged", "Tập trung kéo dài, đã mời cơ quan phối hợp"


class TicketState(TextChoices):
    """Tình trạng phiếu chờ."""

    WAITING = "waiting", "Đang chờ"
    RECEIVED = "received", "Đang tiếp"
    DONE = "done", "Đã tiếp xong"
    LEFT = "left", "Đã về"


class RegistrationState(TextChoices):
    """Tình trạng đăng ký gặp Thủ trưởng."""

    REGISTERED = "registered", "Đã đăng ký"
    RECEIVED = "received", "Đã được tiếp"
    ABSENT = "absent", "Không đến"
    WITHDRAWN = "withdrawn", "Rút đăng ký"


class AnswerKind(TextChoices):
    """Cách trả lời câu hỏi riêng của cơ quan."""

    TEXT = "text", "Một dòng chữ"
    CHOICE = "choice", "Chọn một"
    YES_NO = "yes_no", "Có hoặc không"


class PaperState(TextChoices):
    """Tình trạng tờ sổ giấy dự phòng."""

    PRINTED = "printed", "Đã in, chưa nhập"
    ENTERED = "entered", "Đã nhập vào sổ"
    VOID = "void", "Hỏng, không dùng"
