"""Mở lại để xem xét, giải quyết: a case that was ended comes back, with its reason. Pure.

What was withdrawn under coercion or threat is resolved after all (Luật Khiếu nại 2011, art. 10 clause
3, added by Luật 136/2025/QH15; Luật Tố cáo 2018, art. 33 clause 3). That the decision to end the case
was itself cancelled, the law does not say: the office mends its own act, confidence “cần đối chiếu”.
"""

from __future__ import annotations

from datetime import date

from agencies.roles import Permission
from complaints.procedure import complaint_grounds, denunciation_grounds
from complaints.procedure.complaint_course import LAW_136
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Ask, Asked, Start, Step

_COERCED = frozenset({complaint_grounds.COERCED, denunciation_grounds.COERCED})
_REASON = Asked("reason", "Lý do mở lại, tài liệu chứng minh", Ask.TEXT)
_ALL_BACK = Asked(
    "all_back",
    "Những người cùng rút toàn bộ nay tiếp tục khiếu nại",
    Ask.YES,
    required=False,
    help="Người đã rút riêng trước đó thì không.",
)


def reopen_complaint(duty: str) -> Step:
    """Mở lại vụ việc khiếu nại; `duty` counts anew from that day."""
    return _reopen(
        "Mở lại để xem xét, giải quyết khiếu nại",
        duty,
        "Luật Khiếu nại 2011, điều 10 khoản 3, sửa bởi Luật 136/2025/QH15; đình chỉ bị hủy bỏ: "
        "luật không quy định (cần đối chiếu)",
        "Người khiếu nại được thông báo; thời hạn giải quyết tính lại từ ngày mở lại.",
        complaint_grounds.REOPENING,
        _ALL_BACK,
    )


def reopen_denunciation(duty: str) -> Step:
    """Mở lại vụ việc tố cáo; nobody is named, so nobody is listed as coming back."""
    return _reopen(
        "Mở lại để xem xét, giải quyết tố cáo",
        duty,
        "Luật Tố cáo 2018, điều 33 khoản 3; Nghị định 31/2019/NĐ-CP, điều 4 khoản 4, sửa bởi "
        "Nghị định 156/2026/NĐ-CP; đình chỉ bị hủy bỏ: luật không quy định (cần đối chiếu)",
        "Người tố cáo, người bị tố cáo được thông báo; thời hạn giải quyết tính lại từ ngày mở lại.",
        denunciation_grounds.COMING_BACK,
    )


def _reopen(
    label: str,
    duty: str,
    basis: str,
    owed: str,
    grounds: tuple[tuple[str, str], ...],
    *more: Asked,
) -> Step:
    return Step(
        name=StepName.REOPEN,
        label=label,
        sources=frozenset({Stage.TERMINATED}),
        target=Stage.ACCEPTED,
        needs=Permission.DECIDE_CASE,
        basis=basis,
        owed=owed,
        asks=(Asked("grounds", "Căn cứ mở lại", Ask.CHOICE, choices=grounds), _REASON, *more),
        starts=(Start(duty),),
    )


def refusal(*, ground: object, was_withdrawn: bool, is_counted: bool, on: date) -> str | None:
    """Why the case cannot be reopened on this ground and day; None when it can. `is_counted`: a time
    to resolve has begun on this very day already."""
    if is_counted:
        return (
            f"Thời hạn giải quyết trước đó cũng tính từ ngày {on:%d/%m/%Y}; chỉ mở lại từ ngày "
            "tiếp theo."
        )
    if ground in _COERCED and not was_withdrawn:
        return "Vụ việc không bị đình chỉ vì rút đơn; hãy chọn căn cứ khác."
    if ground == complaint_grounds.COERCED and on < LAW_136:
        return (
            f"Căn cứ rút do bị ép buộc, đe dọa chỉ có từ ngày {LAW_136:%d/%m/%Y} "
            "(Luật 136/2025/QH15)."
        )
    return None
