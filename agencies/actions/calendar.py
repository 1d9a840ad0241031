"""Events with their windows (sự kiện)."""

from datetime import date, datetime

from django.db import transaction

from agencies import ledger
from agencies.enums import EventKind
from agencies.models import Event, User
from agencies.refusals import Refused


@transaction.atomic
def add_event(
    *,
    name: str,
    kind: EventKind,
    window: tuple[date, date],
    days: tuple[date, date],
    by: User | None,
    now: datetime,
) -> Event:
    """Adds an event; raises Refused when its window does not hold it."""
    (window_from, window_to), (starts_on, ends_on) = window, days
    if not window_from <= starts_on <= ends_on <= window_to:
        raise Refused("Khoảng thời gian theo dõi phải chứa các ngày diễn ra sự kiện.")
    event = Event.objects.create(
        name=name, kind=kind, window_from=window_from, starts_on=starts_on, ends_on=ends_on,
        window_to=window_to,
    )  # fmt: skip
    ledger.record(by=by, verb="create", subject=event, now=now)
    return event
