"""Closed lists of the law on complaints (Luật Khiếu nại 2011): grounds, criteria, ways, papers sent."""

from complaints.procedure.criteria import complexity
from complaints.procedure.names import Attendance, Finding, Ruling

# Luật Khiếu nại 2011, art. 11: what is not accepted.
REFUSAL = (
    ("11.1", "Quyết định, hành vi mang tính nội bộ, chỉ đạo điều hành, quy phạm, bí mật nhà nước"),
    ("11.2", "Không liên quan trực tiếp đến quyền, lợi ích hợp pháp của người khiếu nại"),
    ("11.3", "Người khiếu nại không có năng lực hành vi dân sự đầy đủ, không có người đại diện"),
    ("11.4", "Người đại diện không hợp pháp thực hiện khiếu nại"),
    ("11.5", "Đơn không có chữ ký hoặc điểm chỉ của người khiếu nại"),
    ("11.6", "Thời hiệu, thời hạn khiếu nại đã hết mà không có lý do chính đáng"),
    ("11.7", "Đã có quyết định giải quyết khiếu nại lần hai"),
    ("11.8", "Quá 30 ngày sau thông báo đình chỉ mà người khiếu nại không tiếp tục khiếu nại"),
    ("11.9", "Tòa án đã thụ lý hoặc đã giải quyết, trừ quyết định đình chỉ giải quyết vụ án"),
)

# Nghị định 124/2020/NĐ-CP, art. 3a, added by Nghị định 155/2026/NĐ-CP: any one makes it complex.
CRITERIA = complexity("người khiếu nại")

# Luật Khiếu nại 2011, art. 11a clause 1, added by Luật 136/2025/QH15.
HINDERED = "11a.1.a"
SUSPENSION = (
    (HINDERED, "Sự kiện bất khả kháng, trở ngại khách quan: người khiếu nại không thể tiếp tục"),
    ("11a.1.b", "Cần đợi kết quả giải quyết của cơ quan khác liên quan trực tiếp"),
)
# Luật Khiếu nại 2011, art. 11a clause 2; before 01/07/2026 art. 10 knew the withdrawal alone.
WITHDRAWN = "11a.2.a"
TERMINATION = (
    (WITHDRAWN, "Người khiếu nại rút toàn bộ khiếu nại"),
    ("11a.2.b", "Người khiếu nại chết, tổ chức chấm dứt mà quyền, nghĩa vụ không được kế thừa"),
    ("11a.2.c", "Không còn đối tượng khiếu nại, nội dung khiếu nại"),
    ("11a.2.d", "Tòa án đã thụ lý hoặc đã giải quyết bằng bản án, quyết định"),
)
# Luật Khiếu nại 2011, art. 10 clause 3; the second ground is the office's own, the law is silent.
COERCED = "10.3"
REOPENING = (
    (
        COERCED,
        "Rút do bị ép buộc, đe dọa (Luật Khiếu nại 2011, điều 10 khoản 3, sửa bởi "
        "Luật 136/2025/QH15)",
    ),
    ("huy-bo", "Căn cứ đình chỉ không còn đúng, quyết định đình chỉ bị hủy bỏ"),
)
WITHDRAWN_HOW = (
    ("petition", "Đơn rút khiếu nại, có chữ ký hoặc điểm chỉ"),
    ("minutes", "Biên bản ghi nhận ý kiến rút khiếu nại"),
)

ATTENDANCE = tuple((said.value, str(said.label)) for said in Attendance)
FINDINGS = tuple(
    (finding.value, str(finding.label))
    for finding in (Finding.RIGHT, Finding.PARTLY, Finding.WRONG)
)
RULINGS = tuple((ruling.value, str(ruling.label)) for ruling in Ruling)

# Which paper a sending is about, and the duty that it ends.
DECISION, SUSPENDED, RESUMED, TERMINATED = "decide", "suspend", "resume", "terminate"
SENDING = {
    DECISION: ("KN_GUI_QD1", "KN_GUI_QD2"),
    SUSPENDED: ("KN_TDC_GUI",),
    RESUMED: ("KN_TIEPTUC_GUI",),
    TERMINATED: ("KN_TDC_GUI",),
}

# Luật Khiếu nại 2011, art. 41 clause 2; Nghị định 124/2020/NĐ-CP, art. 29 clause 3.
POSTED = "posted"
PUBLISHED_HOW = (
    ("meeting", "Công bố tại cuộc họp cơ quan, tổ chức nơi người bị khiếu nại công tác"),
    (POSTED, "Niêm yết tại trụ sở, nơi tiếp công dân ít nhất 15 ngày"),
    ("media", "Thông báo trên phương tiện thông tin đại chúng, cổng thông tin điện tử"),
)

COURT = "court"
APPEALED_HOW = (
    ("second", "Khiếu nại lần hai"),
    (COURT, "Khởi kiện vụ án hành chính tại Tòa án"),
)
