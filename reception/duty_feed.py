"""My shifts as a calendar that a phone reads (iCalendar): the duty, where, who leads. Never a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from agencies.actions.feed import hash_of
from agencies.duty import leaders_beside
from agencies.enums import Duty
from agencies.models import CalendarFeed, DutyShift, User
from reception.ical import Entry, calendar_text

_PRODUCT = "-//Tiếp công dân//Lịch trực//VI"
_BACK = timedelta(days=31)
_MOST = 500


def owner_of(address: UUID, now: datetime) -> User | None:
    """Whose calendar the address opens; nobody's once a new one was made or the person left."""
    feed = (
        CalendarFeed.objects.filter(address_hash=hash_of(address), user__is_active=True)
        .select_related("user")
        .first()
    )
    if feed is None:
        return None
    user: User = feed.user
    works = user.memberships.in_force(timezone.localdate(now))  # type: ignore[attr-defined]
    return user if works.exists() else None


def feed_text(user: User, now: datetime) -> str:
    """One's own shifts, of the last month and to come.

    The note and the event of a shift are left out: who made the roster may have written anything
    there, and the address lies on phones.
    """
    shifts = list(
        DutyShift.objects.filter(user=user, ends_at__gt=now - _BACK)
        .select_related("agency")
        .order_by("starts_at", "id")[:_MOST]
    )
    leaders = leaders_beside(shifts)
    return calendar_text(
        name="Lịch trực của tôi",
        product=_PRODUCT,
        entries=[_entry(shift, leaders[shift.pk]) for shift in shifts],
        now=now,
    )


def _entry(shift: DutyShift, leaders: Sequence[DutyShift]) -> Entry:
    lines = [f"Cơ quan: {shift.agency.name}"]
    if shift.phone:
        lines.append(f"Điện thoại trực: {shift.phone}")
    if shift.duty != Duty.LEADER:
        lines += [f"Lãnh đạo trực: {_reached(leader)}" for leader in leaders]
    return Entry(
        uid=f"{shift.pk}@lich-truc.tiep-cong-dan",
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        summary=f"{Duty(shift.duty).label}, {shift.agency.short_name}",
        location=shift.place or shift.agency.name,
        description="\n".join(lines),
    )


def _reached(leader: DutyShift) -> str:
    """Name, title and phone of a colleague."""
    user = leader.user
    named = f"{user.full_name}, {user.title}" if user.title else user.full_name
    phone = leader.phone or user.phone
    return f"{named}, điện thoại {phone}" if phone else named
