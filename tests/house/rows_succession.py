"""A unit that ended, continued by the department that is watched."""

from datetime import date

from agencies.models import Succession, UnitEnd
from tests.factories import NOW, Province, make_agency

_LAST = date(2025, 6, 30)


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    old = make_agency(
        f"{province['UBND'].code}-CU", name="Sở Thông tin (cũ)", parent=province["UBND"],
        valid_to=_LAST,
    )  # fmt: skip
    Succession.objects.create(
        predecessor=old, successor=province["SKHCN"], starts_on=date(2025, 7, 1), document="NQ 1"
    )
    UnitEnd.objects.create(
        agency=old, last_day=_LAST, document="NQ 1", state="done", finished_at=NOW,
        made_by=province.person("admin", "UBND"), made_at=NOW,
    )  # fmt: skip
    return {"ended_unit": old}
