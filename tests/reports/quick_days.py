"""An event that asks for quick reports, for tests: a window of a week, two units that owe."""

from datetime import date, datetime, time, timedelta

from agencies.enums import EventKind
from agencies.models import Agency, Event, EventUnit
from reports.actions.incidents import IncidentTold
from reports.enums import Calmed, Cause
from tests.factories import HANOI, NOW, Province

TODAY = NOW.date()
DUE = time(16)


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HANOI)


def make_event(owner: Agency, *units: Agency, **fields: object) -> Event:
    """Rows written straight: what a page of events does is tested elsewhere."""
    given = {
        "name": "Kỳ họp thứ 2 Hội đồng nhân dân tỉnh",
        "kind": EventKind.ASSEMBLY_SESSION,
        "agency": owner,
        "scope_path": owner.path,
        "window_from": TODAY - timedelta(days=3),
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=1),
        "window_to": TODAY + timedelta(days=3),
        "report_at": DUE,
    }
    event = Event.objects.create(**given | fields)
    for unit in units:
        EventUnit.objects.create(event=event, agency=unit, scope_path=unit.path)
    return event


def provincial_event(province: Province, **fields: object) -> Event:
    """An event of the province; the department and the reception board owe reports."""
    return make_event(province["UBND"], province["SKHCN"], province["BTCD"], **fields)


def incident_told(**fields: object) -> IncidentTold:
    given = {
        "happened_at": NOW - timedelta(hours=1),
        "place": "Cổng trụ sở UBND tỉnh",
        "head_count": 12,
        "cause": Cause.CROWD,
        "demand": "Đề nghị trả lời đơn về bồi thường.",
        "calmed": Calmed.RECEIVED,
        "handled": "Đã mời vào phòng tiếp, nghe trình bày.",
        "in_charge": "UBND xã Tân Thanh",
    }
    return IncidentTold(**given | fields)
