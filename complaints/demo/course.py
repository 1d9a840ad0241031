"""How an invented petition went on: processed when, which way, resolved or still open."""

import random
from dataclasses import dataclass
from datetime import date

from complaints.demo.calendar import working_day_after
from complaints.enums import Outcome, PetitionKind, PetitionState

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
_RESULTS = {
    PetitionKind.COMPLAINT: (
        "Quyết định giải quyết lần đầu số {no}/QĐ: công nhận một phần nội dung khiếu nại.",
        "Quyết định giải quyết lần đầu số {no}/QĐ: giữ nguyên quyết định bị khiếu nại.",
        "Quyết định giải quyết lần đầu số {no}/QĐ: khiếu nại đúng, hủy quyết định bị khiếu nại.",
    ),
    PetitionKind.DENUNCIATION: (
        "Kết luận nội dung tố cáo số {no}/KL: tố cáo đúng một phần, kiến nghị kiểm điểm.",
        "Kết luận nội dung tố cáo số {no}/KL: không có cơ sở kết luận hành vi bị tố cáo.",
    ),
    PetitionKind.RECOMMENDATION: (
        "Văn bản trả lời số {no}: đã kiểm tra thực tế, giao đơn vị khắc phục trong tháng.",
        "Văn bản trả lời số {no}: kiến nghị được tiếp thu, đưa vào kế hoạch năm sau.",
        "Văn bản trả lời số {no}: giải thích quy định và hướng dẫn công dân hoàn thiện hồ sơ.",
    ),
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
    resolution: str = ""

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
    text = chance.choice(_RESULTS[kind]).format(no=chance.randint(12, 1900))
    return Course(outcome, processed_on, note, resolved_on, text)
