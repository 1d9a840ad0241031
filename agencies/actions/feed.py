"""The address under which one's own calendar reads one's shifts (lịch trực của tôi, iCalendar)."""

import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from agencies import ledger
from agencies.models import CalendarFeed, User


def hash_of(address: UUID) -> str:
    """What is kept of an address: nobody who reads the database can call it."""
    return hashlib.sha256(str(address).encode()).hexdigest()


@transaction.atomic
def new_feed(*, by: User, now: datetime) -> UUID:
    """Makes a new address and ends the one before. It is told this once and kept as a hash."""
    address = uuid4()
    CalendarFeed.objects.update_or_create(
        user=by, defaults={"address_hash": hash_of(address), "made_at": now}
    )
    ledger.record(by=by, verb="change", subject=by, now=now, details={"calendar_feed": "new"})
    return address


@transaction.atomic
def end_feed(*, by: User, now: datetime) -> bool:
    """Ends the address without another; True when there was one."""
    ended, _ = CalendarFeed.objects.filter(user=by).delete()
    if ended:
        ledger.record(by=by, verb="change", subject=by, now=now, details={"calendar_feed": "ended"})
    return bool(ended)
