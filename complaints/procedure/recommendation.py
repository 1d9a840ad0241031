"""Xử lý kiến nghị, phản ánh: accepted, answered, closed (Luật Tiếp công dân 2013, art. 28)."""

from __future__ import annotations

from agencies.roles import Permission
from complaints.procedure import asked
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Fact, Start, Step

_DECIDES = Permission.DECIDE_CASE
_RECORDS = Permission.PROCESS_PETITION
_ACCEPTED = frozenset({Stage.ACCEPTED})
_TAKEN = frozenset({Stage.ACCEPTED, Stage.DECIDED, Stage.TERMINATED, Stage.CLOSED})
_TELLS = "Luật Tiếp công dân 2013, điều 28 khoản 1"

RECOMMENDATION: tuple[Step, ...] = (
    Step(
        name=StepName.ACCEPT,
        label="Nhận giải quyết kiến nghị, phản ánh",
        sources=frozenset({Stage.INTAKE}),
        target=Stage.ACCEPTED,
        needs=_DECIDES,
        basis="Luật Tiếp công dân 2013, điều 26, điều 28",
        owed="Trong 10 ngày làm việc kể từ ngày tiếp nhận, công dân được thông báo việc xử lý.",
        facts=(Fact.COMPETENT,),
        starts=(Start("KNPA_GQ"),),
        ends=("XLD_TREO",),
    ),
    Step(
        name=StepName.REFUSE,
        label="Không nhận giải quyết kiến nghị, phản ánh",
        sources=frozenset({Stage.INTAKE}),
        target=Stage.NOT_ACCEPTED,
        needs=_DECIDES,
        basis=_TELLS,
        owed="Công dân được thông báo lý do.",
        asks=(Asked("reason", "Lý do", Ask.TEXT),),
        ends=("KNPA_TB", "XLD_TREO"),
    ),
    Step(
        name=StepName.NOTIFY,
        label="Thông báo việc xử lý cho công dân",
        sources=_ACCEPTED,
        target=None,
        needs=_RECORDS,
        basis=_TELLS,
        owed="Công dân được trả lời nội dung kiến nghị, phản ánh.",
        asks=(Asked("told_on", "Ngày công dân được thông báo", Ask.DAY),),
        ends=("KNPA_TB",),
    ),
    Step(
        name=StepName.WORK,
        label="Làm việc, kiểm tra nội dung",
        sources=_ACCEPTED,
        target=None,
        needs=_RECORDS,
        basis="Luật Tiếp công dân 2013, điều 28",
        asks=(
            Asked("with_whom", "Làm việc với cơ quan, người nào"),
            Asked("content", "Nội dung, kết quả", Ask.TEXT),
        ),
    ),
    Step(
        name=StepName.WITHDRAW_WHOLE,
        label="Ghi việc công dân rút kiến nghị, phản ánh",
        sources=_ACCEPTED,
        target=None,
        needs=_RECORDS,
        basis="Luật Tiếp công dân 2013, điều 7",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(Asked("reason", "Lý do, giấy tờ kèm theo", Ask.TEXT),),
    ),
    Step(
        name=StepName.TERMINATE,
        label="Dừng giải quyết vì đã rút",
        sources=_ACCEPTED,
        target=Stage.TERMINATED,
        needs=_DECIDES,
        basis="Luật Tiếp công dân 2013, điều 7",
        facts=(Fact.WAS_WITHDRAWN,),
        ends=("KNPA_TB", "KNPA_GQ"),
    ),
    Step(
        name=StepName.ANSWER,
        label="Trả lời kiến nghị, phản ánh",
        sources=_ACCEPTED,
        target=Stage.DECIDED,
        needs=_DECIDES,
        basis="Luật Tiếp công dân 2013, điều 28",
        owed="Công dân được nhận văn bản trả lời.",
        facts=(Fact.NOT_WITHDRAWN,),
        asks=(
            Asked("text", "Nội dung trả lời", Ask.TEXT),
            Asked("told_on", "Ngày trả lời công dân", Ask.DAY),
        ),
        ends=("KNPA_TB", "KNPA_GQ"),
    ),
    Step(
        name=StepName.CLOSE,
        label="Kết thúc hồ sơ",
        sources=frozenset({Stage.DECIDED}),
        target=Stage.CLOSED,
        needs=_RECORDS,
        basis="Luật Tiếp công dân 2013, điều 28",
        asks=asked.CLOSED,
    ),
    Step(
        name=StepName.CORRECT,
        label="Đính chính một việc đã ghi",
        sources=_TAKEN,
        target=None,
        needs=_RECORDS,
        basis="Luật Tiếp công dân 2013, điều 28",
        asks=asked.CORRECTED,
    ),
)
