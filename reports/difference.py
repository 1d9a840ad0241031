"""Chênh lệch so với kỳ đã gửi: what the same report would say today, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reports.all_kinds import kind_of
from reports.files.spelling import figure
from reports.models import Report
from reports.steps import period_of


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs. `unit`: code, empty for the total."""

    table: str
    unit: str
    unit_name: str
    column: int
    heading: str
    frozen: Decimal
    live: Decimal

    @property
    def moved(self) -> str:
        """“+3”, “−1,5”."""
        by = self.live - self.frozen
        return f"+{figure(by)}" if by > 0 else f"−{figure(-by)}"

    @property
    def was(self) -> str:
        return figure(self.frozen)

    @property
    def now(self) -> str:
        return figure(self.live)


def difference(report: Report, today: date) -> list[Change]:
    """Every cell of the frozen tables that is another number today, in the order of the tables."""
    live = kind_of(report.kind).figures(agency=report.agency, period=period_of(report), today=today)
    counted = {table["code"]: table for table in live.get("tables", ())}
    return [
        change
        for table in report.figures.get("tables", ())
        if table["code"] in counted
        for change in _of_table(table, counted[table["code"]])
    ]


def _of_table(frozen: Mapping[str, Any], live: Mapping[str, Any]) -> Iterator[Change]:
    headings = {str(c["number"]): ", ".join(c["heading"]) for c in frozen["columns"]}
    today = {row["agency"]: row for row in live["rows"]}
    known = [row["agency"] for row in frozen["rows"]]
    for row in frozen["rows"]:
        now = today.get(row["agency"], {}).get("values", {})
        yield from _of_row(frozen["code"], headings, row, row["values"], now)
    for code, row in today.items():
        if code not in known:
            yield from _of_row(frozen["code"], headings, row, {}, row["values"])
    total = {"agency": "", "name": "Tổng số"}
    yield from _of_row(frozen["code"], headings, total, frozen["total"], live["total"])


def _of_row(
    table: str,
    headings: Mapping[str, str],
    row: Mapping[str, Any],
    was: Mapping[str, Any],
    now: Mapping[str, Any],
) -> Iterator[Change]:
    for column, heading in headings.items():
        left, right = _exact(was.get(column, 0)), _exact(now.get(column, 0))
        if left != right:
            yield Change(table, row["agency"], row["name"], int(column), heading, left, right)


def _exact(value: Any) -> Decimal:
    return Decimal(str(value))
