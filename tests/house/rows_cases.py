"""A case on its way: verified by a team, with evidence asked for and a dialogue ahead."""

from datetime import timedelta

from complaints.models import Petition
from complaints.procedure.names import StepName
from tests.complaints.cases import take
from tests.factories import NOW, Province

_STEPS = (
    (StepName.ASSIGN, {"team": ["Hoàng Văn Minh | Thanh tra viên | x"], "plan": "Xác minh.",
                       "days": 20}),
    (StepName.REQUEST_EVIDENCE, {"what": "Hồ sơ địa chính", "asked_of": "Phòng Kinh tế"}),
    (StepName.INVITE_DIALOGUE, {"planned_at": NOW + timedelta(days=12), "place": "Phòng họp",
                                "chair": "Giám đốc Sở", "content": "Giá đất",
                                "parties": ["Người khiếu nại | Lý Văn Chương"]}),
)  # fmt: skip


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    petition = found["petition"]
    assert isinstance(petition, Petition)
    for step, said in _STEPS:
        take(petition, province, step, NOW.date(), said)
    return {}
