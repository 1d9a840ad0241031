"""Tallies of the overview against the rows they add up, for the days of a period (ADR 0009)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from agencies.models import Agency
from law.periods import Period
from reports.checks.cases import LIMIT, labels
from reports.checks.finding import Checked, Finding
from reports.models import Tally
from reports.overview import COLUMNS, FLOWS, HEADS, tallied
from reports.spans import Span

TABLE = "Cộng dồn của trang tổng quan"
Counts = Mapping[Any, tuple[int, ...]]


def check_tallies(*, root: Agency, period: Period, today: date) -> Checked:
    """What was added up, by days and by whole months, equals its list, for every agency."""
    result = Checked()
    span = Span.of(period, today)
    tree = Agency.objects.filter(path__startswith=root.path)
    kept = (("theo ngày", _by_day(tree, period)), ("theo tháng", tallied(tree, period, today)))
    for place, column in enumerate(FLOWS):
        rows = COLUMNS[column].rows(span).filter(agency__in=tree.values("pk"))
        for finding in _findings(column, place, rows, list(tree.order_by("path")), kept):
            result.compare(finding)
    return result


def _by_day(tree: QuerySet[Agency], period: Period) -> Counts:
    days = Tally.objects.filter(
        span="d", day__range=(period.start, period.end), agency__in=tree.values("pk")
    )
    sums = {f"n_{name}": Coalesce(Sum(name), 0) for name in FLOWS}
    found = days.values("agency_id").annotate(**sums)
    return {row["agency_id"]: tuple(row[f"n_{name}"] for name in FLOWS) for row in found}


def _findings(
    column: str,
    place: int,
    rows: Any,
    agencies: list[Agency],
    kept: tuple[tuple[str, Counts], ...],
) -> Iterator[Finding]:
    listed = COLUMNS[column].by_agency(rows)
    for agency in agencies:
        right = listed.get(agency.pk, 0)
        for how, counts in kept:
            left = counts[agency.pk][place] if agency.pk in counts else 0
            finding = Finding(
                table=TABLE,
                agency=agency.code,
                agency_name=agency.name,
                relation=f"{column} {how}",
                left=Decimal(left),
                right=Decimal(right),
                left_words=f"số cộng dồn {how} “{HEADS[column]}”",
                right_words="số đếm lại từ danh sách",
            )
            if left != right:
                finding = finding.naming(labels(rows.filter(agency=agency)[:LIMIT]))
            yield finding
