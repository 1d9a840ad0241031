"""Xác minh nội dung khiếu nại: the steps that gather (Luật Khiếu nại 2011, art. 27–30, 35–39;
Nghị định 124/2020/NĐ-CP, art. 16–28). First and second instance alike.
"""

from __future__ import annotations

from agencies.roles import Permission
from complaints.procedure import asked
from complaints.procedure import complaint_grounds as grounds
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

RUNNING = frozenset({Stage.ACCEPTED, Stage.VERIFYING, Stage.REPORTED})
_UNTIL_REPORT = frozenset({Stage.ACCEPTED, Stage.VERIFYING})
_DECIDES = Permission.DECIDE_CASE
_RECORDS = Permission.PROCESS_PETITION
_DECREE = "Nghị định 124/2020/NĐ-CP"

_PARTIES_HELP = (
    "Mỗi dòng một người: tư cách | họ và tên. Tư cách: Người khiếu nại; Người đại diện, luật sư, "
    "trợ giúp viên pháp lý; Người bị khiếu nại; Người có quyền, nghĩa vụ liên quan; Cơ quan, tổ "
    "chức liên quan; Người ghi biên bản."
)
ATTENDING = (
    ("complainant", "Người khiếu nại", True),
    ("representative", "Người đại diện, luật sư, trợ giúp viên pháp lý", False),
    ("respondent", "Người bị khiếu nại", False),
    ("concerned", "Người có quyền, nghĩa vụ liên quan", False),
    ("organisation", "Cơ quan, tổ chức liên quan", False),
)

