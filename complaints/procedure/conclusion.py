"""From the conclusion on (kết luận nội dung tố cáo): sent, published, handled, enforced, closed.

Luật Tố cáo 2018, art. 35, 36, 40; Nghị định 31/2019/NĐ-CP, art. 6, 17, 18, 19.
"""

from __future__ import annotations

from agencies.roles import Permission
from complaints.procedure import asked
from complaints.procedure import denunciation_grounds as grounds
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

CONCLUDED = frozenset({Stage.DECIDED, Stage.ENFORCING})
_DECIDES = Permission.DECIDE_CASE
_RECORDS = Permission.PROCESS_PETITION

_OWED = (
    "Trong 05 ngày làm việc, người tố cáo được thông báo kết luận; trong 07 ngày làm việc, "
    "kết luận được xử lý và công khai, không lộ thông tin về người tố cáo."
)
_CONCLUDES = (
    Asked("finding", "Kết luận chung", Ask.CHOICE, choices=grounds.FINDINGS),
    Asked("findings", "Kết luận từng nội dung", Ask.LINES, help=asked.FINDINGS_HELP),
    Asked("text", "Nội dung chính của kết luận", Ask.TEXT),
    *asked.ITEMS,
)
_DUTIES = (Start("TC_KL_GUI"), Start("TC_XULY"), Start("TC_CONGKHAI"))

CONCLUSION: tuple[Step, ...] = (
    Step(
        name=StepName.DECIDE,
        label="Ban hành kết luận nội dung tố cáo",
        sources=frozenset({Stage.REPORTED}),
        target=Stage.DECIDED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 35; Nghị định 31/2019/NĐ-CP, điều 17",
        owed=_OWED,
        facts=(Fact.NOT_WITHDRAWN,),
        asks=_CONCLUDES,
        starts=_DUTIES,
        ends=("TC_GQ",),
        form="31-12",
    ),
    Step(
        name=StepName.DECIDE,
        label="Kết luận ngay theo trình tự rút gọn",
        sources=frozenset({Stage.ACCEPTED}),
        target=Stage.DECIDED,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 35; Nghị định 31/2019/NĐ-CP, điều 19",
        owed=_OWED,
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked(
                "short_ground",
                "Nội dung rõ ràng, chứng cứ cụ thể, có cơ sở xử lý ngay: nêu căn cứ",
                Ask.TEXT,
            ),
            *_CONCLUDES,
        ),
        starts=_DUTIES,
        ends=("TC_GQ",),
        form="31-12",
    ),
    Step(
        name=StepName.SEND,
        label="Gửi kết luận nội dung tố cáo",
        sources=CONCLUDED,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 35 khoản 3",
        owed="Người tố cáo được thông báo kết luận nội dung tố cáo.",
        asks=(
            Asked(
                "to_whom",
                "Đã gửi những nơi nào",
                Ask.TEXT,
                help="Người bị tố cáo, cơ quan quản lý người bị tố cáo, nơi liên quan; bản gửi "
                "không lộ thông tin về người tố cáo, bí mật nhà nước.",
            ),
            Asked("informant_told_on", "Ngày thông báo cho người tố cáo", Ask.DAY),
        ),
        ends=("TC_KL_GUI",),
    ),
    Step(
        name=StepName.PUBLISH,
        label="Công khai kết luận nội dung tố cáo",
        sources=CONCLUDED,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 40; Nghị định 31/2019/NĐ-CP, điều 6",
        asks=(
            Asked("how", "Hình thức công khai", Ask.CHOICE, choices=grounds.PUBLISHED_HOW),
            Asked("where", "Nơi, thành phần, địa chỉ công khai"),
            Asked(
                "redacted",
                "Bản công khai không lộ thông tin về người tố cáo, bí mật nhà nước",
                Ask.YES,
            ),
        ),
        ends=("TC_CONGKHAI",),
    ),
    Step(
        name=StepName.HANDLE,
        label="Xử lý kết luận nội dung tố cáo",
        sources=frozenset({Stage.DECIDED}),
        target=Stage.ENFORCING,
        needs=_DECIDES,
        basis="Luật Tố cáo 2018, điều 36 khoản 1, khoản 2; Nghị định 31/2019/NĐ-CP, điều 18",
        owed="Quyền, lợi ích của người bị tố cáo không vi phạm được khôi phục.",
        asks=(
            Asked("measures", "Biện pháp xử lý, kiến nghị", Ask.TEXT),
            Asked("in_charge", "Cơ quan, người phải thực hiện và báo kết quả", required=False),
            Asked("rights_restored_people", "Số người được khôi phục quyền", Ask.NUMBER, False),
            Asked(
                "rights_restored_organisations",
                "Số tổ chức được khôi phục quyền",
                Ask.NUMBER,
                False,
            ),
            Asked("investigation", "Đã chuyển hồ sơ sang cơ quan điều tra", Ask.YES, False),
        ),
        ends=("TC_XULY",),
    ),
    Step(
        name=StepName.REPORT_HANDLING,
        label="Ghi việc báo kết quả xử lý",
        sources=frozenset({Stage.ENFORCING}),
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 36 khoản 3",
        asks=(
            Asked("reported_by", "Cơ quan báo kết quả"),
            Asked("handled_on", "Ngày có kết quả xử lý", Ask.DAY),
            Asked("result", "Kết quả xử lý", Ask.TEXT),
        ),
        starts=(Start("TC_XULY_BC", on="handled_on"),),
        ends=("TC_XULY_BC",),
    ),
    Step(
        name=StepName.RECORD_DONE,
        label="Ghi kết quả thực hiện kết luận",
        sources=CONCLUDED,
        target=None,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 36; Nghị định 31/2019/NĐ-CP, điều 18 khoản 2",
        facts=(Fact.HAS_ITEMS,),
        asks=asked.DONE,
    ),
    Step(
        name=StepName.CLOSE,
        label="Kết thúc hồ sơ",
        sources=frozenset({Stage.ENFORCING}),
        target=Stage.CLOSED,
        needs=_RECORDS,
        basis="Luật Tố cáo 2018, điều 39",
        facts=(Fact.SENT,),
        asks=asked.CLOSED,
    ),
)
