"""Tố cáo tiếp: the superior reviews the file before it decides (Luật Tố cáo 2018, art. 37, 38)."""

from __future__ import annotations

from agencies.roles import Permission
from complaints.procedure import denunciation_grounds as grounds
from complaints.procedure.denunciation import INTAKE, RESOLUTION
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

_DECIDES = Permission.DECIDE_CASE
_RECORDS = Permission.PROCESS_PETITION
_REVIEWING = frozenset({Stage.REVIEWING})
_REFUSE = INTAKE[1]

REVIEW = (
    Step(
        name=StepName.ACCEPT,
        label="Nhận xem xét tố cáo tiếp",
        sources=frozenset({Stage.INTAKE}),
        target=Stage.REVIEWING,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 37 khoản 1, khoản 2; điều 38 khoản 1",
        owed="Trong 20 ngày kể từ ngày nhận tố cáo tiếp, việc xử lý được quyết định.",
        facts=(Fact.COMPETENT,),
        starts=(Start("TC_TIEP", on="review_from"), Start("TC_QUAHAN_YC", on="late_from")),
        ends=("TC_XLBD", "XLD_TREO"),
    ),
    _REFUSE,
    Step(
        name=StepName.WORK,
        label="Xem xét hồ sơ, làm việc về tố cáo tiếp",
        sources=_REVIEWING,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 37 khoản 2",
        asks=(
            Asked("with_whom", "Hồ sơ đã xem, làm việc với (không ghi tên người tố cáo)"),
            Asked("content", "Nội dung", Ask.TEXT),
        ),
    ),
    Step(
        name=StepName.DEMAND_REPORT,
        label="Yêu cầu cấp dưới báo cáo vụ tố cáo quá hạn",
        sources=_REVIEWING,
        target=None,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 38 khoản 2",
        owed="Trong 05 ngày làm việc, cấp dưới báo cáo quá trình và lý do chậm giải quyết.",
        asks=(
            Asked("of_whom", "Người giải quyết tố cáo phải báo cáo"),
            Asked("reached_on", "Ngày cấp dưới nhận yêu cầu", Ask.DAY),
        ),
        starts=(Start("TC_QUAHAN_BC", on="reached_on"),),
        ends=("TC_QUAHAN_YC",),
    ),
    Step(
        name=StepName.OVERDUE_REPORT,
        label="Nhận báo cáo của cấp dưới về vụ tố cáo quá hạn",
        sources=_REVIEWING,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 38 khoản 3, khoản 4",
        owed="Người tố cáo được thông báo việc xem xét, giải quyết.",
        asks=(
            Asked("progress", "Quá trình giải quyết", Ask.TEXT),
            Asked("cause", "Lý do chậm và trách nhiệm", Ask.TEXT),
        ),
        ends=("TC_QUAHAN_BC",),
    ),
    Step(
        name=StepName.REFUSE_AGAIN,
        label="Không giải quyết lại vụ việc tố cáo",
        sources=_REVIEWING,
        target=Stage.CLOSED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 37 khoản 2 điểm a; điều 38 khoản 4",
        owed="Người tố cáo được thông báo bằng văn bản, nêu rõ lý do.",
        asks=(
            Asked("reason", "Lý do không giải quyết lại", Ask.TEXT),
            Asked("informant_told_on", "Ngày thông báo cho người tố cáo", Ask.DAY),
        ),
        ends=("TC_TIEP", "TC_QUAHAN_YC", "TC_QUAHAN_BC"),
    ),
    Step(
        name=StepName.ACCEPT,
        label="Thụ lý để giải quyết lại",
        sources=_REVIEWING,
        target=Stage.ACCEPTED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 37 khoản 2 điểm b, điểm c, khoản 3; điều 38 khoản 5",
        owed="Vụ việc được giải quyết lại theo thời hạn, trình tự giải quyết tố cáo.",
        asks=(Asked("grounds", "Căn cứ giải quyết lại", Ask.MANY, choices=grounds.REOPENING),),
        starts=(Start("TC_GQ"), Start("TC_TB_THULY")),
        ends=("TC_TIEP", "TC_QUAHAN_YC", "TC_QUAHAN_BC"),
        form="31-04",
    ),
)

CONTINUED: tuple[Step, ...] = (*REVIEW, *RESOLUTION)
