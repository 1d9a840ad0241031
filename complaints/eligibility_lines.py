"""The lines of the checklists (phiếu kiểm tra điều kiện): what is asked, wanted, and by which article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    YES = "co"
    NO = "khong"
    NOT_APPLICABLE = "khong_ap_dung"


ANSWER_TEXT = {
    Answer.YES: "Có",
    Answer.NO: "Không",
    Answer.NOT_APPLICABLE: "Không áp dụng",
}


class Checklist(StrEnum):
    """Which petition is checked."""

    COMPLAINT_1 = "complaint_1"
    COMPLAINT_2 = "complaint_2"
    DISCIPLINE = "discipline"
    DENUNCIATION = "denunciation"
    RECOMMENDATION = "recommendation"


C1, C2, KL = Checklist.COMPLAINT_1, Checklist.COMPLAINT_2, Checklist.DISCIPLINE
TC, PA = Checklist.DENUNCIATION, Checklist.RECOMMENDATION
_COMPLAINTS = (C1, C2, KL)
_ALL = (C1, C2, KL, TC, PA)
_TO_CHECK = "cần đối chiếu"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `wanted`: the answer that lets the petition go on; empty for a line that only steers.
    `sign`: what the other answer leads to; `ground`: code of the ground for not accepting."""

    code: str
    text: str
    basis: str
    lists: tuple[Checklist, ...]
    sign: str = "refuse"
    ground: str = ""
    wanted: str = Answer.YES
    may_not_apply: bool = False
    doubt: str = ""

    @property
    def choices(self) -> tuple[Answer, ...]:
        """The answers that make sense here."""
        both = (Answer.YES, Answer.NO)
        return (*both, Answer.NOT_APPLICABLE) if self.may_not_apply else both

    def fails(self, answer: str | None) -> bool:
        """True when the answer is the unwanted one."""
        if not self.wanted or answer in (None, "", Answer.NOT_APPLICABLE):
            return False
        return answer != self.wanted


_KN, _TC = "Luật Khiếu nại 2011", "Luật Tố cáo 2018"
_TT05 = "Thông tư 05/2021/TT-TTCP"

