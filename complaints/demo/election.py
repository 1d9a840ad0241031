"""Petitions about candidates of the small election of one commune: they come first in its window."""

from datetime import datetime, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints.actions.petitions import register_petition
from complaints.demo.citizens import names
from complaints.enums import Field, PetitionKind, Source
from complaints.petitioner import Petitioner
from complaints.told import About

_AGENCY, _HANDLER = "LS-06385", "xuly.huulung"
_TOLD = (
    (
        4, PetitionKind.RECOMMENDATION, "Kiến nghị về tiêu chuẩn người ứng cử trưởng thôn Na Hoa",
        "Đề nghị xem xét lại tiêu chuẩn của một người trong danh sách giới thiệu ứng cử.",
    ),
    (
        2, PetitionKind.COMPLAINT, "Khiếu nại danh sách cử tri bầu trưởng thôn Đồng Heo",
        "Hộ gia đình không có tên trong danh sách cử tri đại diện hộ niêm yết tại nhà văn hóa.",
    ),
)  # fmt: skip


def tell_election(order: DemoOrder, now: datetime) -> None:
    """Two petitions that the commune's handler holds."""
    chance, today = order.chance("election"), timezone.localdate(now)
    agency, handler = Agency.objects.get(code=_AGENCY), User.objects.get(username=_HANDLER)
    for days, kind, summary, content in _TOLD:
        register_petition(
            agency=agency, kind=kind, field=Field.CIVIL_SERVICE, source=Source.POST,
            received_on=today - timedelta(days=days),
            petitioner=Petitioner(names(chance, 1)[0], address="xã Hữu Lũng"),
            locality="xã Hữu Lũng", summary=summary, content=content,
            about=About(subject_code="cong_chuc.ung_cu"), by=handler, now=now,
        )  # fmt: skip
