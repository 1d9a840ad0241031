"""The overview (tổng quan): where, what, how late. Counts come from the tallies (ADR 0009)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from agencies.enums import Level
from agencies.models import Agency, User
from complaints.models import HotSpot, Matter
from complaints.querysets import granted_matters
from law.periods import Period, parse_period, week_of
from reports.catalogue import FIGURES, RESTRICTED
from reports.figures import Figure
from reports.models import Tally
from reports.spans import Span

# Column of the tally -> figure whose list it equals. The first six are flows of the period.
COLUMNS: dict[str, Figure] = {
    "visits": FIGURES["visits"],
    "people": FIGURES["people"],
    "groups": FIGURES["groups"],
    "received": FIGURES["received"],
    "processed": FIGURES["processed"],
    "resolved": FIGURES["resolved"],
    "waiting": FIGURES["now_waiting"],
    "in_progress": FIGURES["now_in_progress"],
    "due": FIGURES["now_overdue"],
    "hot": FIGURES["now_hot"],
}
FLOWS = tuple(COLUMNS)[:6]
HEADS = {
    "visits": "Lượt tiếp",
    "people": "Người",
    "groups": "Đoàn đông người",
    "received": "Đơn nhận",
    "processed": "Đã xử lý",
    "resolved": "Giải quyết xong",
    "waiting": "Chờ xử lý",
    "in_progress": "Đang giải quyết",
    "due": "Quá hạn",
    "hot": "Điểm nóng",
}
LISTED = 10
_NAMED = ("id", "short_name", "level", "valid_from", "valid_to")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Counts of one agency in the order of COLUMNS."""

    agency: Agency
    counts: tuple[int, ...]


def period_of(choice: str, today: date) -> Period:
    """This week, this month or this year of the calendar."""
    if choice == "thang":
        last = (today.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return parse_period(f"{today.replace(day=1)}..{last}")
    if choice == "nam":
        return parse_period(f"{today.year}-01-01..{today.year}-12-31")
    return week_of(today)


def label_of(choice: str, today: date) -> str:
    """The period in words."""
    if choice == "thang":
        return f"Tháng {today.month} năm {today.year}"
    return f"Năm {today.year}" if choice == "nam" else week_of(today).label


def agencies_of(user: User, level: str) -> QuerySet[Agency]:
    """Agencies in reach, of one level when asked."""
    reach = Agency.objects.visible_to(user)
    return reach.filter(level=level) if level else reach


def unit_rows(*, user: User, level: str, period: Period, today: date) -> list[UnitRow]:
    """One row per agency that receives citizens now or has something to count; two statements."""
    reach = agencies_of(user, level)
    counts = tallied(reach, period, today)
    nothing = (0,) * len(COLUMNS)
    rows = [
        UnitRow(agency, counts.get(agency.pk, nothing))
        for agency in reach.only(*_NAMED).order_by("sort_key")
    ]
    return [row for row in rows if any(row.counts) or _receives(row.agency, today)]


def _receives(agency: Agency, on: date) -> bool:
    """In force and no room inside another agency."""
    return agency.exists_on(on) and agency.level != Level.UNIT


def tallied(agencies: QuerySet[Agency], period: Period, today: date) -> dict[Any, tuple[int, ...]]:
    """Counts by agency from the tallies: flows of the period, stocks of this morning."""
    month = today.replace(day=1)
    wanted = {name: _in_period(period) for name in FLOWS}
    wanted |= {name: Q(span="m") for name in ("waiting", "in_progress", "hot")}
    wanted["due"] = Q(span="m", day__lt=month) | Q(span="d", day__gte=month, day__lt=today)
    found = (
        Tally.objects.filter(Q(span="m") | wanted["visits"] | wanted["due"])
        .filter(agency__in=agencies.order_by().values("pk"))
        .values("agency_id")
        .annotate(**{f"n_{n}": Coalesce(Sum(n, filter=where), 0) for n, where in wanted.items()})
    )
    return {row["agency_id"]: tuple(row[f"n_{name}"] for name in COLUMNS) for row in found}


def _in_period(period: Period) -> Q:
    """Whole months by their sums, the days around them one by one."""
    first = period.start
    if first.day > 1:
        first = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
    after = (period.end + timedelta(days=1)).replace(day=1)
    if first >= after:
        return Q(span="d", day__range=(period.start, period.end))
    return (
        Q(span="m", day__gte=first, day__lt=after)
        | Q(span="d", day__gte=period.start, day__lt=first)
        | Q(span="d", day__gte=after, day__lte=period.end)
    )


def total_of(rows: Sequence[UnitRow]) -> tuple[int, ...]:
    """Sums of the columns."""
    return tuple(sum(column) for column in zip(*(row.counts for row in rows), strict=True)) or (
        (0,) * len(COLUMNS)
    )


def most_overdue(*, user: User, rows: Sequence[UnitRow], today: date) -> list[Matter]:
    """The matters that are late for longest. The tallies say up to which month to look, so that
    few rows are read however many are late; two statements."""
    late = list(COLUMNS).index("due")
    agencies = [row.agency.pk for row in rows if row.counts[late]]
    if not agencies:
        return []
    months = (
        Tally.objects.filter(span="m", day__lte=today, agency__in=agencies)
        .values_list("day")
        .annotate(n=Sum("due"))
        .order_by("day")
    )
    seen, until = 0, today
    for month, count in months:
        seen += count
        if seen >= LISTED:
            until = min(today, (month + timedelta(days=31)).replace(day=1))
            break
    found = Matter.objects.visible_to(user).counted().overdue(until)
    found = found.filter(agency__in=agencies).select_related("agency")
    return list(found.order_by("next_due_on", "id")[:LISTED])


def open_hotspots(*, user: User, level: str) -> list[HotSpot]:
    """Flags that are proposed or confirmed, newest first."""
    found = HotSpot.objects.visible_to(user).counted().open().select_related("matter", "agency")
    if level:
        found = found.filter(agency__level=level)
    return list(found.order_by("-raised_at", "-id")[:LISTED])


def restricted_known(user: User, today: date) -> int:
    """Matters with excluded persons that this user was told of; never part of the sums."""
    granted = granted_matters(user)
    if not granted:
        return 0
    # What `visible_to` gives of these: no role reaches them without a grant. By key it costs nothing.
    return RESTRICTED.rows(Span(today, today, today)).filter(pk__in=granted).count()


def by_month(*, user: User, level: str, today: date) -> list[tuple[date, int, int]]:
    """Petitions received and processed in each of the last twelve months; one statement."""
    months = [today.replace(day=1)]
    while len(months) < _MONTHS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    found = (
        Tally.objects.filter(span="m", day__gte=months[0], day__lte=months[-1])
        .filter(agency__in=agencies_of(user, level).order_by().values("pk"))
        .values_list("day")
        .annotate(received=Sum("received"), processed=Sum("processed"))
    )
    counts = {day: (received, processed) for day, received, processed in found}
    return [(month, *counts.get(month, (0, 0))) for month in months]
