"""Until when a report is sent upward, and to whom (Thông tư 06/2025/TT-TTCP, art. 7 clause 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from agencies import law_in_force
from agencies.models import Agency
from law.errors import LawError
from law.periods import Period
from reports.models import SendingDays

TO_PROVINCE, TO_GOVERNMENT = "BC_GUI_TINH", "BC_GUI_TTCP"


def receiver_of(agency: Agency, on: date) -> Agency | None:
    """Where the reports of `agency` go: the body that oversees its parent, else the parent.

    None at the top: that report leaves the house for Thanh tra Chính phủ.
    """
    if agency.parent is None:
        return None
    watchers = agency.parent.overseen_by.exclude(pk=agency.pk).in_force(on)  # type: ignore[attr-defined]
    return watchers.order_by("sort_key", "pk").first() or agency.parent


def root_of(agency: Agency) -> Agency:
    """The body whose tree `agency` watches: itself, or the one it oversees."""
    return agency.oversees or agency


Known = dict[UUID, SendingDays | None]


def due_on(
    agency: Agency, period: Period, parameters: Mapping[str, Any], known: Known | None = None
) -> date | None:
    """The last day for sending. Of a thematic report the day of the letter, when it is known.

    `known`: days already looked up, for who asks about many periods.
    """
    if given := parameters.get("due_on"):
        return date.fromisoformat(given)
    if not _is_periodic(period):
        return None
    day = _day(agency, period.end, {} if known is None else known)
    return date(period.end.year, period.end.month, day) if day else None


def _is_periodic(period: Period) -> bool:
    """Quarters, 6 and 9 months, years by the circular; months by custom on the same days."""
    return period.statutory or period.code.partition("-")[2].startswith("T")


def _day(agency: Agency, end: date, known: Known) -> int | None:
    """The day of the last month: what the receiving body set, else what the circular says."""
    consolidates = agency.parent is None or agency.oversees_id is not None
    top = root_of(agency) if consolidates else agency.parent or agency
    if top.pk not in known:
        known[top.pk] = SendingDays.objects.filter(agency=top).first()
    own = known[top.pk]
    if own is not None:
        return own.own_by if consolidates else own.units_by
    return lawful_day(TO_GOVERNMENT if consolidates else TO_PROVINCE, end)


def lawful_day(code: str, on: date) -> int | None:
    """The day of the circular in force; None for a period before it."""
    try:
        return law_in_force.in_force().rules.get(code).version_on(on).day_of_month
    except LawError:
        return None
