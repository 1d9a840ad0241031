"""Tình hình điểm nóng: flags on matters open on the morning after the period, and those it closed.

A flag belongs to a matter, never to a person; head-counts only (design.md section 2).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency
from complaints.enums import HotLevel, HotState, Secrecy
from complaints.models import HotSpot
from law.dates import vn_date
from law.periods import Period
from records.moment import one_moment
from reports.catalogue import open_hotspots
from reports.enums import ReportKind
from reports.kinds import KindSpec
from reports.lists import below
from reports.lists.files import FILES
from reports.lists.listing import DAY, NUMBER, Cell, Group, Head, Listing, Total
from reports.lists.overdue import accepts
from reports.lists.page import TEMPLATE, page
from reports.spans import Span
from reports.weekly import duty_name

SEALED_TITLE = "Vụ việc được giữ kín danh tính"
HEADS = (
    Head("Vụ việc", 62),
    Head("Địa bàn", 30),
    Head("Số người", 14, NUMBER),
    Head("Mức theo dõi", 22),
    Head("Tình trạng", 26),
    Head("Từ ngày", 23, DAY),
    Head("Lý do, biện pháp, kết quả", 56),
    Head("Việc kế tiếp, hạn", 36),
)


def hotspot_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Plain data to freeze."""
    span = Span.of(period, today)
    with one_moment():
        spots = _spots(agency, span)
        opened = set(open_hotspots(span).filter(below.rows_below(agency)).values_list("pk"))
        groups = _groups(agency, spots)
    is_open = [spot for spot in spots if (spot.pk,) in opened]
    listing = Listing(
        title="Tình hình điểm nóng",
        as_of=span.as_of,
        note=(
            f"Vụ việc đang theo dõi đến đầu ngày {vn_date(span.as_of)} và vụ việc kết thúc theo dõi "
            f"{period.span}. Cờ theo dõi gắn với vụ việc, không gắn với người."
        ),
        heads=HEADS,
        groups=groups,
        totals=_totals(spots, is_open, span),
        count=len(spots),
    )
    return listing.frozen()


def _spots(agency: Agency, span: Span) -> list[HotSpot]:
    closed = Q(closed_at__gte=span.starts_at, closed_at__lt=span.ends_before)
    ids = open_hotspots(span).values("pk")
    found = HotSpot.objects.counted().filter(Q(pk__in=ids) | closed, below.rows_below(agency))
    return list(found.select_related("matter").order_by("raised_at", "pk"))


def _groups(agency: Agency, spots: list[HotSpot]) -> list[Group]:
    by_unit: dict[UUID, list[HotSpot]] = defaultdict(list)
    for spot in spots:
        by_unit[spot.agency_id].append(spot)
    return [
        Group(
            title=unit.name,
            rows=[_row(spot) for spot in by_unit[unit.pk]],
            count=len(by_unit[unit.pk]),
            agency=str(unit.pk),
            path=unit.path,
            note=f"{len(by_unit[unit.pk])} vụ việc",
        )
        for unit in below.units(agency)
        if unit.pk in by_unit
    ]


def _row(spot: HotSpot) -> list[Cell]:
    matter, sealed = spot.matter, spot.secrecy != Secrecy.OPEN
    since = timezone.localdate(spot.raised_at).isoformat()
    watched = [spot.get_level_display(), spot.get_state_display(), since]
    if sealed:
        return [SEALED_TITLE, "", matter.people_count, *watched, "", ""]
    told = [spot.raised_note, spot.decision_note, spot.result]
    next_duty = ""
    if matter.next_due_on:
        next_duty = f"{duty_name(matter.next_duty)}: {vn_date(matter.next_due_on)}"
    measures = "; ".join(dict.fromkeys(part.strip().rstrip(".") for part in told if part.strip()))
    return [matter.title, matter.locality, matter.people_count, *watched, measures, next_duty]


def _totals(spots: list[HotSpot], is_open: list[HotSpot], span: Span) -> list[Total]:
    levels = [
        Total(
            f"level_{level.value}",
            f"Mức “{level.label.lower()}”",
            "vụ việc",
            sum(spot.level == level for spot in is_open),
        )
        for level in HotLevel
    ]
    waiting = sum(spot.state == HotState.PROPOSED for spot in is_open)
    closed = sum(
        spot.closed_at is not None and span.starts_at <= spot.closed_at < span.ends_before
        for spot in spots
    )
    people = sum(spot.matter.people_count for spot in is_open)
    return [
        Total("hot_open", "Vụ việc đang theo dõi", "vụ việc", len(is_open), "hot_open"),
        *levels,
        Total("hot_waiting", "Chờ Thủ trưởng xác nhận", "vụ việc", waiting),
        Total("hot_people", "Số người liên quan của các vụ việc đang theo dõi", "người", people),
        Total("hot_closed", "Kết thúc theo dõi trong kỳ", "vụ việc", closed, "hot_closed"),
    ]


SPEC = KindSpec(
    kind=ReportKind.HOTSPOTS,
    label=ReportKind.HOTSPOTS.label,
    accepts=accepts,
    figures=hotspot_figures,
    files=FILES,
    template=TEMPLATE,
    page=page,
    reads_whole=below.reads_whole,
    each_time=True,
)
