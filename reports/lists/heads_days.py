"""Kết quả tiếp công dân của Thủ trưởng: days held against the days the law asks, month by month.

The quota is that of `reception.quotas`; a month belongs to the period in which it ends, so that each
month stands in one report. Units are compared with their own quota; nobody is ranked or named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from agencies.models import Agency
from complaints import law_book
from law.dates import vn_date
from law.periods import Period
from reception import quotas
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession, Visit
from reception.quotas import Held, Month
from records.moment import one_moment
from reports.enums import ReportKind
from reports.figures import Figure
from reports.kinds import KindSpec
from reports.lists import below
from reports.lists.files import FILES
from reports.lists.listing import NUMBER, Cell, Group, Head, Listing, Total
from reports.lists.page import TEMPLATE, page
from reports.spans import Span, midnight

ONE_DAY = timedelta(days=1)
HEADS = (
    Head("Tháng", 18),
    Head("Định mức (ngày)", 18, NUMBER),
    Head("Trực tiếp tiếp", 18, NUMBER),
    Head("Ủy quyền", 18, NUMBER),
    Head("Đột xuất", 18, NUMBER),
    Head("Kết quả", 40),
    Head("Buổi không tổ chức, lý do", 76),
    Head("Lượt", 15, NUMBER),
    Head("Người", 15, NUMBER),
    Head("Vụ việc", 15, NUMBER),
)
_OF_THE_HEAD = (SessionKind.PERIODIC, SessionKind.AD_HOC)
_NOT_HELD = (SessionState.CANCELLED, SessionState.MOVED, SessionState.MISSED)


def _sessions(span: Span) -> Any:
    """Days of the head that were held in the months that end in the period."""
    months = months_of(span.start, span.end)
    if not months:
        return ReceptionSession.objects.none()
    return ReceptionSession.objects.filter(
        kind__in=_OF_THE_HEAD,
        state=SessionState.HELD,
        on_date__range=(months[0], _last(months[-1])),
    )


FIGURES = {"heads_days": Figure("heads_days", "Buổi tiếp của Thủ trưởng đã tổ chức", "buổi",
                                _sessions, by="on_date")}  # fmt: skip


def months_of(start: date, end: date) -> list[date]:
    """First days of the months whose last day lies in the period."""
    found, month = [], start.replace(day=1)
    while _last(month) <= end:
        found.append(month)
        month = quotas.next_month(month)
    return found


def _last(month: date) -> date:
    return quotas.next_month(month) - ONE_DAY


@dataclass(frozen=True, slots=True)
class Received:
    """Who was received at the head's days of one month."""

    visits: int = 0
    people: int = 0
    matters: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of the months, by unit and month; `sessions`: how many were held. Four statements."""

    sessions: int
    held: dict[tuple[UUID, date], Held]
    missed: dict[tuple[UUID, date], list[str]]
    received: dict[tuple[UUID, date], Received]


def heads_days_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Plain data to freeze."""
    span, months = Span.of(period, today), months_of(period.start, period.end)
    with one_moment():
        known = _known(agency, months)
        found = {unit: _months(unit, months, known, today) for unit in below.units(agency)}
    groups = [
        _group(unit, of_unit, known, months)
        for unit, of_unit in found.items()
        if _has_to_tell(unit, of_unit, known, months)
    ]
    listing = Listing(
        title="Kết quả tiếp công dân của Thủ trưởng",
        as_of=span.as_of,
        note=(
            f"Các tháng kết thúc trong kỳ, tính đến đầu ngày {vn_date(span.as_of)}. Định mức theo Luật "
            "Tiếp công dân; ngày ủy quyền cho cấp phó ghi riêng. Mỗi đơn vị so với định mức của chính "
            "mình, không xếp hạng."
        ),
        heads=HEADS,
        groups=groups,
        totals=_totals(found, known),
        count=sum(group.count for group in groups),
        numbered=False,
    )
    return listing.frozen()


def _known(agency: Agency, months: list[date]) -> Known:
    sessions = ReceptionSession.objects.filter(
        below.rows_below(agency), on_date__range=(months[0], _last(months[-1]))
    ).exclude(kind=SessionKind.STANDING)
    held = sessions.filter(state=SessionState.HELD).count()
    return Known(held, _held(sessions), _missed(sessions), _received(agency, months))


def _held(sessions: Any) -> dict[tuple[UUID, date], Held]:
    days: dict[tuple[UUID, date], list[tuple[date, str, bool]]] = defaultdict(list)
    held = sessions.filter(state=SessionState.HELD)
    for unit, day, kind, delegated in held.values_list("agency", "on_date", "kind", "delegated"):
        days[unit, day.replace(day=1)].append((day, kind, delegated))
    return {key: quotas.tally(rows) for key, rows in days.items()}


def _missed(sessions: Any) -> dict[tuple[UUID, date], list[str]]:
    """Days of the plan that were not held, each with the reason written beside it."""
    found: dict[tuple[UUID, date], list[str]] = defaultdict(list)
    rows = sessions.filter(state__in=_NOT_HELD).order_by("on_date", "pk")
    for session in rows.select_related("moved_to"):
        moved = session.moved_to
        word = (
            f"dời sang {vn_date(moved.on_date)}" if moved else session.get_state_display().lower()
        )
        reason = session.state_reason.strip().rstrip(".")
        told = f"{session.on_date:%d/%m}: {word}" + (f" ({reason})" if reason else "")
        found[session.agency_id, session.on_date.replace(day=1)].append(told)
    return found


