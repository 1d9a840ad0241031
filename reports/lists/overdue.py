"""Danh sách vụ việc quá hạn: each matter late on the morning after the period, by unit below.

The oldest duty of the office stands for the matter (`catalogue.overdue_clocks`). A sealed one shows
neither number nor content; one with excluded persons is not counted (ADR 0008).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from agencies.models import Agency
from complaints.enums import Secrecy, WaitsFor
from complaints.models import Clock, ProceedingEvent
from law.dates import vn_date
from law.periods import Period
from records.moment import one_moment
from records.wording import number_plain
from reports.catalogue import overdue_clocks
from reports.enums import ReportKind
from reports.kinds import KindSpec
from reports.lists import below
from reports.lists.files import FILES
from reports.lists.listing import (
    CAP,
    DAY,
    NUMBER,
    SEALED_NUMBER,
    SEALED_TEXT,
    Cell,
    Group,
    Head,
    Listing,
    Total,
)
from reports.lists.page import TEMPLATE, page
from reports.spans import Span
from reports.weekly import duty_name

LONGEST = timedelta(days=366)
HEADS = (
    Head("Số đơn", 20),
    Head("Nội dung vụ việc", 78),
    Head("Việc phải làm theo quy định", 56),
    Head("Hạn", 23, DAY),
    Head("Số ngày quá hạn", 16, NUMBER),
    Head("Người, bộ phận đang giữ", 34),
    Head("Lý do đã ghi", 42),
)
_BANDS = (("1_10", 1, 10), ("11_30", 11, 30), ("31_90", 31, 90), ("91", 91, 100_000))


def overdue_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Plain data to freeze."""
    span = Span.of(period, today)
    with one_moment():
        clocks = _oldest(agency, span)
        reasons = _reasons(clocks)
        groups = _groups(agency, span, clocks, reasons)
    listing = Listing(
        title="Danh sách vụ việc quá hạn",
        as_of=span.as_of,
        note=(
            f"Vụ việc có việc phải làm theo luật đã quá hạn, tính đến đầu ngày {vn_date(span.as_of)}; "
            "mỗi vụ việc ghi việc quá hạn lâu nhất. Vụ việc hạn chế người biết không có trong danh "
            "sách."
        ),
        heads=HEADS,
        groups=groups,
        totals=_totals(clocks, groups, span),
        count=len(clocks),
    )
    return listing.frozen()


def _oldest(agency: Agency, span: Span) -> list[Clock]:
    """The oldest overdue duty of each matter in each unit, the latest first."""
    overdue = overdue_clocks(span).filter(below.rows_below(agency))
    ids = (
        overdue.order_by("agency_id", "matter_id", "due_on", "pk")
        .distinct("agency_id", "matter_id")
        .values("pk")
    )
    found = (
        Clock.objects.unscoped("rows of a counted list")
        .filter(pk__in=ids)
        .select_related("matter", "petition__holder")
    )
    return list(
        found.only(
            "agency_id", "secrecy", "rule_code", "due_on", "matter__title", "petition__number",
            "petition__year", "petition__summary", "petition__waits_for",
            "petition__holder__full_name",
        ).order_by("due_on", "pk")
    )  # fmt: skip


def _reasons(clocks: Iterable[Clock]) -> dict[UUID, str]:
    """What was recorded last about a late step, by petition; sealed ones are left out."""
    wanted = [one.petition_id for one in clocks if one.petition_id and not one.secrecy]
    told = (
        ProceedingEvent.objects.unscoped("petitions of a counted list")
        .filter(petition__in=wanted[:CAP])
        .exclude(late_reason="")
    )
    rows = told.order_by("entered_at").values_list("petition_id", "late_reason")
    return dict(rows)


def _groups(
    agency: Agency, span: Span, clocks: list[Clock], reasons: dict[UUID, str]
) -> list[Group]:
    by_unit: dict[UUID, list[Clock]] = defaultdict(list)
    for clock in clocks:
        by_unit[clock.agency_id].append(clock)
    return [
        Group(
            title=unit.name,
            rows=[_row(clock, span, reasons) for clock in by_unit[unit.pk]],
            count=len(by_unit[unit.pk]),
            agency=str(unit.pk),
            path=unit.path,
            note=f"{number_plain(len(by_unit[unit.pk]))} vụ việc",
        )
        for unit in below.units(agency)
        if unit.pk in by_unit
    ]


def _row(clock: Clock, span: Span, reasons: dict[UUID, str]) -> list[Cell]:
    petition, sealed = clock.petition, clock.secrecy != Secrecy.OPEN
    late = (span.as_of - clock.due_on).days
    duty = [duty_name(clock.rule_code), clock.due_on.isoformat(), late]
    if sealed:
        return [SEALED_NUMBER, SEALED_TEXT, *duty, "", ""]
    if petition is None:
        return ["Chưa có đơn", clock.matter.title, *duty, "Chưa phân công", ""]
    holder = petition.holder.full_name if petition.holder else "Chưa phân công"
    waits = "" if petition.waits_for == WaitsFor.AGENCY else petition.get_waits_for_display()
    reason = reasons.get(petition.pk) or waits
    return [petition.register_number, petition.summary, *duty, holder, reason]


def _totals(clocks: list[Clock], groups: list[Group], span: Span) -> list[Total]:
    late = [(span.as_of - clock.due_on).days for clock in clocks]
    bands = [
        Total(
            f"late_{name}",
            f"Quá hạn từ {first} đến {last} ngày" if last < 1000 else "Quá hạn trên 90 ngày",
            "vụ việc",
            sum(first <= days <= last for days in late),
        )
        for name, first, last in _BANDS
    ]
    return [
        Total("overdue", "Vụ việc quá hạn", "vụ việc", len(clocks), "overdue"),
        *bands,
        Total("sealed", "Trong đó vụ việc giữ kín", "vụ việc", sum(c.secrecy > 0 for c in clocks)),
        Total("units", "Đơn vị có vụ việc quá hạn", "đơn vị", len(groups)),
    ]


def accepts(period: Period) -> str:
    """A sentence against the period."""
    if period.end - period.start > LONGEST:
        return "Danh sách vụ việc quá hạn lập cho kỳ dài nhất một năm."
    return ""


SPEC = KindSpec(
    kind=ReportKind.OVERDUE,
    label=ReportKind.OVERDUE.label,
    accepts=accepts,
    figures=overdue_figures,
    files=FILES,
    template=TEMPLATE,
    page=page,
    reads_whole=below.reads_whole,
    each_time=True,
)
