"""Closed lists of the protection of denouncers (Luật Tố cáo 2018, art. 47–58). Values are stable."""

from django.db.models import TextChoices


class Relation(TextChoices):
    """Người được bảo vệ: the denouncer, or kin by the closed list of art. 47 clause 1."""

    DENOUNCER = "denouncer", "Người tố cáo"
    SPOUSE = "spouse", "Vợ, chồng"
    PARENT = "parent", "Cha đẻ, mẹ đẻ"
    ADOPTIVE_PARENT = "adoptive_parent", "Cha nuôi, mẹ nuôi"
    CHILD = "child", "Con đẻ"
    ADOPTED_CHILD = "adopted_child", "Con nuôi"


class Working(TextChoices):
    """Làm việc theo diện nào: decides which measures of art. 57 may be used."""

    OFFICIAL = "official", "Cán bộ, công chức, viên chức"
    CONTRACT = "contract", "Người làm việc theo hợp đồng lao động"
    OTHER = "other", "Không thuộc hai diện trên"


class Asked(TextChoices):
    """Nội dung đề nghị bảo vệ (art. 47 clause 1)."""

    SECRECY = "secrecy", "Bí mật thông tin"
    JOB = "job", "Vị trí công tác, việc làm"
    LIFE = "life", "Tính mạng, sức khỏe"
    PROPERTY = "property", "Tài sản"
    HONOUR = "honour", "Danh dự, nhân phẩm"


class Way(TextChoices):
    """Cách đề nghị (art. 50); OWN: the one who resolves decides without a request (art. 51 cl. 1)."""

    WRITTEN = "written", "Văn bản đề nghị"
    IN_PERSON = "in_person", "Khẩn cấp: trực tiếp đến đề nghị"
    PHONE = "phone", "Khẩn cấp: đề nghị qua điện thoại"
    OWN = "own", "Người giải quyết tố cáo tự xem xét"


class FileState(TextChoices):
    """Tình trạng hồ sơ bảo vệ."""

    RECEIVED = "received", "Chờ xác minh đề nghị"
    VERIFIED = "verified", "Đã xác minh, chờ quyết định"
    APPLIED = "applied", "Đang áp dụng biện pháp bảo vệ"
    REFUSED = "refused", "Không áp dụng, đã thông báo lý do"
    DECLINED = "declined", "Người được bảo vệ từ chối"
    ENDED = "ended", "Đã chấm dứt"


RUNNING = (FileState.RECEIVED, FileState.VERIFIED, FileState.APPLIED)


class Step(TextChoices):
    """Một việc trong hồ sơ bảo vệ (art. 50–55); the label is its button."""

    REQUEST = "request", "Ghi đề nghị bảo vệ"
    WRITTEN = "written", "Nhận văn bản sau đề nghị khẩn cấp"
    VERIFY = "verify", "Ghi kết quả xác minh đề nghị"
    APPLY = "apply", "Quyết định áp dụng biện pháp bảo vệ"
    REFUSE = "refuse", "Thông báo không áp dụng"
    LETTER = "letter", "Gửi văn bản phối hợp"
    ANSWER = "answer", "Ghi trả lời phối hợp"
    ASK_CHANGE = "ask_change", "Ghi đề nghị thay đổi, bổ sung, chấm dứt"
    CHANGE = "change", "Quyết định thay đổi, bổ sung"
    REPORT = "report", "Ghi báo cáo kết quả bảo vệ"
    DECLINE = "decline", "Ghi việc từ chối được bảo vệ"
    END = "end", "Quyết định chấm dứt"
    FILE = "file", "Đưa tài liệu vào hồ sơ"


class Wish(TextChoices):
    """Người được bảo vệ đề nghị gì thêm (art. 48 clause 1 c, art. 54)."""

    CHANGE = "change", "Thay đổi biện pháp"
    ADD = "add", "Bổ sung biện pháp"
    END = "end", "Chấm dứt bảo vệ"


class EndGround(TextChoices):
    """Căn cứ chấm dứt (art. 54 clause 2; point c since 01/07/2026, Luật 136/2025/QH15)."""

    CONCLUDED = "concluded", "Đã có kết luận nội dung tố cáo (điểm a)"
    TERMINATED = "terminated", "Đã đình chỉ việc giải quyết tố cáo (điểm a)"
    NO_GROUND = "no_ground", "Căn cứ áp dụng không còn (điểm b)"
    WISHED = "wished", "Người được bảo vệ đề nghị bằng văn bản (điểm b)"
    BREACH = "breach", "Người được bảo vệ cố ý không thực hiện nghĩa vụ (điểm c)"


class Body(TextChoices):
    """Nơi được yêu cầu phối hợp (art. 49)."""

    POLICE = "police", "Cơ quan Công an"
    PERSONNEL = "personnel", "Cơ quan quản lý cán bộ, công chức, viên chức, lao động"
    COMMITTEE = "committee", "Ủy ban nhân dân"
    UNION = "union", "Công đoàn"
    EMPLOYER = "employer", "Người sử dụng lao động"
    OTHER = "other", "Cơ quan, tổ chức khác"


class Measure(TextChoices):
    """Biện pháp bảo vệ, the closed list of art. 56–58; the value is article, clause and point."""

    KEEP_SECRET = "56.1", "Giữ bí mật họ tên, địa chỉ, bút tích, thông tin cá nhân"
    STRIP = "56.2", "Lược bỏ thông tin cá nhân khỏi đơn, tài liệu khi giao xác minh"
    ARRANGE = "56.3", "Bố trí thời gian, địa điểm, phương thức làm việc phù hợp"
    SECRECY_OTHER = "56.4", "Biện pháp khác để giữ bí mật thông tin"
    SECRECY_ASK = "56.5", "Đề nghị nơi liên quan giữ bí mật thông tin"
    STAY = "57.1.a", "Tạm đình chỉ, hủy bỏ quyết định kỷ luật, quyết định xâm phạm quyền lợi"
    RESTORE = "57.1.b", "Khôi phục vị trí công tác, thu nhập, lợi ích từ việc làm"
    MOVE = "57.1.c", "Bố trí công tác khác khi người được bảo vệ đồng ý"
    PUNISH = "57.1.d", "Xử lý, kiến nghị xử lý người trả thù, trù dập, đe dọa"
    EMPLOYER_STOPS = "57.2.a", "Yêu cầu người sử dụng lao động chấm dứt vi phạm, khôi phục việc làm"
    EMPLOYER_PUNISH = "57.2.b", "Xử lý, kiến nghị xử lý vi phạm của người sử dụng lao động"
    SAFE_PLACE = "58.1", "Đưa người được bảo vệ đến nơi an toàn"
    GUARD = "58.2", "Bố trí lực lượng, phương tiện trực tiếp bảo vệ"
    PREVENT = "58.3", "Ngăn chặn, xử lý hành vi xâm hại, đe dọa xâm hại"
    DEMAND_STOP = "58.4", "Yêu cầu người xâm hại, đe dọa chấm dứt hành vi"
    SAFETY_OTHER = "58.5", "Biện pháp khác theo quy định của pháp luật"


def article_of(measure: str) -> str:
    """56 bí mật thông tin, 57 vị trí công tác, việc làm, 58 tính mạng, sức khỏe, tài sản, danh dự."""
    return measure.partition(".")[0]


class AdverseSource(TextChoices):
    """Từ đâu biết việc bị đối xử bất lợi sau khi tố cáo."""

    DESK = "desk", "Người đến nói tại nơi tiếp công dân"
    RECOGNISED = "recognised", "Người được bảo vệ đến lại"
