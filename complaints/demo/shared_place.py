"""Letters of single households about one road: no group has formed, the place is seen before it does."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from agencies.models import Agency
from agencies.units.order import DemoOrder
from complaints.actions.petitions import register_petition
from complaints.demo.citizens import names
from complaints.demo.places import desk_of
from complaints.enums import Field, ObjectKind, PetitionKind, Source
from complaints.petitioner import Petitioner
from complaints.told import About, Arrival

# Desk, days before today, how the road was written, what was asked.
_LETTERS = (
    ("LS-BTCD", 16, "Đường nối cửa khẩu, đoạn qua thôn Nà Pài", "Đề nghị đo lại diện tích đất thu hồi"),
    ("LS-BTCD", 9, "đường nối cửa khẩu đoạn qua thôn Nà Pài", "Đề nghị bố trí đường gom vào khu sản xuất"),
    ("LS-SKHCN", 6, "Đường nối cửa khẩu, đoạn qua thôn Nà Pài.", "Phản ánh bụi và nứt nhà khi thi công"),
)  # fmt: skip


def tell_shared_place(order: DemoOrder, now: datetime) -> None:
    """Three more letters about the road of the group that wrote before."""
    chance, today = order.chance("shared place"), timezone.localdate(now)
    for (code, days, road, asked), name in zip(_LETTERS, names(chance, 3), strict=True):
        desk = desk_of(Agency.objects.get(code=code))
        register_petition(
            agency=desk.agency, kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
            source=Source.POST, received_on=today - timedelta(days=days),
            petitioner=Petitioner(name, address="thôn Nà Pài, xã Cao Lộc"), locality="xã Cao Lộc",
            summary=f"{asked} ở đường nối cửa khẩu",
            content=f"{asked}; gia đình ở cạnh tuyến đường nối cửa khẩu.",
            arrival=Arrival(number=f"13{days:02d}"),
            about=About(
                subject_code="dat_dai.boi_thuong", commune_code="06193",
                object_kind=ObjectKind.PROJECT, object_reference=road,
            ),
            by=desk.officer, now=now,
        )  # fmt: skip
