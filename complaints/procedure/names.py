"""Closed lists of the procedures. Values are short, stable and never shown."""

from django.db.models import TextChoices


class ProcedureKind(TextChoices):
    """Thủ tục: which table of steps a case follows."""

    COMPLAINT_1 = "complaint_1", "Giải quyết khiếu nại lần đầu"
    COMPLAINT_2 = "complaint_2", "Giải quyết khiếu nại lần hai"
    DISCIPLINE = "discipline", "Giải quyết khiếu nại quyết định kỷ luật cán bộ, công chức"
    DENUNCIATION = "denunciation", "Giải quyết tố cáo"
    DENUNCIATION_AGAIN = "denunciation_again", "Giải quyết tố cáo tiếp"
    RECOMMENDATION = "recommendation", "Xử lý kiến nghị, phản ánh"


class Stage(TextChoices):
    """Giai đoạn. INTAKE and NOT_ACCEPTED are those of a petition without a proceeding row."""

    INTAKE = "intake", "Chờ thụ lý"
    NOT_ACCEPTED = "not_accepted", "Không thụ lý"
    REVIEWING = "reviewing", "Đang xem xét tố cáo tiếp"
    ACCEPTED = "accepted", "Đã thụ lý"
    VERIFYING = "verifying", "Đang xác minh"
    REPORTED = "reported", "Đã có báo cáo xác minh"
    SUSPENDED = "suspended", "Đang tạm đình chỉ"
    TERMINATED = "terminated", "Đã đình chỉ"
    DECIDED = "decided", "Đã có quyết định, kết luận"
    IN_EFFECT = "in_effect", "Quyết định đã có hiệu lực"
    ENFORCING = "enforcing", "Đang thi hành"
    APPEALED = "appealed", "Đã khiếu nại lần hai, khởi kiện"
    CLOSED = "closed", "Đã kết thúc"


ENDED = frozenset({Stage.NOT_ACCEPTED, Stage.TERMINATED, Stage.APPEALED, Stage.CLOSED})


class StepName(TextChoices):
    """Bước tố tụng hành chính: the name of an arrow in the tables; the label is its button."""

    ACCEPT = "accept", "Thụ lý"
    REFUSE = "refuse", "Không thụ lý"
    NOTIFY = "notify", "Thông báo việc thụ lý"
    ASSIGN = "assign", "Giao xác minh"
    REQUEST_EVIDENCE = "request_evidence", "Yêu cầu cung cấp thông tin, tài liệu"
    RECEIVE_EVIDENCE = "receive_evidence", "Nhận thông tin, tài liệu"
    ASK_EXPERT = "ask_expert", "Trưng cầu giám định"
    EXPERT_ANSWER = "expert_answer", "Nhận kết quả giám định"
    WORK = "work", "Làm việc, lập biên bản"
    STAY = "stay", "Tạm đình chỉ thi hành quyết định bị khiếu nại"
    LIFT_STAY = "lift_stay", "Hủy bỏ việc tạm đình chỉ thi hành"
    NOTE_COMPLEX = "note_complex", "Ghi nhận vụ việc phức tạp"
    EXTEND = "extend", "Gia hạn giải quyết"
    INVITE_DIALOGUE = "invite_dialogue", "Thông báo đối thoại"
    HOLD_DIALOGUE = "hold_dialogue", "Ghi biên bản đối thoại"
    REPORT = "report", "Báo cáo kết quả xác minh"
    WITHDRAW_PART = "withdraw_part", "Ghi rút một phần"
    WITHDRAW_WHOLE = "withdraw_whole", "Ghi rút toàn bộ"
    SUSPEND = "suspend", "Tạm đình chỉ giải quyết"
    RESUME = "resume", "Tiếp tục giải quyết"
    TERMINATE = "terminate", "Đình chỉ giải quyết"
    REOPEN = "reopen", "Mở lại để xem xét, giải quyết"
    DECIDE = "decide", "Ban hành quyết định, kết luận"
    SEND = "send", "Gửi văn bản"
    PUBLISH = "publish", "Công khai"
    TAKE_EFFECT = "take_effect", "Ghi nhận quyết định có hiệu lực"
    APPEAL = "appeal", "Ghi khiếu nại lần hai, khởi kiện"
    START_ENFORCING = "start_enforcing", "Tổ chức thi hành"
    RECORD_DONE = "record_done", "Ghi kết quả thi hành"
    HANDLE = "handle", "Xử lý kết luận nội dung tố cáo"
    REPORT_HANDLING = "report_handling", "Báo kết quả xử lý"
    DEMAND_REPORT = "demand_report", "Yêu cầu báo cáo vụ tố cáo quá hạn"
    OVERDUE_REPORT = "overdue_report", "Báo cáo vụ tố cáo quá hạn"
    REFUSE_AGAIN = "refuse_again", "Không giải quyết lại tố cáo tiếp"
    ANSWER = "answer", "Trả lời kiến nghị, phản ánh"
    READ_FILE = "read_file", "Cho đọc, sao chụp hồ sơ"
    CLOSE = "close", "Kết thúc hồ sơ"
    CORRECT = "correct", "Đính chính một việc đã ghi"


