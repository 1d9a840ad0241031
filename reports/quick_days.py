"""The days of quick reports (báo cáo nhanh): when each is due and what became of it (ADR 0023)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from law.dates import vn_date
from reports.enums import QuickState

if TYPE_CHECKING:
    from agencies.models import Event

TONES = {
    QuickState.SENT: "ok",
    QuickState.LATE: "warn",
    QuickState.NOTHING: "ok",
    QuickState.NOTHING_LATE: "warn",
    QuickState.MISSING: "late",
    QuickState.NOT_DUE: "neutral",
}


def due_at(event: Event, on: date) -> datetime:
    """The local hour of the day at which its report is due; the end of the day when none is said."""
    return timezone.make_aware(datetime.combine(on, event.report_at or time.max))


def refusal(event: Event, on: date, today: date) -> str:
    """Why no report of the day `on` is taken, in one sentence; empty when it is.

    A missed day is still taken, as late, until the event is closed: a gap helps nobody.
    """
    if event.closed_at is not None:
        closed = vn_date(timezone.localdate(event.closed_at))
        return f"Sự kiện đã kết thúc theo dõi ngày {closed}, không nhận thêm báo cáo nhanh."
    if event.report_at is None:
        return "Sự kiện này không yêu cầu báo cáo nhanh hằng ngày."
    if on > event.window_to:
        return (
            f"Thời gian theo dõi sự kiện đã hết từ sau ngày {vn_date(event.window_to)}; "
            f"ngày {vn_date(on)} không phải báo cáo nhanh."
        )
    if on < event.window_from:
        return f"Báo cáo nhanh của sự kiện bắt đầu từ ngày {vn_date(event.window_from)}."
    if on > today:
        return f"Ngày {vn_date(on)} chưa đến, chưa lập được báo cáo nhanh."
    return ""


def state_of(
    sent_at: datetime | None, due: datetime, now: datetime, *, nothing_new: bool = False
) -> QuickState:
    """The state of one day of one unit; `sent_at` is that of the first version."""
    if sent_at is None:
        return QuickState.MISSING if now > due else QuickState.NOT_DUE
    if nothing_new:
        return QuickState.NOTHING if sent_at <= due else QuickState.NOTHING_LATE
    return QuickState.SENT if sent_at <= due else QuickState.LATE


def nearest_day(event: Event, today: date) -> date:
    """The day a page opens with: today, or the nearest day of the window."""
    return min(max(today, event.window_from), event.window_to)


def days_until(event: Event, last: date, count: int) -> list[date]:
    """At most `count` days of the window that end with `last`."""
    first = max(event.window_from, last - timedelta(days=count - 1))
    return list(_days(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
