"""What the browser tests find at the desk when they begin."""

from datetime import timedelta

from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitResult
from reception.models import Visit
from tests.factories import NOW, Province


def a_week_ago(province: Province, *, id_number: str = "") -> Visit:
    """Bế Thị Hòa was received at the department, about a road."""
    when = NOW - timedelta(days=7)
    return register_visit(
        agency=province["SKHCN"],
        arrived_at=when,
        petitioner=Petitioner("Bế Thị Hòa", 1971, "Thôn Nà Lầu", "0987654321", id_number),
        head_count=1,
        content="Đường vào khu sản xuất bị sạt lở.",
        tension=Tension.CALM,
        result=VisitResult.GUIDED,
        result_note="Hướng dẫn gửi kiến nghị đến UBND xã.",
        is_first_time=True,
        kind=PetitionKind.RECOMMENDATION,
        field=Field.LAND,
        title="Kiến nghị về đường vào khu sản xuất",
        by=province.person("officer", "SKHCN"),
        now=when,
    )
