"""Events with their windows and duty shifts (sự kiện, lịch trực)."""

from datetime import date, datetime

from django.db import transaction

from agencies import ledger
from agencies.enums import EventKind
from agencies.models import Agency, DutyShift, Event, User
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


@transaction.atomic
def write_duty(
    *,
    agency: Agency,
    user: User,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
    by: User | None,
    now: datetime,
) -> DutyShift:
    """Puts a person on duty; the same shift written twice is one."""
    if ends_at <= starts_at:
        raise Refused("Ca trực phải kết thúc sau khi bắt đầu.")
    shift, made = DutyShift.objects.get_or_create(
        agency=agency, user=user, starts_at=starts_at,
        defaults={"ends_at": ends_at, "note": note, "scope_path": agency.path},
    )  # fmt: skip
    if made:
        ledger.record(by=by, verb="create", subject=shift, now=now)
    return shift
