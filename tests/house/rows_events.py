"""An event of the department, open today, with a unit that owes its daily report."""

from datetime import time, timedelta

from agencies.actions.calendar import add_event, set_event_units
from agencies.enums import EventKind
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, head, today = province["SKHCN"], province.person("head", "SKHCN"), NOW.date()
    event = add_event(
        name="Kỳ họp thứ 2 Hội đồng nhân dân tỉnh", kind=EventKind.ASSEMBLY_SESSION, agency=home,
        window=(today - timedelta(days=10), today + timedelta(days=12)),
        days=(today - timedelta(days=1), today + timedelta(days=2)), report_at=time(16, 0),
        warn_days=2, by=head, now=NOW,
    )  # fmt: skip
    set_event_units(event_id=event.pk, agencies=[home], by=head, now=NOW)
    return {"event": event}
