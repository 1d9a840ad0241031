"""Tallies of the overview against the rows they add up, for the days of a period (ADR 0009)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from agencies.models import Agency
from law.periods import Period
from reports.checks.cases import LIMIT, labels
from reports.checks.finding import Checked, Finding
from reports.overview import COLUMNS, FLOWS, HEADS, tallied
from reports.spans import Span

TABLE = "Cộng dồn của trang tổng quan"


def check_tallies(*, root: Agency, period: Period, today: date) -> Checked:
    """What was added up day by day equals its list, for every agency of the tree."""
    result = Checked()
    span = Span.of(period, today)
    tree = Agency.objects.filter(path__startswith=root.path)
    counts = tallied(tree, period, today)
    agencies = list(tree.order_by("path"))
    for place, column in enumerate(FLOWS):
        figure = COLUMNS[column]
        rows = figure.rows(span)
        listed = figure.by_agency(rows.filter(agency__in=tree.values("pk")))
        for agency in agencies:
            kept = counts[agency.pk][place] if agency.pk in counts else 0
            found = listed.get(agency.pk, 0)
            finding = Finding(
                table=TABLE,
                agency=agency.code,
                agency_name=agency.name,
                relation=f"{column} = {figure.name}",
                left=Decimal(kept),
                right=Decimal(found),
                left_words=f"số cộng dồn “{HEADS[column]}”",
                right_words="số đếm lại từ danh sách",
            )
            if kept != found:
                finding = finding.naming(labels(rows.filter(agency=agency)[:LIMIT]))
            result.compare(finding)
    return result
