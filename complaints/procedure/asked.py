"""What several steps ask in the same words: team, evidence, expert, findings, items, closing."""

from complaints.procedure.names import DialogueRole, DutyItem
from complaints.procedure.steps import Ask, Asked

_ITEM_KINDS = "; ".join(str(item.label) for item in DutyItem)
ITEMS_HELP = (
    "Mỗi dòng một việc: loại việc | nội dung phải thi hành | số phải thi hành (đồng, m², số "
    "người, số vụ) | trong đó cán bộ, công chức | hạn dd/mm/yyyy. Hai cột cuối có thể để trống. "
    f"Loại việc: {_ITEM_KINDS}."
)
TEAM_HELP = "Mỗi dòng một người: họ và tên | chức vụ | tổ trưởng (ghi x)."
FINDINGS_HELP = "Mỗi dòng một nội dung: nội dung | đúng, đúng một phần hoặc sai."
_CAPACITIES = tuple((role.value, str(role.label)) for role in DialogueRole)

EVIDENCE_ASKED = (
    Asked("what", "Thông tin, tài liệu cần cung cấp", Ask.TEXT),
    Asked("asked_of", "Yêu cầu cơ quan, cá nhân nào"),
    Asked("due_on", "Hạn cung cấp", Ask.DAY, required=False),
)
EVIDENCE_RECEIVED = (
    Asked("what", "Thông tin, tài liệu đã nhận", Ask.TEXT),
    Asked("received_from", "Bên giao"),
    Asked("pages", "Số trang", Ask.NUMBER, required=False),
    Asked("condition", "Tình trạng (bản gốc, sao y, ...)", required=False),
    Asked("asked_on", "Theo yêu cầu ngày (nếu có)", Ask.DAY, required=False),
)
WORKED = (
    Asked("with_whom", "Làm việc với (không ghi tên người tố cáo)"),
    Asked("content", "Nội dung làm việc", Ask.TEXT),
    Asked("result", "Kết quả, ý kiến khác nhau", Ask.TEXT, required=False),
)
EXPERT_ASKED = (
    Asked("expert", "Cơ quan, tổ chức giám định"),
    Asked("what", "Nội dung giám định", Ask.TEXT),
    Asked("due_on", "Hạn gửi kết luận giám định", Ask.DAY, required=False),
)
EXPERT_ANSWERED = (Asked("result", "Kết luận giám định", Ask.TEXT),)
ITEMS = (
    Asked("items", "Việc phải thi hành", Ask.LINES, required=False, help=ITEMS_HELP),
    Asked("investigation_cases", "Số vụ chuyển cơ quan điều tra", Ask.NUMBER, required=False),
    Asked("investigation_people", "Số người chuyển cơ quan điều tra", Ask.NUMBER, required=False),
    Asked(
        "investigation_officials",
        "Trong đó cán bộ, công chức, viên chức chuyển cơ quan điều tra",
        Ask.NUMBER,
        required=False,
    ),
    Asked(
        "rights_restored_organisations",
        "Số tổ chức được trả lại quyền lợi",
        Ask.NUMBER,
        required=False,
    ),
    Asked(
        "rights_restored_people", "Số cá nhân được trả lại quyền lợi", Ask.NUMBER, required=False
    ),
)
DONE = (
    Asked("item", "Việc phải thi hành", Ask.CHOICE),
    Asked("amount", "Đã thực hiện (đồng, m², số lượng)", Ask.MONEY),
    Asked(
        "people",
        "Số người bị khởi tố",
        Ask.NUMBER,
        required=False,
        help="Chỉ ghi với việc chuyển cơ quan điều tra: ô trên là số vụ, ô này là số người.",
    ),
    Asked("officials", "Trong đó cán bộ, công chức, viên chức", Ask.NUMBER, required=False),
    Asked("is_finished", "Việc này đã xong", Ask.YES, required=False),
)
FILE_READ = (
    Asked("capacity", "Tư cách người đọc", Ask.CHOICE, choices=_CAPACITIES),
    Asked("what", "Tài liệu đã đọc, sao chụp", Ask.TEXT),
    Asked("kept_back", "Phần không cung cấp, lý do", Ask.TEXT, required=False),
)
CLOSED = (
    Asked("unfinished_reason", "Lý do kết thúc khi còn việc chưa xong", Ask.TEXT, required=False),
)
CORRECTED = (
    Asked("event", "Việc đã ghi cần đính chính", Ask.CHOICE),
    Asked("corrected", "Nội dung đúng", Ask.TEXT),
)
