"""Báo cáo ngày: the figures of one day against the day before, and the incidents of that day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency
from complaints.enums import Secrecy
from law.dates import vn_date
from law.periods import Period, previous_period
from records.moment import one_moment
from reports.catalogue import WEEKLY
from reports.enums import ReportKind
from reports.kinds import KindSpec
from reports.lists.files import FILES
from reports.lists.listing import NUMBER, Cell, Group, Head, Listing, Total
from reports.lists.page import TEMPLATE, page
from reports.models import Incident
from reports.spans import Span

HEADS = (
    Head("Lúc", 24),
    Head("Địa điểm", 44),
    Head("Số người", 16, NUMBER),
    Head("Hoàn cảnh", 40),
    Head("Nội dung, yêu cầu", 56),
    Head("Đã làm", 46),
    Head("Cơ quan giải quyết", 40),
)


def daily_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Plain data to freeze: every figure of the day and of the day before."""
    span, before = Span.of(period, today), Span.of(previous_period(period), today)
    with one_moment():
        incidents = [_row(incident) for incident in _incidents(agency, span)]
        totals = [
            Total(
                figure.name,
                figure.label,
                figure.unit,
                figure.value(figure.of(agency, span)),
                figure.name,
                figure.value(figure.of(agency, before)),
            )
            for figure in WEEKLY
        ]
    listing = Listing(
        title="Tình hình tiếp công dân, xử lý đơn trong ngày",
        as_of=span.as_of,
        note=(
            f"Số liệu ngày {vn_date(span.start)}, so với ngày {vn_date(before.start)}; số tồn, quá hạn "
            f"tính đến đầu ngày {vn_date(span.as_of)}."
        ),
        heads=HEADS,
        groups=[Group("Báo cáo đột xuất trong ngày", incidents, len(incidents))]
        if incidents
        else [],
        totals=totals,
        count=len(incidents),
    )
    return listing.frozen()


def _incidents(agency: Agency, span: Span) -> list[Incident]:
    """Of the day; one about a matter that is not open is left out, as in the quick report."""
    inside = Q(happened_at__gte=span.starts_at, happened_at__lt=span.ends_before)
    harmless = Q(matter__isnull=True) | Q(matter__secrecy=Secrecy.OPEN)
    found = Incident.objects.unscoped("figures of one agency, open matters alone").filter(
        inside, harmless, agency=agency
    )
    return list(found.order_by("happened_at", "pk"))


def _row(incident: Incident) -> list[Cell]:
    at = timezone.localtime(incident.happened_at)
    return [
        f"{at:%H:%M}",
        incident.place,
        incident.head_count,
        incident.get_cause_display(),
        incident.demand,
        f"{incident.get_calmed_display()}. {incident.handled}",
        incident.in_charge,
    ]


def accepts(period: Period) -> str:
    """A sentence against the period."""
    if period.start != period.end:
        return "Báo cáo ngày lập cho một ngày; hãy ghi kỳ dạng 2026-11-18..2026-11-18."
    return ""


SPEC = KindSpec(
    kind=ReportKind.DAILY,
    label=ReportKind.DAILY.label,
    accepts=accepts,
    figures=daily_figures,
    files=FILES,
    template=TEMPLATE,
    page=page,
    each_time=True,
)
