"""From the decision on: sent, published, in effect, appealed, enforced, closed; and the file itself.

Luật Khiếu nại 2011, art. 31–33, 40–46; Nghị định 124/2020/NĐ-CP, art. 29–37.
"""

from __future__ import annotations

from agencies.roles import Permission
from complaints.procedure import asked
from complaints.procedure import complaint_grounds as grounds
from complaints.procedure.complaint_verification import RUNNING
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

DECIDED = frozenset({Stage.DECIDED, Stage.IN_EFFECT, Stage.ENFORCING})
FROM_ACCEPTANCE = frozenset(Stage) - {Stage.INTAKE, Stage.NOT_ACCEPTED, Stage.REVIEWING}
_RECORDS = Permission.PROCESS_PETITION
_DECREE = "Nghị định 124/2020/NĐ-CP"

DECIDES = (
    Asked("finding", "Kết luận nội dung khiếu nại", Ask.CHOICE, choices=grounds.FINDINGS),
    Asked(
        "ruling", "Đối với quyết định, hành vi bị khiếu nại", Ask.CHOICE, choices=grounds.RULINGS
    ),
    Asked("text", "Nội dung chính của quyết định", Ask.TEXT),
    *asked.ITEMS,
)
_TO_WHOM = Asked(
    "to_whom",
    "Đã gửi những nơi nào",
    Ask.TEXT,
    help="Người khiếu nại, cấp trên trực tiếp, người có quyền, nghĩa vụ liên quan, nơi chuyển đơn, "
    "thanh tra cùng cấp.",
)
RECEIVED = Asked("received_on", "Ngày người khiếu nại nhận được", Ask.DAY, required=False)


def send_decision(
    duty: str, basis: str, *more: Asked, owed: str = "", starts: tuple[Start, ...] = ()
) -> Step:
    """Gửi quyết định giải quyết; the second complaint counts from the day of receipt."""
    return Step(
        name=StepName.SEND,
        label="Gửi quyết định giải quyết khiếu nại",
        sources=DECIDED,
        target=None,
        needs=_RECORDS,
        basis=basis,
        owed=owed,
        asks=(_TO_WHOM, RECEIVED, *more),
        starts=starts,
        ends=(duty,),
    )


# Before there is a decision, what was suspended, resumed or terminated is sent.
SEND_ON_THE_WAY = Step(
    name=StepName.SEND,
    label="Gửi quyết định tạm đình chỉ, tiếp tục hoặc đình chỉ giải quyết",
    sources=frozenset(
        {Stage.ACCEPTED, Stage.VERIFYING, Stage.REPORTED, Stage.SUSPENDED, Stage.TERMINATED}
    ),
    target=None,
    needs=_RECORDS,
    basis=f"Luật Khiếu nại 2011, điều 11a khoản 3, khoản 4; {_DECREE}, điều 28b",
    asks=(
        Asked(
            "what",
            "Văn bản đã gửi",
            Ask.CHOICE,
            choices=(
                (grounds.SUSPENDED, "Quyết định tạm đình chỉ giải quyết"),
                (grounds.RESUMED, "Quyết định tiếp tục giải quyết"),
                (grounds.TERMINATED, "Quyết định đình chỉ giải quyết"),
            ),
        ),
        _TO_WHOM,
    ),
    ends=("KN_TDC_GUI", "KN_TIEPTUC_GUI"),
)
PUBLISH = Step(
    name=StepName.PUBLISH,
    label="Công khai quyết định giải quyết khiếu nại",
    sources=DECIDED,
    target=None,
    needs=_RECORDS,
    basis=f"Luật Khiếu nại 2011, điều 41 khoản 2; {_DECREE}, điều 29 khoản 3",
    asks=(
        Asked("how", "Hình thức công khai", Ask.CHOICE, choices=grounds.PUBLISHED_HOW),
        Asked("where", "Nơi, thành phần, địa chỉ công khai"),
    ),
    ends=("KN_CONGKHAI_HAN",),
)


def take_effect(basis: str) -> Step:
    """Quyết định có hiệu lực pháp luật, not before the day the law gives it."""
    return Step(
        name=StepName.TAKE_EFFECT,
        label="Ghi nhận quyết định có hiệu lực pháp luật",
        sources=frozenset({Stage.DECIDED}),
        target=Stage.IN_EFFECT,
        needs=_RECORDS,
        basis=basis,
        owed="Quyết định có hiệu lực được thi hành ngay; quyền, lợi ích hợp pháp được khôi phục.",
        facts=(Fact.EFFECT_DUE,),
        ends=("KN_HIEULUC", "KN_LAN2_HAN", "KN_KL_THOIHIEU2"),
    )