VERIFICATION: tuple[Step, ...] = (
    Step(
        name=StepName.NOTIFY,
        label="Thông báo việc thụ lý giải quyết khiếu nại",
        sources=RUNNING,
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 27, điều 36 khoản 1; {_DECREE}, điều 16 khoản 2",
        owed="Người khiếu nại được thông báo bằng văn bản việc thụ lý giải quyết.",
        asks=(
            Asked(
                "to_whom",
                "Đã gửi những nơi nào",
                Ask.TEXT,
                help="Người khiếu nại hoặc một người đại diện, nơi chuyển đơn, thanh tra cùng cấp.",
            ),
        ),
        form="124-03",
    ),
    Step(
        name=StepName.ASSIGN,
        label="Ra quyết định xác minh nội dung khiếu nại",
        sources=_UNTIL_REPORT,
        target=Stage.VERIFYING,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 29 khoản 1, điều 38; {_DECREE}, điều 18",
        owed="Người khiếu nại được làm việc trực tiếp với người xác minh, có biên bản.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked(
                "team",
                "Người, Tổ xác minh (có một người đứng đầu)",
                Ask.LINES,
                help=asked.TEAM_HELP,
            ),
            Asked("plan", "Nội dung xác minh, kế hoạch", Ask.TEXT),
            Asked("days", "Thời gian xác minh (ngày)", Ask.NUMBER),
        ),
        form="124-05",
    ),
    Step(
        name=StepName.REQUEST_EVIDENCE,
        label="Yêu cầu cung cấp thông tin, tài liệu, bằng chứng",
        sources=_UNTIL_REPORT,
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 13, điều 14, điều 29 khoản 3; {_DECREE}, điều 21",
        owed="Bên được yêu cầu cung cấp trong 07 ngày kể từ ngày có yêu cầu.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=asked.EVIDENCE_ASKED,
        starts=(Start("KN_TAILIEU"),),
        form="124-07",
    ),
    Step(
        name=StepName.RECEIVE_EVIDENCE,
        label="Nhận thông tin, tài liệu, bằng chứng",
        sources=RUNNING | {Stage.SUSPENDED},
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 12 khoản 1 điểm g; {_DECREE}, điều 22",
        owed="Bên giao nhận một bản biên bản giao nhận.",
        asks=asked.EVIDENCE_RECEIVED,
        ends=("KN_TAILIEU",),
        form="124-08",
    ),
    Step(
        name=StepName.ASK_EXPERT,
        label="Trưng cầu giám định",
        sources=_UNTIL_REPORT,
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 29 khoản 3; {_DECREE}, điều 24",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=asked.EXPERT_ASKED,
        form="124-09",
    ),
    Step(
        name=StepName.EXPERT_ANSWER,
        label="Nhận kết luận giám định",
        sources=RUNNING | {Stage.SUSPENDED},
        target=None,
        needs=_RECORDS,
        basis=f"{_DECREE}, điều 24 khoản 3",
        facts=(Fact.EXPERT_ASKED,),
        asks=asked.EXPERT_ANSWERED,
        form="124-10",
    ),
    Step(
        name=StepName.WORK,
        label="Làm việc, xác minh thực tế, lập biên bản",
        sources=RUNNING,
        target=None,
        needs=_RECORDS,
        basis=f"{_DECREE}, điều 19, điều 20, điều 23, điều 25",
        owed="Mỗi bên giữ một bản biên bản làm việc.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked("with_whom", "Làm việc với"),
            Asked("place", "Địa điểm", required=False),
            Asked("content", "Nội dung làm việc", Ask.TEXT),
            Asked("result", "Kết quả, ý kiến khác nhau", Ask.TEXT, required=False),
        ),
        form="124-06",
    ),
    Step(
        name=StepName.INVITE_DIALOGUE,
        label="Thông báo tổ chức đối thoại",
        sources=RUNNING,
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 30 khoản 2, điều 39; {_DECREE}, điều 28 khoản 1",
        owed="Các bên được thông báo thời gian, địa điểm, nội dung trước ít nhất 05 ngày.",
        facts=(Fact.NOT_WITHDRAWN, Fact.NO_OPEN_DIALOGUE),
        asks=(
            Asked("planned_at", "Thời gian đối thoại", Ask.MOMENT),
            Asked("place", "Địa điểm"),
            Asked("chair", "Người chủ trì (họ tên, chức vụ)"),
            Asked("content", "Nội dung đối thoại", Ask.TEXT),
            Asked("parties", "Thành phần", Ask.LINES, help=_PARTIES_HELP),
        ),
    ),
    Step(
        name=StepName.HOLD_DIALOGUE,
        label="Ghi biên bản đối thoại",
        sources=RUNNING,
        target=None,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 30 khoản 4, khoản 6; {_DECREE}, điều 28 khoản 4, khoản 5",
        owed="Mỗi bên giữ một bản; kết quả đối thoại là một căn cứ để giải quyết khiếu nại.",
        facts=(Fact.NOT_WITHDRAWN, Fact.DIALOGUE_PLANNED),
        asks=(
            *(
                Asked(name, f"{label}: có mặt", Ask.CHOICE, required, grounds.ATTENDANCE)
                for name, label, required in ATTENDING
            ),
            Asked(
                "absence_reason",
                "Lý do vắng mặt",
                required=False,
                help="Bắt buộc khi có bên vắng có lý do.",
            ),
            Asked("content", "Nội dung, ý kiến của các bên", Ask.TEXT, required=False),
            Asked("result", "Kết quả: đã thống nhất, còn khác nhau", Ask.TEXT, required=False),
            Asked("copies", "Số bản biên bản (ít nhất 03)", Ask.NUMBER),
        ),
        form="124-14",
    ),
    Step(
        name=StepName.REPORT,
        label="Báo cáo kết quả xác minh",
        sources=frozenset({Stage.VERIFYING}),
        target=Stage.REPORTED,
        needs=_RECORDS,
        basis=f"Luật Khiếu nại 2011, điều 29 khoản 4; {_DECREE}, điều 27",
        owed=(
            "Yêu cầu của người khiếu nại và kết quả xác minh còn khác nhau thì được đối thoại "
            "trước khi có quyết định."
        ),
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked("findings", "Kết quả từng nội dung", Ask.LINES, help=asked.FINDINGS_HELP),
            Asked(
                "demand_matches",
                "Yêu cầu của người khiếu nại thống nhất với kết quả xác minh",
                Ask.YES,
            ),
            Asked("proposal", "Kiến nghị giải quyết", Ask.TEXT),
        ),
        form="124-13",
    ),
)