class Finding(TextChoices):
    """Kết quả: what the decision or the conclusion says of the complaint or denunciation."""

    RIGHT = "right", "Đúng"
    PARTLY = "partly", "Đúng một phần"
    WRONG = "wrong", "Sai"
    WRONG_ON_PURPOSE = "on_purpose", "Cố ý tố cáo sai sự thật"
    ANSWERED = "answered", "Đã trả lời"


class Ruling(TextChoices):
    """What becomes of the contested decision (xử lý quyết định, hành vi bị khiếu nại)."""

    KEEP = "keep", "Giữ nguyên"
    AMEND = "amend", "Sửa đổi"
    CANCEL_PART = "cancel_part", "Hủy một phần"
    CANCEL = "cancel", "Hủy toàn bộ"
    STOP = "stop", "Chấm dứt hành vi"
    NONE = "none", "Không áp dụng"


class Attendance(TextChoices):
    """Presence at a dialogue (Luật Khiếu nại 2011, art. 30 clause 6)."""

    PRESENT = "present", "Có mặt"
    EXCUSED = "excused", "Vắng có lý do"
    ABSENT = "absent", "Vắng không có lý do chính đáng"


class DialogueRole(TextChoices):
    """Thành phần đối thoại (Nghị định 124/2020/NĐ-CP, form 14)."""

    CHAIR = "chair", "Người chủ trì"
    COMPLAINANT = "complainant", "Người khiếu nại"
    REPRESENTATIVE = "representative", "Người đại diện, luật sư, trợ giúp viên pháp lý"
    RESPONDENT = "respondent", "Người bị khiếu nại"
    CONCERNED = "concerned", "Người có quyền, nghĩa vụ liên quan"
    ORGANISATION = "organisation", "Cơ quan, tổ chức liên quan"
    SECRETARY = "secretary", "Người ghi biên bản"


class DutyItem(TextChoices):
    """Việc phải thi hành theo quyết định, kết luận; counted by table 05/KQTH."""

    STATE_MONEY = "state_money", "Thu hồi tiền cho Nhà nước"
    STATE_LAND = "state_land", "Thu hồi đất cho Nhà nước"
    BACK_MONEY = "back_money", "Trả lại tiền cho tổ chức, cá nhân"
    BACK_LAND = "back_land", "Trả lại đất cho tổ chức, cá nhân"
    ORGANISATION = "organisation", "Xử lý hành chính tổ chức"
    PERSON = "person", "Xử lý hành chính cá nhân"
    INVESTIGATION = "investigation", "Chuyển cơ quan điều tra"
    OTHER = "other", "Việc khác phải thực hiện"
