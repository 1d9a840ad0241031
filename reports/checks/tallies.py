"""Tallies of the overview against the rows they add up, for the days of a period (ADR 0009)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from agencies.models import Agency
from law.periods import Period
from reports import tally_reading
from reports.checks.cases import LIMIT, labels
from reports.checks.finding import Checked, Finding
from reports.figures import in_tree
from reports.overview_columns import UNIT_COLUMNS, Column, Sort
from reports.spans import Span

TABLE = "Cộng dồn của trang tổng quan"
FLOWS = tuple(column for column in UNIT_COLUMNS if column.sort is Sort.FLOW)
Counts = Mapping[Any, Mapping[str, int]]


def check_tallies(*, root: Agency, period: Period, today: date) -> Checked:
    """What was added up, by days and by whole months, equals its list, for every agency."""
    result = Checked()
    span = Span.of(period, today)
    tree = Agency.objects.filter(in_tree(root.path, "path"))
    by_day = [tally_reading.Stretch("", "d", period.start, period.end)]
    kept = (
        ("theo ngày", _counts(root, by_day)),
        ("theo tháng", _counts(root, tally_reading.days("", period.start, period.end))),
    )
    for column in FLOWS:
        rows = column.figure.rows(span).filter(agency__in=tree.values("pk"))
        for finding in _findings(column, rows, list(tree.order_by("path")), kept):
            result.compare(finding)
    return result


def _counts(root: Agency, stretches: Iterable[tally_reading.Stretch]) -> Counts:
    names = [column.name for column in FLOWS]
    found = tally_reading.tallies_of(path=root.path, level="", stretches=stretches, columns=names)
    return {key: parts[""] for key, parts in found.items()}


def _findings(
    column: Column,
    rows: Any,
    agencies: list[Agency],
    kept: tuple[tuple[str, Counts], ...],
) -> Iterator[Finding]:
    listed = column.figure.by_agency(rows)
    for agency in agencies:
        right = listed.get(agency.pk, 0)
        for how, counts in kept:
            left = counts.get(agency.pk, {}).get(column.name, 0)
            finding = Finding(
                table=TABLE,
                agency=agency.code,
                agency_name=agency.name,
                relation=f"{column.name} {how}",
                left=Decimal(left),
                right=Decimal(right),
                left_words=f"số cộng dồn {how} “{column.head}”",
                right_words="số đếm lại từ danh sách",
            )
            if left != right:
                finding = finding.naming(labels(rows.filter(agency=agency)[:LIMIT]))
            yield finding
