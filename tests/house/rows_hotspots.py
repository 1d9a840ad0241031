"""A flag of the department that is watched, with one measure."""

from datetime import timedelta

from complaints.actions.hotspot_measures import add_measure
from complaints.actions.hotspots import confirm_hotspot, raise_hotspot
from complaints.enums import HotLevel
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    officer, head = province.person("officer", "SKHCN"), province.person("head", "SKHCN")
    spot = raise_hotspot(
        matter_id=found["petition"].matter_id, level=HotLevel.WATCH, note="Nhiều hộ cùng thửa.",
        by=officer, now=NOW,
    )  # fmt: skip
    confirm_hotspot(hotspot_id=spot.pk, by=head, now=NOW)
    measure = add_measure(
        hotspot_id=spot.pk, text="Đối thoại với các hộ", due_on=NOW.date() + timedelta(days=7),
        by=head, now=NOW,
    )  # fmt: skip
    return {"hot_measure": measure}
