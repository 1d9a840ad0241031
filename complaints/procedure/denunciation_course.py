"""What may happen on the way of a denunciation: complexity, extension, suspension, withdrawal, delay.

Luật Tố cáo 2018, art. 30, 33, 34, 38; Nghị định 31/2019/NĐ-CP, art. 3, 4 as amended in 2026.
"""

from __future__ import annotations

from agencies.roles import Permission
from complaints.enums import ClockEventKind
from complaints.procedure import denunciation_grounds as grounds
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

RUNNING = frozenset({Stage.ACCEPTED, Stage.VERIFYING, Stage.REPORTED})
UNDECIDED = RUNNING | {Stage.SUSPENDED}
_DECIDES = Permission.DECIDE_CASE
_RECORDS = Permission.PROCESS_PETITION

COURSE: tuple[Step, ...] = (
    Step(
        name=StepName.NOTE_COMPLEX,
        label="Ghi nhận vụ việc phức tạp",
        sources=RUNNING,
        target=None,
        needs=_RECORDS,
        basis="Nghị định 31/2019/NĐ-CP, điều 3 khoản 2, khoản 3",
        asks=(
            Asked(
                "criteria",
                "Tiêu chí (một: phức tạp; từ hai: đặc biệt phức tạp)",
                Ask.MANY,
                choices=grounds.CRITERIA,
            ),
            Asked("reason", "Căn cứ ghi nhận từng tiêu chí", Ask.TEXT),
        ),
    ),
    Step(
        name=StepName.EXTEND,
        label="Gia hạn giải quyết tố cáo",
        sources=RUNNING,
        target=None,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 30 khoản 2, 3, 4; Nghị định 31/2019/NĐ-CP, điều 3",
        owed="Người tố cáo, người bị tố cáo được thông báo việc gia hạn.",
        facts=(Fact.COMPLEX,),
        asks=(Asked("days", "Số ngày gia hạn (không quá 30)", Ask.NUMBER),),
        clock=ClockEventKind.EXTEND,
        form="31-01",
    ),
    Step(
        name=StepName.SUSPEND,
        label="Tạm đình chỉ giải quyết tố cáo",
        sources=RUNNING,
        target=Stage.SUSPENDED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 34 khoản 1, khoản 4",
        owed="Quyết định được gửi người tố cáo, người bị tố cáo trong 05 ngày làm việc.",
        asks=(Asked("grounds", "Căn cứ tạm đình chỉ", Ask.CHOICE, choices=grounds.SUSPENSION),),
        starts=(Start("TC_DC_GUI"),),
        clock=ClockEventKind.PAUSE,
    ),
    Step(
        name=StepName.RESUME,
        label="Tiếp tục giải quyết tố cáo",
        sources=frozenset({Stage.SUSPENDED}),
        target=None,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 34 khoản 2",
        owed="Người tố cáo, người bị tố cáo được thông báo; thời gian tạm đình chỉ không tính.",
        clock=ClockEventKind.RESUME,
    ),
    Step(
        name=StepName.WITHDRAW_PART,
        label="Ghi rút một phần nội dung tố cáo",
        sources=UNDECIDED,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 33 khoản 1, khoản 2; Nghị định 31/2019/NĐ-CP, điều 4",
        owed="Phần còn lại vẫn được giải quyết.",
        asks=(
            Asked("how", "Rút tố cáo bằng", Ask.CHOICE, choices=grounds.WITHDRAWN_HOW),
            Asked("contents", "Nội dung, hoặc số người tố cáo, được rút", Ask.TEXT),
        ),
        form="31-03",
    ),
    Step(
        name=StepName.WITHDRAW_WHOLE,
        label="Ghi rút toàn bộ nội dung tố cáo",
        sources=UNDECIDED,
        target=None,
        needs=_RECORDS,
        basis=(
            "Luật Tố cáo 2018, điều 33; Nghị định 31/2019/NĐ-CP, điều 4, "
            "sửa bởi Nghị định 156/2026/NĐ-CP"
        ),
        owed="Khi rút vì bị đe dọa, ép buộc, mua chuộc, người tố cáo được áp dụng biện pháp bảo vệ.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked("how", "Rút tố cáo bằng", Ask.CHOICE, choices=grounds.WITHDRAWN_HOW),
            Asked(
                "goes_on",
                "Căn cứ phải tiếp tục giải quyết (điều 4 khoản 4)",
                Ask.CHOICE,
                choices=grounds.GOES_ON,
            ),
            Asked("reason", "Hồ sơ, thông tin đã xem xét", Ask.TEXT),
        ),
        form="31-03",
    ),
    Step(
        name=StepName.TERMINATE,
        label="Đình chỉ giải quyết tố cáo",
        sources=UNDECIDED,
        target=Stage.TERMINATED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 34 khoản 3, khoản 4",
        owed="Quyết định được gửi người tố cáo, người bị tố cáo trong 05 ngày làm việc.",
        asks=(Asked("grounds", "Căn cứ đình chỉ", Ask.CHOICE, choices=grounds.TERMINATION),),
        starts=(Start("TC_DC_GUI"),),
        ends=("TC_GQ", "TC_TB_THULY"),
    ),
    Step(
        name=StepName.SEND,
        label="Gửi quyết định tạm đình chỉ, đình chỉ",
        sources=RUNNING | {Stage.SUSPENDED, Stage.TERMINATED},
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 34 khoản 4",
        asks=(
            Asked("informant_told_on", "Ngày gửi người tố cáo", Ask.DAY),
            Asked("respondent_told_on", "Ngày gửi người bị tố cáo", Ask.DAY),
        ),
        ends=("TC_DC_GUI",),
    ),
    Step(
        name=StepName.DEMAND_REPORT,
        label="Nhận yêu cầu báo cáo vụ tố cáo quá hạn của cấp trên",
        sources=RUNNING,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 38 khoản 2, khoản 3",
        facts=(Fact.OVERDUE,),
        asks=(Asked("superior", "Cơ quan cấp trên yêu cầu"),),
        starts=(Start("TC_QUAHAN_BC"),),
    ),
    Step(
        name=StepName.OVERDUE_REPORT,
        label="Báo cáo cấp trên vụ tố cáo quá hạn",
        sources=RUNNING,
        target=None,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 38 khoản 3",
        owed="Cấp trên thông báo cho người tố cáo việc xem xét, giải quyết.",
        asks=(
            Asked("progress", "Quá trình giải quyết", Ask.TEXT),
            Asked("cause", "Lý do chậm và trách nhiệm", Ask.TEXT),
        ),
        ends=("TC_QUAHAN_BC",),
    ),
)
