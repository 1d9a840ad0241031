"""A world that adds up, with three reports, and 45 ways in which figures can be made to lie."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reports.actions.making import make_report
from reports.enums import ReportKind, ReportState
from reports.hashing import report_hash
from reports.models import Report
from tests.factories import NOW, Province
from tests.reports.builders import make_matter, make_visit
from tests.reports.tables_2025 import test_gqkn, test_gqtc, test_kqth, test_tcd, test_xld
from tests.reports.tables_2025.rows import activity

Values = dict[str, Any]
Broken = set[tuple[str, str]]


@dataclass(frozen=True)
class World:
    """`own`: the department's report of Q1, sent; `next`: its draft of Q2; `whole`: the draft of the
    inspectorate for Q1, which consolidates."""

    province: Province
    own: Report
    next: Report
    whole: Report


def build() -> World:
    province = Province()
    rows_of(province)
    own = made(province, "SKHCN", "2026-Q1")
    Report.objects.filter(pk=own.pk).update(
        state=ReportState.SENT, approved_at=NOW, approved_by=province.person("head", "SKHCN"),
        sent_at=NOW, sent_by=province.person("head", "SKHCN"), sent_to=province["TTT"],
    )  # fmt: skip
    own.refresh_from_db()
    return World(
        province, own, made(province, "SKHCN", "2026-Q2"), made(province, "TTT", "2026-Q1")
    )


def rows_of(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    m = {name: make_matter(agency) for name in (*test_tcd.MATTERS, "R", "S")}
    test_tcd.at_the_desk(province, m)
    test_tcd.by_the_head(province, m)
    test_tcd.by_a_delegate(province, m)
    for build_rows in (test_xld.build, test_gqkn.build, test_gqtc.build):
        build_rows(province)
    test_kqth.of_complaints(province)
    test_kqth.of_denunciations(province)
    activity(agency, by, "training", date(2026, 2, 1), classes=2, people=40)
    activity(agency, by, "inspection", date(2026, 2, 1), units=3)
    for _ in range(3):
        make_visit(province["XA"], by, date(2026, 2, 10))


def made(province: Province, part: str, period: str) -> Report:
    return make_report(
        kind=ReportKind.STATUTORY, agency=province[part], period=period,
        by=province.person("handler", part), now=NOW,
    )  # fmt: skip


def behind_the_back(sql: str, *values: Any) -> None:
    """Changes rows as the owner of the database could: no trigger, no action, no ledger."""
    table = sql.split()[1]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        assert cursor.rowcount
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


# --- figures of a report ---------------------------------------------------------------------------


def table_in(figures: dict[str, Any], code: str) -> dict[str, Any]:
    return next(table for table in figures["tables"] if table["code"] == code)


def row_in(figures: dict[str, Any], code: str) -> dict[str, Any]:
    rows = table_in(figures, code)["rows"]
    return next(row for row in rows if row["agency"] == "LS-SKHCN")


def moved(code: str, **by: int) -> Callable[[dict[str, Any]], None]:
    """Adds to cells of the department's row and to the total alike, so that sums still hold."""

    def plant(figures: dict[str, Any]) -> None:
        for values in (row_in(figures, code)["values"], table_in(figures, code)["total"]):
            for column, amount in by.items():
                values[column.removeprefix("c")] += amount

    return plant


def raised(code: str, low: int, high: int, more: int = 1) -> Callable[[dict[str, Any]], None]:
    """Sets column `low` above column `high`, in the row and in the total."""

    def plant(figures: dict[str, Any]) -> None:
        row, total = row_in(figures, code)["values"], table_in(figures, code)["total"]
        delta = row[str(high)] + more - row[str(low)]
        row[str(low)] += delta
        total[str(low)] += delta
        total[str(high)] = row[str(high)]  # the other units have nothing of it

    return plant


def altered(report: Report, plant: Callable[[dict[str, Any]], None], rehash: bool = True) -> Report:
    """A copy of the report with its figures changed, and its hash made to fit."""
    found = Report.objects.select_related("agency__oversees").get(pk=report.pk)
    found.figures = deepcopy(found.figures)
    plant(found.figures)
    if rehash:
        found.sha256 = report_hash(found)
    return found