def _received(agency: Agency, months: list[date]) -> dict[tuple[UUID, date], Received]:
    visits = Visit.objects.counted().filter(
        below.rows_below(agency),
        session_kind__in=_OF_THE_HEAD,
        arrived_at__gte=midnight(months[0]),
        arrived_at__lt=midnight(quotas.next_month(months[-1])),
    )
    rows = (
        visits.order_by()
        .annotate(month=TruncMonth("arrived_at"))
        .values_list("agency", "month")
        .annotate(n=Count("pk"), people=Sum("head_count"), matters=Count("matter", distinct=True))
    )
    return {(row[0], row[1].date().replace(day=1)): Received(*row[2:]) for row in rows}


def _months(unit: Agency, months: list[date], known: Known, today: date) -> list[Month]:
    rules = law_book.rules()
    return [
        quotas.month_of(
            month,
            quotas.quota_of(unit.level, month, rules) if _existed(unit, month) else None,
            known.held.get((unit.pk, month), Held()),
            today,
        )
        for month in months
    ]


def _existed(unit: Agency, month: date) -> bool:
    return unit.exists_on(month) or unit.exists_on(_last(month))


def _has_to_tell(unit: Agency, of_unit: list[Month], known: Known, months: list[date]) -> bool:
    """A unit with a quota, or one that held, missed or received without."""
    if any(month.quota for month in of_unit):
        return True
    kept = (known.held, known.missed, known.received)
    return any((unit.pk, month) in one for one in kept for month in months)


def _group(unit: Agency, of_unit: list[Month], known: Known, months: list[date]) -> Group:
    asked = [month.quota.days for month in of_unit if month.quota]
    direct = sum(month.held.direct for month in of_unit)
    note = (
        f"{direct}/{sum(asked)} ngày theo định mức"
        if asked
        else f"{direct} ngày, không có định mức"
    )
    return Group(
        title=unit.name,
        rows=[_row(month, unit, known) for month in of_unit],
        count=len(months),
        agency=str(unit.pk),
        path=unit.path,
        note=note,
    )


def _row(month: Month, unit: Agency, known: Known) -> list[Cell]:
    key = (unit.pk, month.first)
    received = known.received.get(key, Received())
    return [
        f"{month.first:%m/%Y}",
        month.quota.days if month.quota else "",
        month.held.direct,
        month.held.delegated,
        month.held.ad_hoc,
        month.word,
        "; ".join(known.missed.get(key, [])),
        received.visits,
        received.people,
        received.matters,
    ]


def _totals(found: dict[Agency, list[Month]], known: Known) -> list[Total]:
    every = [month for of_unit in found.values() for month in of_unit]
    asked = [month for month in every if month.quota]
    short = sum(
        any(month.tone in ("late", "warn") for month in of_unit) for of_unit in found.values()
    )
    return [
        Total("units", "Đơn vị có định mức", "đơn vị",
              sum(any(m.quota for m in of_unit) for of_unit in found.values())),
        Total("required", "Số ngày theo định mức", "ngày", _sum(m.quota.days for m in asked if m.quota)),
        Total("direct", "Thủ trưởng trực tiếp tiếp", "ngày", _sum(m.held.direct for m in every)),
        Total("delegated", "Ủy quyền cho cấp phó", "ngày", _sum(m.held.delegated for m in every)),
        Total("ad_hoc", "Tiếp đột xuất", "ngày", _sum(m.held.ad_hoc for m in every)),
        Total("units_short", "Đơn vị có tháng chưa đủ ngày", "đơn vị", short),
        Total("held", "Buổi đã tổ chức", "buổi", known.sessions, "heads_days"),
        Total("not_held", "Buổi theo lịch không tổ chức", "buổi", _sum(map(len, known.missed.values()))),
        Total("visits", "Lượt tiếp tại các buổi đó", "lượt", _sum(r.visits for r in known.received.values())),
        Total("people", "Người được tiếp", "người", _sum(r.people for r in known.received.values())),
    ]  # fmt: skip


def _sum(numbers: Iterable[int]) -> int:
    return sum(numbers)


def accepts(period: Period) -> str:
    """A sentence against the period."""
    months = months_of(period.start, period.end)
    if not months:
        return "Kỳ báo cáo phải có ít nhất một tháng kết thúc trong kỳ, ví dụ 2026-T11 hoặc 2026-N."
    if len(months) > quotas.MOST_MONTHS:
        return "Kết quả tiếp của Thủ trưởng lập cho nhiều nhất mười hai tháng."
    return ""


SPEC = KindSpec(
    kind=ReportKind.HEADS_DAYS,
    label=ReportKind.HEADS_DAYS.label,
    accepts=accepts,
    figures=heads_days_figures,
    files=FILES,
    template=TEMPLATE,
    page=page,
    reads_whole=below.reads_whole,
    each_time=True,
)
