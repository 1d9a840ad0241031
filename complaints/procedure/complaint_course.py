"""What may happen on the way of a complaint: complexity, stay, suspension, withdrawal, termination.

Luật Khiếu nại 2011, art. 10, 11a, 35 as amended by Luật 136/2025/QH15; Nghị định 124/2020/NĐ-CP,
art. 3a, 7a, 26, 28a, 28b as amended by Nghị định 155/2026/NĐ-CP.
"""

from __future__ import annotations

from datetime import date

from agencies.roles import Permission
from complaints.enums import ClockEventKind
from complaints.procedure import complaint_grounds as grounds
from complaints.procedure.complaint_verification import RUNNING
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

LAW_136 = date(2026, 7, 1)
_UNDECIDED = RUNNING | {Stage.SUSPENDED}
_DECIDES = Permission.DECIDE_CASE
_RECORDS = Permission.PROCESS_PETITION
_DECREE = "Nghị định 124/2020/NĐ-CP"
_HOW = Asked("how", "Rút khiếu nại bằng", Ask.CHOICE, choices=grounds.WITHDRAWN_HOW)

COMPLEX = Step(
    name=StepName.NOTE_COMPLEX,
    label="Ghi nhận vụ việc phức tạp",
    sources=RUNNING,
    target=None,
    needs=_RECORDS,
    basis=f"Luật Khiếu nại 2011, điều 28, điều 37; {_DECREE}, điều 3a",
    owed="Thời hạn giải quyết dài hơn chỉ khi việc xác định phức tạp có văn bản lưu hồ sơ.",
    facts=(Fact.NOT_WITHDRAWN,),
    asks=(
        Asked("criteria", "Tiêu chí phức tạp", Ask.MANY, choices=grounds.CRITERIA),
        Asked("reason", "Căn cứ của từng tiêu chí", Ask.TEXT),
        Asked("remote", "Ở vùng sâu, vùng xa đi lại khó khăn", Ask.YES, required=False),
    ),
)
# Discipline knows no remote area (Luật Khiếu nại 2011, art. 50).
COMPLEX_ONLY = Step(
    name=StepName.NOTE_COMPLEX,
    label=COMPLEX.label,
    sources=RUNNING,
    target=None,
    needs=_RECORDS,
    basis=f"Luật Khiếu nại 2011, điều 50; {_DECREE}, điều 3a",
    owed=COMPLEX.owed,
    facts=COMPLEX.facts,
    asks=COMPLEX.asks[:2],
)
STAYS: tuple[Step, ...] = (
    Step(
        name=StepName.STAY,
        label="Tạm đình chỉ thi hành quyết định bị khiếu nại",
        sources=RUNNING,
        target=None,
        needs=_DECIDES,
        basis=f"Luật Khiếu nại 2011, điều 35; {_DECREE}, điều 26",
        owed="Quyết định bị khiếu nại chưa thi hành trong thời gian giải quyết còn lại.",
        facts=(Fact.NOT_WITHDRAWN, Fact.NO_STAY),
        asks=(
            Asked("decision", "Quyết định bị tạm đình chỉ thi hành (tên, số, ngày)"),
            Asked("reason", "Hậu quả khó khắc phục nếu thi hành", Ask.TEXT),
        ),
        form="124-11",
    ),
    Step(
        name=StepName.LIFT_STAY,
        label="Hủy bỏ việc tạm đình chỉ thi hành",
        sources=_UNDECIDED,
        target=None,
        needs=_DECIDES,
        basis=f"Luật Khiếu nại 2011, điều 35; {_DECREE}, điều 26 khoản 2",
        facts=(Fact.STAY_RUNS,),
        asks=(Asked("reason", "Lý do của việc tạm đình chỉ không còn", Ask.TEXT),),
        form="124-12",
    ),
)
COURSE: tuple[Step, ...] = (
    *STAYS,
    Step(
        name=StepName.WITHDRAW_PART,
        label="Ghi rút một phần, hoặc một số người rút",
        sources=_UNDECIDED,
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 10; {_DECREE}, điều 7a",
        owed="Phần còn lại, và những người không rút, vẫn được giải quyết.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            _HOW,
            Asked("contents", "Nội dung đã rút", Ask.TEXT, required=False),
            Asked(
                "people",
                "Người đã rút",
                Ask.LINES,
                required=False,
                help="Họ và tên như trong danh sách người đứng đơn.",
            ),
        ),
    ),
    Step(
        name=StepName.WITHDRAW_WHOLE,
        label="Ghi rút toàn bộ khiếu nại",
        sources=_UNDECIDED,
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 10; {_DECREE}, điều 7a khoản 2",
        owed="Người giải quyết ra quyết định đình chỉ và gửi trong 03 ngày làm việc.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(_HOW, Asked("reason", "Ý kiến của người khiếu nại", Ask.TEXT)),
    ),
    Step(
        name=StepName.SUSPEND,
        label="Tạm đình chỉ giải quyết khiếu nại",
        sources=RUNNING,
        target=Stage.SUSPENDED,
        needs=_DECIDES,
        basis=f"Luật Khiếu nại 2011, điều 11a khoản 1; {_DECREE}, điều 28a, điều 28b",
        owed="Quyết định được gửi trong 03 ngày làm việc; thời gian tạm đình chỉ không tính.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked("grounds", "Căn cứ tạm đình chỉ", Ask.CHOICE, choices=grounds.SUSPENSION),
            Asked("reason", "Lý do", Ask.TEXT),
            Asked("proof", "Tài liệu chứng minh lưu trong hồ sơ"),
        ),
        starts=(Start("KN_TDC_GUI"),),
        clock=ClockEventKind.PAUSE,
        form="124-14a",
        since=LAW_136,
    ),
    Step(
        name=StepName.RESUME,
        label="Tiếp tục giải quyết khiếu nại",
        sources=frozenset({Stage.SUSPENDED}),
        target=None,
        needs=_DECIDES,
        basis=f"Luật Khiếu nại 2011, điều 11a khoản 4; {_DECREE}, điều 28b khoản 2",
        owed="Quyết định được gửi trong 03 ngày làm việc; thời hạn tiếp tục tính từ ngày ban hành.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(Asked("reason", "Căn cứ tạm đình chỉ không còn", Ask.TEXT),),
        starts=(Start("KN_TIEPTUC_GUI"),),
        clock=ClockEventKind.RESUME,
        form="124-14b",
    ),
    Step(
        name=StepName.TERMINATE,
        label="Đình chỉ giải quyết khiếu nại",
        sources=_UNDECIDED,
        target=Stage.TERMINATED,
        needs=_DECIDES,
        basis=f"Luật Khiếu nại 2011, điều 10, điều 11a khoản 2; {_DECREE}, điều 28b",
        owed="Quyết định, nêu rõ lý do, được gửi trong 03 ngày làm việc.",
        asks=(
            Asked("grounds", "Căn cứ đình chỉ", Ask.CHOICE, choices=grounds.TERMINATION),
            Asked("reason", "Lý do", Ask.TEXT),
        ),
        starts=(Start("KN_TDC_GUI"),),
        ends=("KN_GQ1", "KN_GQ2", "KN_GQ_KL", "KN_TAILIEU"),
        form="124-14a",
    ),
)