def appeal(basis: str, *, is_first: bool) -> Step:
    """Khiếu nại lần hai hoặc khởi kiện: the case goes on elsewhere, linked by its petition."""
    choices = grounds.APPEALED_HOW if is_first else grounds.APPEALED_HOW[1:]
    return Step(
        name=StepName.APPEAL,
        label="Ghi việc khiếu nại lần hai, khởi kiện" if is_first else "Ghi việc khởi kiện",
        sources=frozenset({Stage.DECIDED}),
        target=Stage.APPEALED,
        needs=_RECORDS,
        basis=basis,
        owed="Hồ sơ được chuyển khi người giải quyết lần hai hoặc Tòa án yêu cầu.",
        asks=_appealed(choices),
        ends=("KN_HIEULUC", "KN_LAN2_HAN", "KN_KL_THOIHIEU2"),
    )


def appeal_unanswered(duty: str, basis: str) -> Step:
    """Hết thời hạn mà khiếu nại lần đầu không được giải quyết: the complainant need not wait for the
    decision."""
    return Step(
        name=StepName.APPEAL,
        label="Ghi việc khiếu nại lần hai, khởi kiện do quá hạn giải quyết lần đầu",
        sources=RUNNING,
        target=Stage.APPEALED,
        needs=_RECORDS,
        basis=basis,
        owed="Hồ sơ được chuyển khi người giải quyết lần hai hoặc Tòa án yêu cầu.",
        facts=(Fact.NOT_WITHDRAWN, Fact.OVERDUE),
        asks=_appealed(grounds.APPEALED_HOW),
        ends=(duty, "KN_TAILIEU"),
    )


def _appealed(choices: tuple[tuple[str, str], ...]) -> tuple[Asked, ...]:
    return (
        Asked("how", "Người khiếu nại đã", Ask.CHOICE, choices=choices),
        Asked("to_whom", "Cơ quan, Tòa án đã nhận"),
    )


ENFORCEMENT: tuple[Step, ...] = (
    Step(
        name=StepName.START_ENFORCING,
        label="Tổ chức thi hành quyết định",
        sources=frozenset({Stage.IN_EFFECT}),
        target=Stage.ENFORCING,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 46; {_DECREE}, điều 31 khoản 1",
        owed="Trong 05 ngày làm việc kể từ ngày có hiệu lực, có văn bản chỉ đạo thi hành.",
        facts=(Fact.HAS_ITEMS,),
        asks=(Asked("plan", "Cơ quan thi hành, nội dung, thời hạn", Ask.TEXT),),
    ),
    Step(
        name=StepName.RECORD_DONE,
        label="Ghi kết quả thi hành",
        sources=frozenset({Stage.ENFORCING}),
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 46; {_DECREE}, điều 31, điều 32",
        facts=(Fact.HAS_ITEMS,),
        asks=asked.DONE,
    ),
    Step(
        name=StepName.CLOSE,
        label="Kết thúc hồ sơ",
        sources=frozenset({Stage.IN_EFFECT, Stage.ENFORCING}),
        target=Stage.CLOSED,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 34, điều 43; {_DECREE}, điều 30",
        asks=asked.CLOSED,
    ),
)
FILE: tuple[Step, ...] = (
    Step(
        name=StepName.READ_FILE,
        label="Cho đọc, sao chụp hồ sơ",
        sources=FROM_ACCEPTANCE,
        target=None,
        needs=_RECORDS,
        basis="Luật Khiếu nại 2011, điều 12 khoản 1 điểm d, điều 13 khoản 1 điểm b, điều 16",
        owed="Được đọc, sao chụp tài liệu đã thu thập, trừ tài liệu thuộc bí mật nhà nước.",
        asks=asked.FILE_READ,
    ),
    Step(
        name=StepName.CORRECT,
        label="Đính chính một việc đã ghi",
        sources=FROM_ACCEPTANCE,
        target=None,
        needs=_RECORDS,
        basis="Luật Khiếu nại 2011, điều 34",
        asks=asked.CORRECTED,
    ),
)
