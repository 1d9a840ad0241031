"""May this petition be taken up (điều kiện xử lý đơn), line by line with the article behind each. Pure.

The answers are those of the officer; what follows from them is a proposal of the law, not a decision.
Lines whose text is not among our sources say "cần đối chiếu".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from complaints.eligibility_lines import LINES, Answer, Checklist, Line, lines_of
from complaints.enums import Outcome, PetitionKind

__all__ = ["LINES", "Answer", "Checklist", "Line", "Verdict", "checklist_of", "lines_of", "verdict"]


class Sign(StrEnum):
    """What an unwanted answer leads to, strongest first."""

    CRIME = "crime"
    PARTY = "party"
    ANONYMOUS = "anonymous"
    FILE = "file"
    NOT_COMPETENT = "not_competent"
    GUIDE = "guide"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows. `is_eligible` None: lines are still open. `lawful`: the first is the usual one."""

    is_eligible: bool | None
    is_competent: bool | None
    open_lines: tuple[Line, ...]
    failed: tuple[Line, ...]
    lawful: tuple[Outcome, ...]
    grounds: tuple[str, ...]
    sentence: str


def checklist_of(kind: str, *, is_first_time: bool, is_discipline: bool) -> Checklist:
    """Which list of lines a petition is held against."""
    if kind == PetitionKind.DENUNCIATION:
        return Checklist.DENUNCIATION
    if kind == PetitionKind.RECOMMENDATION:
        return Checklist.RECOMMENDATION
    if is_discipline:
        return Checklist.DISCIPLINE
    return Checklist.COMPLAINT_1 if is_first_time else Checklist.COMPLAINT_2


def verdict(checklist: Checklist, answers: Mapping[str, str]) -> Verdict:
    """What the answers lead to under the law that each line names."""
    lines = lines_of(checklist)
    open_lines = tuple(line for line in lines if answers.get(line.code) not in set(Answer))
    failed = tuple(line for line in lines if line.fails(answers.get(line.code)))
    competent = _competent(answers)
    if open_lines:
        sentence = f"Còn {len(open_lines)} dòng chưa trả lời."
        return Verdict(None, competent, open_lines, failed, (), _grounds(failed), sentence)
    lawful, sentence = _lawful(checklist, {Sign(line.sign) for line in failed}, answers)
    return Verdict(not failed, competent, (), failed, lawful, _grounds(failed), sentence)


def _competent(answers: Mapping[str, str]) -> bool | None:
    return {Answer.YES.value: True, Answer.NO.value: False}.get(answers.get("tham_quyen", ""))


def _grounds(failed: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.ground for line in failed if line.ground))


def _lawful(
    checklist: Checklist, signs: set[Sign], answers: Mapping[str, str]
) -> tuple[tuple[Outcome, ...], str]:
    """The lawful outcomes and the sentence that says why."""
    if not signs:
        return (Outcome.ACCEPT,), "Đủ điều kiện: đề xuất thụ lý."
    if Sign.CRIME in signs:
        return (Outcome.PROSECUTE,), (
            "Có dấu hiệu tội phạm: chuyển ngay cơ quan điều tra, viện kiểm sát "
            "(Luật Tố cáo, điều 27 khoản 1)."
        )
    if Sign.ANONYMOUS in signs:
        return _anonymous(answers)
    if Sign.PARTY in signs:
        return (Outcome.PARTY,), (
            "Tố cáo đảng viên vi phạm Điều lệ, quy định của Đảng: chuyển cơ quan của Đảng "
            "(Thông tư 05/2021/TT-TTCP, điều 15)."
        )
    if Sign.NOT_COMPETENT in signs:
        return _not_competent(checklist, answers)
    if Sign.FILE in signs:
        return (Outcome.FILE, Outcome.MERGE), (
            "Đơn trùng nội dung đã xử lý, không có tình tiết mới: lưu đơn, hoặc ghép vào hồ sơ đang "
            "giải quyết."
        )
    if checklist is Checklist.DENUNCIATION and answers.get("chung_cu") == Answer.YES:
        return (Outcome.NOT_ACCEPT, Outcome.CHECK), (
            "Không đủ điều kiện thụ lý (Luật Tố cáo, điều 29): không thụ lý và báo ngay lý do; nội "
            "dung rõ, có chứng cứ thì chuyển thanh tra, kiểm tra (điều 26 khoản 1 điểm b)."
        )
    if checklist is Checklist.DENUNCIATION:
        return (Outcome.NOT_ACCEPT, Outcome.RETURN), (
            "Không đủ điều kiện thụ lý (Luật Tố cáo, điều 29): không thụ lý và báo ngay lý do cho "
            "người tố cáo (điều 24 khoản 1)."
        )
    if checklist is Checklist.RECOMMENDATION:
        return (Outcome.GUIDE, Outcome.FILE), (
            "Đơn thiếu thông tin để xem xét: hướng dẫn bổ sung; không liên hệ được thì lưu đơn."
        )
    if Sign.REFUSE in signs:
        return (Outcome.NOT_ACCEPT, Outcome.RETURN), (
            "Thuộc trường hợp không thụ lý: thông báo bằng văn bản, nêu rõ lý do "
            "(Luật Khiếu nại, điều 11, điều 27)."
        )
    return (Outcome.GUIDE, Outcome.RETURN), (
        "Đơn thiếu nội dung: hướng dẫn người khiếu nại bổ sung (Luật Khiếu nại, điều 8)."
    )


