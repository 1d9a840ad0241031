"""An event of the department with a shift of its roster: an officer answers the phone today."""

from datetime import timedelta

from agencies.actions.duty import write_shift
from agencies.enums import Duty, EventKind
from agencies.models import Event
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, handler = province["SKHCN"], province.person("handler", "SKHCN")
    today = NOW.date()
    event = Event.objects.create(
        name="Hội nghị tổng kết của Sở", kind=EventKind.OTHER, agency=home, scope_path=home.path,
        window_from=today - timedelta(days=2), starts_on=today, ends_on=today + timedelta(days=1),
        window_to=today + timedelta(days=3),
    )  # fmt: skip
    write_shift(
        agency=home, user=handler, duty=Duty.PHONE, starts_at=NOW + timedelta(hours=2),
        ends_at=NOW + timedelta(hours=8), event=event, phone="0205 000 0101", by=handler, now=NOW,
    )  # fmt: skip
    return {"duty_event": event}
