"""Closed lists of the law on denunciations (Luật Tố cáo 2018): grounds, criteria, ways to publish."""

from complaints.procedure.criteria import complexity
from complaints.procedure.names import Finding

# Luật Tố cáo 2018, art. 24 clause 1, art. 29 clause 1: what is missing when a case is not accepted.
REFUSAL = (
    ("29.1.a", "Tố cáo không được thực hiện đúng hình thức, nội dung (điều 23)"),
    ("29.1.b", "Người tố cáo không đủ năng lực hành vi dân sự và không có người đại diện"),
    ("29.1.c", "Vụ việc không thuộc thẩm quyền giải quyết"),
    ("29.1.d", "Nội dung không có cơ sở để xác định người vi phạm, hành vi vi phạm"),
    (
        "29.1.khieu-nai",
        "Xuất phát từ khiếu nại đã giải quyết đúng mà không có chứng cứ mới về người giải quyết",
    ),
    ("24.3", "Gửi nhiều nơi trong đó có nơi có thẩm quyền, hoặc đã được hướng dẫn"),
)

# Nghị định 31/2019/NĐ-CP, art. 3 clause 2: one makes a case complex, two especially complex.
CRITERIA = complexity("người tố cáo")

# Luật Tố cáo 2018, art. 34 clauses 1 and 3.
SUSPENSION = (
    ("34.1.a", "Đợi kết quả giải quyết của cơ quan khác hoặc của vụ việc khác có liên quan"),
    ("34.1.b", "Đợi kết quả giám định bổ sung, giám định lại"),
)
TERMINATION_BY_WITHDRAWAL = "34.3.a"
TERMINATION = (
    (TERMINATION_BY_WITHDRAWAL, "Người tố cáo rút toàn bộ nội dung tố cáo"),
    ("34.3.b", "Người bị tố cáo chết và nội dung chỉ liên quan đến trách nhiệm của người đó"),
    ("34.3.c", "Đã được giải quyết bằng bản án, quyết định có hiệu lực pháp luật"),
    # Not in art. 34: the superior takes the case over (Nghị định 31/2019/NĐ-CP, art. 5 clause 3).
    ("38.5", "Cấp trên trực tiếp lấy vụ việc để giải quyết: chấm dứt, chuyển hồ sơ"),
)

# Luật Tố cáo 2018, art. 33 clause 3; Nghị định 31/2019/NĐ-CP, art. 4 clause 4 as amended in 2026.
NO_GROUND_TO_GO_ON = "khong"
GOES_ON = (
    (NO_GROUND_TO_GO_ON, "Không có căn cứ phải tiếp tục giải quyết"),
    ("4.4.a", "Có: hành vi bị tố cáo có dấu hiệu vi phạm pháp luật"),
    ("4.4.b", "Có: rút tố cáo do bị đe dọa, ép buộc, mua chuộc"),
    ("4.4.c", "Có: lợi dụng tố cáo để vu khống, xúc phạm, gây thiệt hại"),
)
# After a case was ended; the second ground is the office's own, the law is silent.
COERCED = "33.3"
COMING_BACK = (
    (COERCED, "Rút tố cáo do bị đe dọa, ép buộc, mua chuộc (Luật Tố cáo 2018, điều 33 khoản 3)"),
    ("huy-bo", "Quyết định đình chỉ bị hủy bỏ"),
)
WITHDRAWN_HOW = (
    ("petition", "Đơn rút tố cáo (mẫu số 02)"),
    ("minutes", "Biên bản ghi nhận ý kiến rút tố cáo (mẫu số 03)"),
)

# Luật Tố cáo 2018, art. 37 clause 2 point b and clause 3, art. 38 clause 5.
REOPENING = (
    ("37.2.b", "Việc giải quyết trước đó không đúng thẩm quyền"),
    ("37.3.a", "Kết quả xác minh, kết luận thiếu chính xác hoặc thiếu khách quan"),
    ("37.3.b", "Bỏ sót, bỏ lọt thông tin, tài liệu, chứng cứ quan trọng"),
    ("37.3.c", "Áp dụng không đúng pháp luật khi xác minh, kết luận"),
    ("38.5", "Quá hạn chưa giải quyết, có vi phạm nghiêm trọng hoặc dấu hiệu không khách quan"),
)

FINDINGS = tuple(
    (finding.value, str(finding.label))
    for finding in (Finding.RIGHT, Finding.PARTLY, Finding.WRONG, Finding.WRONG_ON_PURPOSE)
)

# Nghị định 31/2019/NĐ-CP, art. 6 clause 2. A posted paper stays at least 15 days.
POSTED = "posted"
PUBLISHED_HOW = (
    ("meeting", "Công bố tại cuộc họp"),
    (POSTED, "Niêm yết ít nhất 15 ngày liên tục"),
    ("portal", "Đăng trên cổng, mạng thông tin nội bộ ít nhất 15 ngày liên tục"),
    ("media", "Thông báo trên phương tiện thông tin đại chúng"),
)