def _anonymous(answers: Mapping[str, str]) -> tuple[tuple[Outcome, ...], str]:
    """Luật Tố cáo 2018, art. 25; Nghị định 31/2019/NĐ-CP, art. 20."""
    if answers.get("chung_cu") == Answer.YES:
        return (Outcome.CHECK,), (
            "Không rõ hoặc mạo danh người tố cáo: không xử lý là tố cáo; nội dung rõ người vi phạm, "
            "có chứng cứ cụ thể thì chuyển thanh tra, kiểm tra (Luật Tố cáo, điều 25 khoản 2)."
        )
    return (Outcome.FILE,), (
        "Không rõ hoặc mạo danh người tố cáo, không có chứng cứ cụ thể: không xử lý, lưu đơn "
        "(Luật Tố cáo, điều 25 khoản 1)."
    )


def _not_competent(
    checklist: Checklist, answers: Mapping[str, str]
) -> tuple[tuple[Outcome, ...], str]:
    if Answer.YES in (answers.get("nhieu_noi"), answers.get("da_huong_dan")):
        return (Outcome.FILE,), (
            "Không thuộc thẩm quyền, đã gửi nơi có thẩm quyền hoặc đã được hướng dẫn: không xử lý, "
            "lưu đơn và thông báo (Luật Tố cáo, điều 24 khoản 3; khiếu nại, kiến nghị: cần đối chiếu)."
        )
    if answers.get("cap_duoi") == Answer.YES:
        return (Outcome.URGE,), (
            "Thuộc thẩm quyền cấp dưới trực tiếp, đã quá hạn chưa giải quyết: yêu cầu báo cáo, đôn "
            "đốc (Thông tư 05/2021/TT-TTCP, điều 14 khoản 2)."
        )
    if checklist is Checklist.DENUNCIATION:
        return (Outcome.TRANSFER,), (
            "Tố cáo không thuộc thẩm quyền: chuyển đến nơi có thẩm quyền trong 05 ngày làm việc, báo "
            "cho người tố cáo (Luật Tố cáo, điều 24 khoản 2); cùng nội dung chỉ chuyển một lần."
        )
    if checklist is Checklist.RECOMMENDATION:
        return (Outcome.TRANSFER,), (
            "Kiến nghị, phản ánh không thuộc thẩm quyền: chuyển đến nơi có thẩm quyền "
            "(Luật Tiếp công dân, điều 26 khoản 2)."
        )
    return (Outcome.GUIDE, Outcome.RETURN), (
        "Khiếu nại không thuộc thẩm quyền: hướng dẫn bằng văn bản, chỉ một lần cho cùng nội dung "
        "(Luật Tiếp công dân, điều 26 khoản 2)."
    )


def limitation_answer(due_on: date | None, complained_on: date, *, obstacle: int = 0) -> str:
    """The answer to the line of limitation (thời hiệu) as far as dates give it; days of an obstacle
    are not counted (Luật Khiếu nại 2011, art. 9). Empty when the day it began is not known."""
    if due_on is None:
        return ""
    return Answer.YES if complained_on <= due_on + timedelta(days=obstacle) else Answer.NO
