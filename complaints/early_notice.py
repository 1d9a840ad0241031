"""Why a notice came earlier than usual: the window of an event that was open then (ADR 0022)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from agencies.models import Event, User
from complaints.enums import NoticeLevel
from complaints.models import CaseNotice
from law.clock import SOON_DAYS


def early_days(notice: CaseNotice) -> int:
    """By how many days it came before the usual day; 0 for a notice of its time."""
    if notice.level != NoticeLevel.SOON:
        return 0
    return max(0, (notice.due_on - localdate(notice.made_at)).days - SOON_DAYS)


def reasons(notices: Iterable[CaseNotice], user: User) -> dict[UUID, str]:
    """Notice -> why it came early; one statement where any did."""
    early = {notice: days for notice in notices if (days := early_days(notice))}
    if not early:
        return {}
    events = list(Event.objects.visible_to(user).filter(warn_days__gt=0).order_by("-starts_on"))
    return {notice.pk: _reason(notice, days, events) for notice, days in early.items()}


def _reason(notice: CaseNotice, days: int, events: list[Event]) -> str:
    on, path = localdate(notice.made_at), notice.clock.scope_path
    cause = next((e for e in events if _tightened(e, on, path, days)), None)
    during = f" “{cause.name}”" if cause else ""
    return f"báo sớm hơn {days} ngày trong thời gian theo dõi sự kiện{during}"


def _tightened(event: Event, on: date, path: str, days: int) -> bool:
    open_then = event.closed_at is None or localdate(event.closed_at) >= on
    inside = event.window_from <= on <= event.window_to
    return open_then and inside and event.warn_days >= days and path.startswith(event.scope_path)
