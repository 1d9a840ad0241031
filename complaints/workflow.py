"""Which step is legal now, for whom, with which facts; and if not, why. Tables and pure functions.

A refusal is one Vietnamese sentence, shared by the button, the form and the action.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.enums import ClockEventKind, HotState, Outcome, PetitionKind, PetitionState


class Fact(StrEnum):
    """What a step may need to be present (điều kiện)."""

    COMPETENT = "competent"
    NOT_COMPETENT = "not_competent"
    NOTE = "note"
    RESOLUTION = "resolution"
    SECOND_PERSON = "second_person"
    SIGNER = "signer"
    RESOLUTION_CLOCK = "resolution_clock"
    RECEIVER = "receiver"
    MERGE_TARGET = "merge_target"
    MERGED = "merged"
    IDENTIFIED = "identified"
    NOT_INELIGIBLE = "not_ineligible"
    NOT_GUIDED_BEFORE = "not_guided_before"
    NOT_TRANSFERRED_BEFORE = "not_transferred_before"
    DENUNCIATION = "denunciation"
    OPEN_MATTER = "open_matter"
    ANSWERS = "answers"


MISSING = {
    Fact.COMPETENT: "Chỉ thụ lý đơn thuộc thẩm quyền giải quyết của cơ quan.",
    Fact.NOT_COMPETENT: "Chỉ chuyển đơn không thuộc thẩm quyền giải quyết của cơ quan.",
    Fact.NOTE: "Hãy ghi rõ lý do, nội dung.",
    Fact.RESOLUTION: "Hãy ghi kết quả giải quyết: số, ngày văn bản và nội dung chính.",
    Fact.SECOND_PERSON: "Người đề xuất không tự xác nhận; cần một người khác quyết định.",
    Fact.SIGNER: "Hãy ghi người ký quyết định gia hạn.",
    Fact.RESOLUTION_CLOCK: (
        "Chỉ thời hạn giải quyết khiếu nại, tố cáo mới được tạm đình chỉ, tiếp tục hoặc gia hạn."
    ),
    Fact.RECEIVER: "Hãy ghi cơ quan, tổ chức nơi nhận.",
    Fact.MERGE_TARGET: (
        "Hãy chọn hồ sơ để ghép vào; hồ sơ ấy phải cùng cơ quan, cùng sổ, chưa kết thúc và đã được "
        "liên kết là đơn trùng."
    ),
    Fact.MERGED: "Đơn này không được ghép vào hồ sơ nào.",
    Fact.IDENTIFIED: (
        "Không rõ hoặc mạo danh người tố cáo thì không thụ lý theo Luật Tố cáo (điều 25 khoản 1)."
    ),
    Fact.NOT_INELIGIBLE: (
        "Phiếu kiểm tra điều kiện ghi đơn chưa đủ điều kiện; hãy xem lại phiếu trước khi thụ lý."
    ),
    Fact.NOT_GUIDED_BEFORE: (
        "Đơn cùng nội dung đã được hướng dẫn một lần; chỉ lưu đơn và thông báo, không hướng dẫn lại."
    ),
    Fact.NOT_TRANSFERRED_BEFORE: (
        "Đơn tố cáo cùng nội dung đã chuyển một lần, không chuyển lại "
        "(Thông tư 05/2021/TT-TTCP, điều 14 khoản 1)."
    ),
    Fact.DENUNCIATION: "Chỉ thông tin có nội dung tố cáo mới chuyển để thanh tra, kiểm tra.",
    Fact.OPEN_MATTER: "Vụ việc đã kết thúc: chỉ còn xem lại hoặc kết thúc theo dõi.",
    Fact.ANSWERS: "Chỉ người phụ trách hoặc người có thẩm quyền quyết định cờ này làm việc này.",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: from which states to which, who may, with what, and which text says so."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    needs: Permission
    requires: tuple[Fact, ...]
    basis: str


def _petition(
    name: str,
    sources: Iterable[PetitionState],
    target: PetitionState,
    requires: tuple[Fact, ...],
    basis: str,
    label: str,
    needs: Permission = Permission.DECIDE_CASE,
) -> Transition:
    return Transition(name, label, frozenset(sources), target, needs, requires, basis)


_NEW = (PetitionState.RECEIVED,)

# What becomes of a new petition: proposed by who handles it, decided by the head (ADR 0020).
PROCESSING: dict[Outcome, Transition] = {
    Outcome.ACCEPT: _petition(
        "accept",
        _NEW,
        PetitionState.ACCEPTED,
        (Fact.COMPETENT, Fact.IDENTIFIED, Fact.NOT_INELIGIBLE),
        "Luật Khiếu nại 2011, điều 27, điều 36; Luật Tố cáo 2018, điều 29",
        "Thụ lý giải quyết",
    ),
    Outcome.NOT_ACCEPT: _petition(
        "not_accept",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOTE,),
        "Luật Khiếu nại 2011, điều 11, điều 27; Luật Tố cáo 2018, điều 24, điều 29",
        "Không thụ lý, thông báo lý do",
    ),
    Outcome.GUIDE: _petition(
        "guide",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOTE, Fact.NOT_GUIDED_BEFORE),
        "Luật Tiếp công dân 2013, điều 26",
        "Hướng dẫn",
    ),
    Outcome.TRANSFER: _petition(
        "transfer",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOT_COMPETENT, Fact.NOTE, Fact.RECEIVER, Fact.NOT_TRANSFERRED_BEFORE),
        "Luật Tiếp công dân 2013, điều 26, điều 27; Luật Tố cáo 2018, điều 24",
        "Chuyển đơn",
    ),
    Outcome.RETURN: _petition(
        "return",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOTE,),
        "Luật Tiếp công dân 2013, điều 26",
        "Trả lại đơn",
    ),
    Outcome.FILE: _petition(
        "file",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOTE,),
        "Luật Tố cáo 2018, điều 24, điều 25; Luật Khiếu nại 2011, điều 11",
        "Lưu đơn",
    ),
    Outcome.URGE: _petition(
        "urge",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOT_COMPETENT, Fact.NOTE, Fact.RECEIVER),
        "Thông tư 05/2021/TT-TTCP, điều 14 khoản 2",
        "Đôn đốc cấp dưới giải quyết",
    ),
    Outcome.PROSECUTE: _petition(
        "prosecute",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOTE, Fact.RECEIVER),
        "Luật Tố cáo 2018, điều 27 khoản 1",
        "Chuyển cơ quan điều tra, kiểm sát, tòa án",
    ),
    Outcome.PARTY: _petition(
        "party",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOTE, Fact.RECEIVER),
        "Thông tư 05/2021/TT-TTCP, điều 15",
        "Chuyển cơ quan của Đảng",
    ),
    Outcome.MERGE: _petition(
        "merge",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.NOTE, Fact.MERGE_TARGET),
        "nghiệp vụ xử lý đơn trùng của cơ quan",
        "Ghép vào hồ sơ đang giải quyết",
    ),
    Outcome.CHECK: _petition(
        "check",
        _NEW,
        PetitionState.PROCESSED,
        (Fact.DENUNCIATION, Fact.NOTE, Fact.RECEIVER),
        "Luật Tố cáo 2018, điều 25 khoản 2; Nghị định 31/2019/NĐ-CP, điều 20",
        "Chuyển nội dung để thanh tra, kiểm tra",
    ),
}
# Before acceptance alone; withdrawn later, it is a step of the proceeding.
WITHDRAW = _petition(
    "withdraw",
    _NEW,
    PetitionState.WITHDRAWN,
    (Fact.NOTE,),
    "Luật Khiếu nại 2011, điều 10; Luật Tố cáo 2018, điều 33",
    "Ghi việc rút đơn",
    Permission.PROCESS_PETITION,
)
# Đơn trùng ghép nhầm, hồ sơ đã ghép tách ra: takes a merged petition back to where it was.
UNMERGE = _petition(
    "unmerge",
    (PetitionState.PROCESSED,),
    PetitionState.RECEIVED,
    (Fact.NOTE, Fact.MERGED),
    "nghiệp vụ xử lý đơn trùng của cơ quan",
    "Tách khỏi hồ sơ đã ghép",
)
PETITION_STEPS: tuple[Transition, ...] = (*PROCESSING.values(), WITHDRAW, UNMERGE)
# Outcomes that send the petition, or what it says, to somebody.
SENT_AWAY = frozenset(
    {
        Outcome.GUIDE, Outcome.TRANSFER, Outcome.URGE, Outcome.PROSECUTE, Outcome.PARTY,
        Outcome.CHECK,
    }
)  # fmt: skip
# Of these an answer is owed to the agency that sent it.
ANSWERED = frozenset({Outcome.TRANSFER, Outcome.URGE, Outcome.CHECK, Outcome.PROSECUTE})


def _hotspot(
    name: str,
    source: HotState,
    target: HotState,
    requires: tuple[Fact, ...],
    label: str,
    needs: Permission = Permission.CONFIRM_HOTSPOT,
) -> Transition:
    return Transition(
        name,
        label,
        frozenset({source}),
        target,
        needs,
        requires,
        "kế hoạch phối hợp của cơ quan (xác nhận bởi người thứ hai)",
    )


CONFIRM = _hotspot(
    "confirm",
    HotState.PROPOSED,
    HotState.CONFIRMED,
    (Fact.SECOND_PERSON, Fact.OPEN_MATTER),
    "Xác nhận",
)
REJECT = _hotspot(
    "reject",
    HotState.PROPOSED,
    HotState.REJECTED,
    (Fact.SECOND_PERSON, Fact.NOTE),
    "Không xác nhận",
)
CLOSE = _hotspot(
    "close", HotState.CONFIRMED, HotState.CLOSED, (Fact.RESOLUTION,), "Kết thúc theo dõi"
)


def _kept(
    name: str, label: str, requires: tuple[Fact, ...], needs: Permission = Permission.FLAG_HOTSPOT
) -> Transition:
    """A step of a flag that is watched and stays so."""
    confirmed = HotState.CONFIRMED
    return _hotspot(name, confirmed, confirmed, (Fact.OPEN_MATTER, *requires), label, needs)


CHANGE_LEVEL = _kept("level", "Đổi mức", (Fact.NOTE,), Permission.CONFIRM_HOTSPOT)
NAME_OWNER = _kept("owner", "Giao người phụ trách", (), Permission.CONFIRM_HOTSPOT)
REVIEW = _kept("review", "Xem lại", (Fact.ANSWERS, Fact.NOTE))
ADD_MEASURE = _kept("measure", "Thêm biện pháp", (Fact.ANSWERS,))
END_MEASURE = _kept("measure_done", "Ghi kết quả biện pháp", ())
REPORT_SITUATION = _kept("situation", "Báo cáo tình hình", ())
HOTSPOT_STEPS: tuple[Transition, ...] = (CONFIRM, REJECT, CLOSE)
HOTSPOT_KEEPING: tuple[Transition, ...] = (
    CHANGE_LEVEL,
    NAME_OWNER,
    REVIEW,
    ADD_MEASURE,
    END_MEASURE,
    REPORT_SITUATION,
)


def flag_facts(
    *, is_own_proposal: bool, is_matter_open: bool, is_owner: bool, permissions: Set[Permission]
) -> set[Fact]:
    """What a flag itself says for its steps, without what a form brings."""
    found = set() if is_own_proposal else {Fact.SECOND_PERSON}
    if is_matter_open:
        found.add(Fact.OPEN_MATTER)
    if is_owner or Permission.CONFIRM_HOTSPOT in permissions:
        found.add(Fact.ANSWERS)
    return found


# Which duties registration starts, by kind; every final outcome ends them.
CEILING = "XLD_TREO"
INTAKE_DUTY = {
    PetitionKind.COMPLAINT: "KN_THULY",
    PetitionKind.DENUNCIATION: "TC_XLBD",
    PetitionKind.RECOMMENDATION: "KNPA_TB",
}
# Started when a denunciation is proposed to be passed on; ended when it is.
FORWARDING = "TC_CHUYEN"
INTAKE_DUTIES = frozenset({CEILING, FORWARDING, *INTAKE_DUTY.values()})


def resolution_duty(kind: str, *, is_first_time: bool, is_discipline: bool = False) -> str:
    """The duty that acceptance (thụ lý) starts."""
    if kind == PetitionKind.COMPLAINT:
        if is_discipline:
            return "KN_GQ_KL"
        return "KN_GQ1" if is_first_time else "KN_GQ2"
    return "TC_GQ" if kind == PetitionKind.DENUNCIATION else "KNPA_GQ"


RUNNING_CLOCK, PAUSED_CLOCK = "running", "paused"


def _clock(
    kind: ClockEventKind, source: str, target: str, requires: tuple[Fact, ...], basis: str
) -> Transition:
    return Transition(
        kind.value,
        str(kind.label),
        frozenset({source}),
        target,
        Permission.DECIDE_CASE,
        (Fact.RESOLUTION_CLOCK, *requires),
        basis,
    )


CLOCK_STEPS: dict[ClockEventKind, Transition] = {
    ClockEventKind.PAUSE: _clock(
        ClockEventKind.PAUSE,
        RUNNING_CLOCK,
        PAUSED_CLOCK,
        (),
        "Luật Khiếu nại 2011, điều 11a; Luật Tố cáo 2018, điều 34",
    ),
    ClockEventKind.RESUME: _clock(
        ClockEventKind.RESUME,
        PAUSED_CLOCK,
        RUNNING_CLOCK,
        (),
        "Luật Khiếu nại 2011, điều 11a; Luật Tố cáo 2018, điều 34",
    ),
    ClockEventKind.EXTEND: _clock(
        ClockEventKind.EXTEND,
        RUNNING_CLOCK,
        RUNNING_CLOCK,
        (Fact.SIGNER,),
        "Luật Tố cáo 2018, điều 30",
    ),
}
# Duties to resolve; only these know suspension and extension.
RESOLUTION_RULES = frozenset({"KN_GQ1", "KN_GQ2", "KN_GQ_KL", "TC_GQ"})

_STATE_WORDS = {
    **{state.value: str(state.label) for state in PetitionState},
    **{state.value: str(state.label) for state in HotState},
    RUNNING_CLOCK: "đang tính",
    PAUSED_CLOCK: "đang tạm đình chỉ",
    "finished": "đã kết thúc",
}


def refusal(
    step: Transition, *, state: str, permissions: Set[Permission], facts: Set[Fact]
) -> str | None:
    """Why this step cannot be taken now; None when it can."""
    if step.needs not in permissions:
        return f"Vai trò của bạn ở cơ quan này không có quyền “{step.label}”."
    if state not in step.sources:
        return f"Không thể “{step.label}” khi tình trạng là “{_STATE_WORDS.get(state, state)}”."
    return next((MISSING[fact] for fact in step.requires if fact not in facts), None)


def ensure(step: Transition, *, state: str, permissions: Set[Permission], facts: Set[Fact]) -> None:
    """Raises NotAllowed for a missing right, Refused for anything else that `refusal` says."""
    reason = refusal(step, state=state, permissions=permissions, facts=facts)
    if reason is None:
        return
    raise (Refused if step.needs in permissions else NotAllowed)(reason)


def available(
    steps: Iterable[Transition], *, state: str, permissions: Set[Permission]
) -> list[Transition]:
    """Steps whose state and right fit; the form asks for what they require. Drives the buttons."""
    return [s for s in steps if s.needs in permissions and state in s.sources]


def day_refusal(
    name: str, day: date, *, not_before: date, before_name: str, today: date
) -> str | None:
    """Why a step cannot have been done on `day`."""
    if day > today:
        return f"{name} không thể ở tương lai."
    if day < not_before:
        return f"{name} không thể trước {before_name} ({not_before:%d/%m/%Y})."
    return None
