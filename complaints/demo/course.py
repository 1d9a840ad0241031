"""How an invented petition went on: processed when, which way, resolved or still open."""

import random
from dataclasses import dataclass
from datetime import date

from complaints.demo.calendar import working_day_after
from complaints.enums import Outcome, PetitionKind, PetitionState
from complaints.procedure.names import Finding, Ruling

_WAYS: dict[PetitionKind, tuple[tuple[Outcome, int], ...]] = {
    PetitionKind.COMPLAINT: (
        (Outcome.ACCEPT, 48), (Outcome.NOT_ACCEPT, 10), (Outcome.GUIDE, 14), (Outcome.TRANSFER, 24),
        (Outcome.RETURN, 4),
    ),
    PetitionKind.DENUNCIATION: (
        (Outcome.ACCEPT, 42), (Outcome.TRANSFER, 44), (Outcome.FILE, 14),
    ),
    PetitionKind.RECOMMENDATION: (
        (Outcome.ACCEPT, 58), (Outcome.GUIDE, 16), (Outcome.TRANSFER, 21), (Outcome.FILE, 5),
    ),
}  # fmt: skip
_NOTES = {
    Outcome.ACCEPT: "Đơn thuộc thẩm quyền, đủ điều kiện thụ lý.",
    Outcome.NOT_ACCEPT: "Chưa có quyết định hành chính bị khiếu nại; đã có thông báo nêu rõ lý do.",
    Outcome.GUIDE: "Hướng dẫn công dân gửi đơn đến cơ quan có thẩm quyền giải quyết.",
    Outcome.TRANSFER: "Chuyển đơn đến cơ quan có thẩm quyền và thông báo cho người gửi đơn.",
    Outcome.RETURN: "Trả lại đơn kèm giấy tờ gốc, hướng dẫn gửi đúng nơi giải quyết.",
    Outcome.FILE: "Đơn trùng nội dung với đơn đã xử lý, không có tình tiết mới.",
}
_RESULTS: dict[PetitionKind, tuple[tuple[str, Finding, Ruling], ...]] = {
    PetitionKind.COMPLAINT: (
        ("Công nhận một phần nội dung khiếu nại; tính lại phần còn thiếu.", Finding.PARTLY,
         Ruling.AMEND),
        ("Giữ nguyên quyết định bị khiếu nại.", Finding.WRONG, Ruling.KEEP),
        ("Khiếu nại đúng; hủy quyết định bị khiếu nại.", Finding.RIGHT, Ruling.CANCEL),
    ),
    PetitionKind.DENUNCIATION: (
        ("Tố cáo đúng một phần; kiến nghị kiểm điểm trách nhiệm.", Finding.PARTLY, Ruling.NONE),
        ("Không có cơ sở kết luận có hành vi bị tố cáo.", Finding.WRONG, Ruling.NONE),
    ),
    PetitionKind.RECOMMENDATION: (
        ("Đã kiểm tra thực tế, giao đơn vị khắc phục trong tháng.", Finding.ANSWERED, Ruling.NONE),
        ("Kiến nghị được tiếp thu, đưa vào kế hoạch năm sau.", Finding.ANSWERED, Ruling.NONE),
        ("Giải thích quy định và hướng dẫn công dân hoàn thiện hồ sơ.", Finding.ANSWERED,
         Ruling.NONE),
    ),
}  # fmt: skip
_PAPERS = {
    PetitionKind.COMPLAINT: "Quyết định số {no}/QĐ-UBND",
    PetitionKind.DENUNCIATION: "Kết luận số {no}/KL-UBND",
    PetitionKind.RECOMMENDATION: "Công văn số {no}/CV-UBND",
}
# From processing to the result, as it usually takes; a few run past the due date.
_TAKES = {
    PetitionKind.COMPLAINT: (12, 40),
    PetitionKind.DENUNCIATION: (18, 45),
    PetitionKind.RECOMMENDATION: (6, 32),
}


@dataclass(frozen=True, slots=True)
class Course:
    """Empty dates: not yet."""

    outcome: Outcome | None = None
    processed_on: date | None = None
    note: str = ""
    resolved_on: date | None = None
    document: str = ""
    text: str = ""
    finding: Finding | None = None
    ruling: Ruling = Ruling.NONE

    @property
    def resolution(self) -> str:
        """As the decision leaves it on the petition."""
        if self.resolved_on is None or self.finding is None:
            return ""
        found = "" if self.finding is Finding.ANSWERED else f" {self.finding.label}."
        return f"{self.document} ngày {self.resolved_on:%d/%m/%Y}.{found} {self.text}"

    @property
    def is_competent(self) -> bool | None:
        if self.outcome is None:
            return None
        return self.outcome in (Outcome.ACCEPT, Outcome.NOT_ACCEPT)

    @property
    def state(self) -> PetitionState:
        if self.outcome is None:
            return PetitionState.RECEIVED
        if self.outcome is not Outcome.ACCEPT:
            return PetitionState.PROCESSED
        return PetitionState.RESOLVED if self.resolved_on else PetitionState.ACCEPTED


def course(chance: random.Random, kind: PetitionKind, received_on: date, until: date) -> Course:
    """Most are processed within days; one in thirty lies until it is late."""
    wait = chance.randint(1, 6) if chance.random() < 0.967 else chance.randint(14, 200)
    processed_on = working_day_after(received_on, wait)
    if processed_on > until:
        return Course()
    ways, weights = zip(*_WAYS[kind], strict=True)
    outcome = chance.choices(ways, weights)[0]
    note = _NOTES[outcome]
    if outcome is not Outcome.ACCEPT:
        return Course(outcome, processed_on, note)
    shortest, longest = _TAKES[kind]
    stuck = 150 if chance.random() < 0.04 else 0
    resolved_on = working_day_after(processed_on, chance.randint(shortest, longest) + stuck)
    if resolved_on > until:
        return Course(outcome, processed_on, note)
    text, finding, ruling = chance.choice(_RESULTS[kind])
    document = _PAPERS[kind].format(no=chance.randint(12, 1900))
    return Course(outcome, processed_on, note, resolved_on, document, text, finding, ruling)