LINES: tuple[Line, ...] = (
    Line(
        "tieng_viet", "Đơn viết bằng tiếng Việt hoặc có bản dịch hợp pháp", f"{_TT05}, điều 6",
        _ALL, "guide", may_not_apply=True, doubt=_TO_CHECK,
    ),
    Line(
        "ten_dia_chi", "Ghi ngày, tháng, năm; tên, địa chỉ người khiếu nại và bên bị khiếu nại",
        f"{_KN}, điều 8 khoản 2", _COMPLAINTS, "guide",
    ),
    Line(
        "noi_dung", "Ghi nội dung, lý do khiếu nại và yêu cầu giải quyết",
        f"{_KN}, điều 8 khoản 2", _COMPLAINTS, "guide",
    ),
    Line(
        "ten_dia_chi", "Ghi ngày, tháng, năm; họ tên, địa chỉ, cách thức liên hệ của người tố cáo",
        f"{_TC}, điều 23 khoản 1", (TC,), ground="29.1.a",
    ),
    Line(
        "noi_dung", "Ghi hành vi bị tố cáo và người bị tố cáo", f"{_TC}, điều 23 khoản 1", (TC,),
        ground="29.1.a",
    ),
    Line(
        "noi_dung", "Nội dung kiến nghị, phản ánh rõ ràng; có họ tên, địa chỉ người gửi",
        f"{_TT05}, điều 6", (PA,), "guide", doubt=_TO_CHECK,
    ),
    Line(
        "ky_ten", "Có chữ ký hoặc điểm chỉ của người khiếu nại",
        f"{_KN}, điều 8 khoản 2, điều 11 khoản 5", _COMPLAINTS, ground="11.5",
    ),
    Line(
        "ky_ten", "Có chữ ký hoặc điểm chỉ của người tố cáo", f"{_TC}, điều 23 khoản 1", (TC,),
        ground="29.1.a",
    ),
    Line(
        "xac_dinh", "Xác định được người tố cáo: rõ họ tên, địa chỉ, không mạo danh",
        f"{_TC}, điều 25 khoản 1", (TC,), "anonymous",
    ),
    Line(
        "chung_cu",
        "Nội dung rõ người vi phạm, có tài liệu, chứng cứ cụ thể và có cơ sở để thẩm tra",
        f"{_TC}, điều 25 khoản 2; Nghị định 31/2019/NĐ-CP, điều 20", (TC,), wanted="",
    ),
    Line(
        "noi_bo", "Việc bị khiếu nại mang tính nội bộ, chỉ đạo điều hành, quy phạm hoặc bí mật nhà nước",
        f"{_KN}, điều 11 khoản 1", _COMPLAINTS, ground="11.1", wanted=Answer.NO,
    ),
    Line(
        "truc_tiep", "Liên quan trực tiếp đến quyền, lợi ích hợp pháp của người khiếu nại",
        f"{_KN}, điều 11 khoản 2", _COMPLAINTS, ground="11.2",
    ),
    Line(
        "nang_luc", "Người khiếu nại đủ năng lực hành vi dân sự hoặc có người đại diện hợp pháp",
        f"{_KN}, điều 11 khoản 3", _COMPLAINTS, ground="11.3",
    ),
    Line(
        "nang_luc", "Người tố cáo đủ năng lực hành vi dân sự hoặc có người đại diện",
        f"{_TC}, điều 29 khoản 1 điểm b", (TC,), ground="29.1.b",
    ),
    Line(
        "dai_dien", "Người đại diện, người được ủy quyền hợp pháp", f"{_KN}, điều 11 khoản 4",
        _COMPLAINTS, ground="11.4", may_not_apply=True,
    ),
    Line(
        "thoi_hieu", "Còn thời hiệu 90 ngày, hoặc quá thời hiệu có lý do chính đáng",
        f"{_KN}, điều 9, điều 11 khoản 6", (C1,), ground="11.6",
    ),
    Line(
        "thoi_hieu", "Còn thời hạn khiếu nại lần hai 30 ngày (vùng sâu, vùng xa 45 ngày)",
        f"{_KN}, điều 33 khoản 1, điều 11 khoản 6", (C2,), ground="11.6",
    ),
    Line(
        "thoi_hieu", "Còn thời hiệu khiếu nại quyết định kỷ luật: lần đầu 15 ngày; lần hai 10 ngày, "
        "buộc thôi việc 30 ngày", f"{_KN}, điều 48, điều 11 khoản 6", (KL,), ground="11.6",
    ),
    Line(
        "kem_lan_dau", "Kèm quyết định giải quyết lần đầu (nếu có) và tài liệu liên quan",
        f"{_KN}, điều 33 khoản 1, sửa bởi Luật 136/2025/QH15", (C2,), "guide", may_not_apply=True,
    ),
    Line(
        "da_lan_hai", "Đã có quyết định giải quyết khiếu nại lần hai", f"{_KN}, điều 11 khoản 7",
        _COMPLAINTS, ground="11.7", wanted=Answer.NO,
    ),
    Line(
        "da_dinh_chi", "Đã có thông báo đình chỉ mà sau 30 ngày không tiếp tục khiếu nại",
        f"{_KN}, điều 11 khoản 8", _COMPLAINTS, ground="11.8", wanted=Answer.NO,
    ),
    Line(
        "toa_an", "Tòa án đã thụ lý hoặc đã giải quyết (trừ quyết định đình chỉ vụ án hành chính)",
        f"{_KN}, điều 11 khoản 9", _COMPLAINTS, ground="11.9", wanted=Answer.NO,
    ),
    Line(
        "co_so", "Có cơ sở để xác định người vi phạm, hành vi vi phạm pháp luật",
        f"{_TC}, điều 29 khoản 1 điểm d", (TC,), ground="29.1.d",
    ),
    Line(
        "tu_khieu_nai",
        "Xuất phát từ khiếu nại đã giải quyết đúng, không có chứng cứ mới về người giải quyết",
        f"{_TC}, điều 29 khoản 1", (TC,), ground="29.1.khieu-nai", wanted=Answer.NO,
    ),
    Line(
        "toi_pham", "Hành vi bị tố cáo có dấu hiệu của tội phạm", f"{_TC}, điều 27 khoản 1", (TC,),
        "crime", wanted=Answer.NO,
    ),
    Line(
        "dang_vien", "Chỉ tố cáo đảng viên vi phạm Điều lệ, nghị quyết, quy định của Đảng",
        f"{_TT05}, điều 15", (TC,), "party", wanted=Answer.NO,
    ),
    Line(
        "tham_quyen", "Thuộc thẩm quyền giải quyết của cơ quan", f"{_KN}, điều 17 đến điều 25, điều 27",
        _COMPLAINTS, "not_competent",
    ),
    Line(
        "tham_quyen", "Thuộc thẩm quyền giải quyết của cơ quan",
        f"{_TC}, điều 12 đến điều 20, điều 29 khoản 1 điểm c", (TC,), "not_competent",
        ground="29.1.c",
    ),
    Line(
        "tham_quyen", "Thuộc phạm vi, trách nhiệm xem xét của cơ quan",
        "Luật Tiếp công dân 2013, điều 26 khoản 2", (PA,), "not_competent",
    ),
    Line(
        "nhieu_noi", "Đã gửi nhiều nơi, trong đó có nơi có thẩm quyền giải quyết",
        f"{_TC}, điều 24 khoản 3", (TC,), wanted="", ground="24.3",
    ),
    Line(
        "nhieu_noi", "Đã gửi nhiều nơi, trong đó có nơi có thẩm quyền giải quyết",
        f"{_TT05}, điều 6", (C1, C2, KL, PA), wanted="", doubt=_TO_CHECK,
    ),
    Line(
        "da_huong_dan", "Đã được hướng dẫn một lần về cùng nội dung", f"{_TC}, điều 24 khoản 3",
        (TC,), wanted="", ground="24.3",
    ),
    Line(
        "da_huong_dan", "Đã được hướng dẫn một lần về cùng nội dung", f"{_TT05}, điều 6",
        (C1, C2, KL, PA), wanted="", doubt=_TO_CHECK,
    ),
    Line(
        "cap_duoi", "Thuộc thẩm quyền cấp dưới trực tiếp, đã quá hạn mà chưa giải quyết",
        f"{_TT05}, điều 14 khoản 2", (TC,), wanted="",
    ),
    Line(
        "cap_duoi", "Thuộc thẩm quyền cấp dưới trực tiếp, đã quá hạn mà chưa giải quyết",
        f"{_TT05}", (C1, C2, KL, PA), wanted="", doubt=_TO_CHECK,
    ),
    Line(
        "da_xu_ly", "Trùng nội dung với đơn đã xử lý, không có tình tiết mới", f"{_TT05}, điều 6",
        (C1, C2, KL, TC), "file", wanted=Answer.NO, doubt=_TO_CHECK,
    ),
    Line(
        "da_xu_ly", "Đã được kiểm tra, trả lời bằng văn bản, không có tình tiết mới",
        "Nghị định 154/2026/NĐ-CP, điều 4 khoản 1 điểm h", (PA,), "file", wanted=Answer.NO,
    ),
)  # fmt: skip


def lines_of(checklist: Checklist) -> tuple[Line, ...]:
    """The lines of one list, in the order of the paper."""
    return tuple(line for line in LINES if checklist in line.lists)
