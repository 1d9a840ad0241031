"""Ngày tiếp của Thủ trưởng: days held against the quota, for each agency in reach, month by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from agencies.models import Agency, User
from complaints import law_book
from reception import quotas
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession
from reception.quotas import Held, Month

_LEVEL_ORDER = (
    "province", "inspectorate", "reception_board", "department", "district", "commune", "party",
)  # fmt: skip
USUAL_MONTHS = 6


@dataclass(frozen=True, slots=True)
class AgencyDays:
    """One agency: its months, and their sum for the months that have a quota and are over."""

    agency: Agency
    months: list[Month]

    @property
    def held(self) -> int:
        return sum(month.held.direct for month in self.months)

    @property
    def delegated(self) -> int:
        return sum(month.held.delegated for month in self.months)

    @property
    def required(self) -> int | None:
        """Days asked in the whole period; None where the law asks none."""
        asked = [month.quota.days for month in self.months if month.quota]
        return sum(asked) if asked else None


def head_days(user: User, months: list[date], today: date) -> list[AgencyDays]:
    """Every agency in reach that has a quota or held a day, the own one first, then by level."""
    first, last = months[0], quotas.next_month(months[-1]) - timedelta(days=1)
    held = _held(user, first, last)
    home = user.access.home_agency()
    rules = law_book.rules()
    found = []
    agencies = Agency.objects.visible_to(user).exclude(valid_to__lt=first)
    for agency in agencies.order_by("sort_key"):
        asked = [
            quotas.quota_of(agency.level, m, rules) if _existed(agency, m) else None for m in months
        ]
        days = held.get(agency.pk, {})
        if not days and not any(asked) and agency != home:
            continue
        found.append(
            AgencyDays(
                agency,
                [
                    quotas.month_of(month, quota, days.get(month, Held()), today)
                    for month, quota in zip(months, asked, strict=True)
                ],
            )
        )
    return sorted(found, key=lambda row: (row.agency != home, _level(row.agency)))


def _held(user: User, first: date, last: date) -> dict[UUID, dict[date, Held]]:
    """Days of sessions that were held, by agency and month, in one statement."""
    rows: dict[tuple[UUID, date], list[tuple[date, str, bool]]] = defaultdict(list)
    sessions = (
        ReceptionSession.objects.visible_to(user)
        .filter(state=SessionState.HELD, on_date__range=(first, last))
        .exclude(kind=SessionKind.STANDING)
        .values_list("agency_id", "on_date", "kind", "delegated")
    )
    for agency_id, day, kind, delegated in sessions:
        rows[agency_id, day.replace(day=1)].append((day, kind, delegated))
    found: dict[UUID, dict[date, Held]] = defaultdict(dict)
    for (agency_id, month), days in rows.items():
        found[agency_id][month] = quotas.tally(days)
    return found


def _existed(agency: Agency, month: date) -> bool:
    return agency.exists_on(month) or agency.exists_on(quotas.next_month(month) - timedelta(days=1))


def _level(agency: Agency) -> int:
    return _LEVEL_ORDER.index(agency.level) if agency.level in _LEVEL_ORDER else len(_LEVEL_ORDER)
