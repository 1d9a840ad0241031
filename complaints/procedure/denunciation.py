"""Giải quyết tố cáo: the steps of Luật Tố cáo 2018, art. 28 to 40, and Nghị định 31/2019/NĐ-CP.

A denouncer is never named in what a step asks for: the identity lies in the vault.
"""

from __future__ import annotations

from agencies.roles import Permission
from complaints.procedure import asked
from complaints.procedure import denunciation_grounds as grounds
from complaints.procedure.conclusion import CONCLUSION
from complaints.procedure.denunciation_course import COURSE, UNDECIDED
from complaints.procedure.names import Stage, StepName
from complaints.procedure.reopening import reopen_denunciation
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

_FROM_ACCEPTANCE = frozenset(Stage) - {Stage.INTAKE, Stage.NOT_ACCEPTED, Stage.REVIEWING}
_DECIDES = Permission.DECIDE_CASE
_RECORDS = Permission.PROCESS_PETITION

INTAKE = (
    Step(
        name=StepName.ACCEPT,
        label="Ra quyết định thụ lý tố cáo",
        sources=frozenset({Stage.INTAKE}),
        target=Stage.ACCEPTED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 29; Nghị định 31/2019/NĐ-CP, điều 9",
        owed=(
            "Trong 05 ngày làm việc, người tố cáo được thông báo việc thụ lý, người bị tố cáo "
            "được thông báo nội dung tố cáo."
        ),
        facts=(Fact.COMPETENT,),
        starts=(Start("TC_GQ"), Start("TC_TB_THULY")),
        ends=("TC_XLBD", "XLD_TREO"),
        form="31-04",
    ),
    Step(
        name=StepName.REFUSE,
        label="Không thụ lý tố cáo",
        sources=frozenset({Stage.INTAKE}),
        target=Stage.NOT_ACCEPTED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 24 khoản 1, điều 29 khoản 1",
        owed="Người tố cáo được thông báo ngay lý do không thụ lý.",
        asks=(Asked("grounds", "Căn cứ không thụ lý", Ask.MANY, choices=grounds.REFUSAL),),
        ends=("TC_XLBD", "XLD_TREO"),
        form="31-05",
    ),
)

VERIFICATION = (
    Step(
        name=StepName.NOTIFY,
        label="Thông báo việc thụ lý và nội dung tố cáo",
        sources=frozenset({Stage.ACCEPTED, Stage.VERIFYING}),
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 29 khoản 3; Nghị định 31/2019/NĐ-CP, điều 9 khoản 2",
        owed="Người tố cáo được biết kết quả trong thời hạn giải quyết.",
        asks=(
            Asked("informant_told_on", "Ngày thông báo cho người tố cáo (mẫu 05)", Ask.DAY),
            Asked(
                "respondent_told_on",
                "Ngày thông báo cho người bị tố cáo (mẫu 06)",
                Ask.DAY,
                help="Mẫu 06 không ghi thông tin về người tố cáo.",
            ),
        ),
        ends=("TC_TB_THULY",),
        form="31-05",
    ),
    Step(
        name=StepName.ASSIGN,
        label="Thành lập Tổ xác minh, giao xác minh",
        sources=frozenset({Stage.ACCEPTED, Stage.VERIFYING}),
        target=Stage.VERIFYING,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 31; Nghị định 31/2019/NĐ-CP, điều 10",
        owed="Người tố cáo được làm việc trực tiếp với Tổ xác minh, có biên bản.",
        asks=(
            Asked(
                "team",
                "Thành viên Tổ xác minh (từ 02 người, một Tổ trưởng)",
                Ask.LINES,
                help=asked.TEAM_HELP,
            ),
            Asked("plan", "Nội dung xác minh", Ask.TEXT),
            Asked("days", "Thời gian xác minh (ngày)", Ask.NUMBER, required=False),
        ),
        form="31-07",
    ),
    Step(
        name=StepName.REQUEST_EVIDENCE,
        label="Yêu cầu cung cấp thông tin, tài liệu, bằng chứng",
        sources=frozenset({Stage.ACCEPTED, Stage.VERIFYING}),
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 11 khoản 1; Nghị định 31/2019/NĐ-CP, điều 13",
        asks=asked.EVIDENCE_ASKED,
    ),
    Step(
        name=StepName.RECEIVE_EVIDENCE,
        label="Nhận thông tin, tài liệu, bằng chứng",
        sources=UNDECIDED,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 31 khoản 3; Nghị định 31/2019/NĐ-CP, điều 13",
        asks=asked.EVIDENCE_RECEIVED,
        form="31-08",
    ),
    Step(
        name=StepName.WORK,
        label="Làm việc trực tiếp, lập biên bản",
        sources=frozenset({Stage.ACCEPTED, Stage.VERIFYING}),
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 31 khoản 3, khoản 4; Nghị định 31/2019/NĐ-CP, điều 11, 12, 14",
        owed="Biên bản được giao cho người cùng làm việc nếu có yêu cầu.",
        asks=asked.WORKED,
        form="31-08",
    ),
    Step(
        name=StepName.ASK_EXPERT,
        label="Trưng cầu giám định",
        sources=frozenset({Stage.ACCEPTED, Stage.VERIFYING}),
        target=None,
        needs=_DECIDES,
        basis="Nghị định 31/2019/NĐ-CP, điều 15, sửa bởi Nghị định 156/2026/NĐ-CP",
        asks=asked.EXPERT_ASKED,
        form="31-09",
    ),
    Step(
        name=StepName.EXPERT_ANSWER,
        label="Nhận kết luận giám định",
        sources=UNDECIDED,
        target=None,
        needs=_RECORDS,
        basis="Nghị định 31/2019/NĐ-CP, điều 15 khoản 3",
        facts=(Fact.EXPERT_ASKED,),
        asks=asked.EXPERT_ANSWERED,
    ),
    Step(
        name=StepName.REPORT,
        label="Báo cáo kết quả xác minh",
        sources=frozenset({Stage.VERIFYING}),
        target=Stage.REPORTED,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 31 khoản 6; Nghị định 31/2019/NĐ-CP, điều 16",
        owed="Người giải quyết tố cáo ban hành kết luận trong thời hạn giải quyết.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked("findings", "Kết quả từng nội dung", Ask.LINES, help=asked.FINDINGS_HELP),
            Asked("explanation", "Giải trình của người bị tố cáo", Ask.TEXT, required=False),
            Asked("proposal", "Kiến nghị xử lý", Ask.TEXT),
            Asked("has_crime_signs", "Có dấu hiệu tội phạm", Ask.YES, required=False),
        ),
        form="31-10",
    ),
)

FILE = (
    Step(
        name=StepName.READ_FILE,
        label="Cho khai thác hồ sơ",
        sources=_FROM_ACCEPTANCE,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 39 khoản 3",
        asks=asked.FILE_READ,
    ),
    Step(
        name=StepName.CORRECT,
        label="Đính chính một việc đã ghi",
        sources=_FROM_ACCEPTANCE | {Stage.REVIEWING},
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 39",
        asks=asked.CORRECTED,
    ),
)

RESOLUTION = (*VERIFICATION, *COURSE, reopen_denunciation("TC_GQ"), *CONCLUSION, *FILE)
DENUNCIATION: tuple[Step, ...] = (*INTAKE, *RESOLUTION)
