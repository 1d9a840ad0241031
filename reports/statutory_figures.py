"""The figures of a periodic report, as they are frozen: every table of the regime in force at the end
of the period, what came over, the same period a year before, and where each unit's row is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from agencies import law_in_force
from agencies.models import Agency
from law.forms import Form
from law.periods import Period, year_before
from records.moment import one_moment
from reports.consolidation import own_row, sent_reports
from reports.enums import ReportOrigin
from reports.json_numbers import plain
from reports.live_tables import Table, tables_of, values_json
from reports.measures import figure_of, figures_of
from reports.measures.measure import whose
from reports.measures.opening import CARRIED, openings_of
from reports.models import Report
from reports.spans import Span

SCHEMA = 1
LIVE, SENT, IMPORTED = "live", "sent", "imported"
Sent = Mapping[UUID, Report]


def statutory_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Plain data of one moment; the row of a unit that sent its report is the row that it sent."""
    regime = law_in_force.in_force().forms.regime_on(period.end)
    asked = {"agency": agency, "today": today}
    with one_moment():
        tables = tables_of(regime.forms, period=period, **asked)
        before = year_before(period)
        last_year = tables_of(regime.forms, period=before, **asked)
        sent = sent_reports(agency=agency, period=period)
        return {
            "schema": SCHEMA,
            "regime": regime.code,
            "period": tables[0].as_json()["period"],
            "agency": {"code": agency.code, "name": agency.name},
            "as_of": Span.of(period, today).as_of.isoformat(),
            "tables": [_consolidated(table, sent) for table in tables],
            "carried": _carried(tables[0], regime.forms),
            "same_period_last_year": {
                "period": before.code,
                "totals": {table.form.code: values_json(table.total) for table in last_year},
            },
            "units": _units(tables, agency, sent),
        }


def _consolidated(table: Table, sent: Sent) -> dict[str, Any]:
    """The table with the rows as sent, and the total of these rows."""
    data = table.as_json()
    for row, live in zip(data["rows"], table.rows, strict=True):
        report = sent.get(live.agency.pk)
        values = own_row(report, table.form.code) if report else None
        if values is not None and set(values) == set(row["values"]):
            row["values"] = dict(values)
    data["total"] = {
        str(column.number): _added(row["values"][str(column.number)] for row in data["rows"])
        for column in table.form.columns
    }
    return data


def _added(values: Iterable[int | float]) -> int | float:
    return plain(sum((Decimal(str(value)) for value in values), Decimal(0)))


def _carried(table: Table, forms: Iterable[Form]) -> dict[str, int | float]:
    """What came over from the period before, by table and column: “02/XLD.1”."""
    span = Span.of(table.period, table.today)
    wanted = {
        f"{form.code}.{column.number}": CARRIED[column.measure]
        for form in forms
        for column in form.columns
        if column.measure in CARRIED and column.measure not in CARRIED.values()
    }
    units = [row.agency.pk for row in table.rows]
    names = list(dict.fromkeys(wanted.values()))
    found = figures_of((figure_of(name) for name in names), span, whose(units))
    added = openings_of(names, span, Q(agency__in=units))
    totals = {name: sum(found[name].values()) + sum(added.get(name, {}).values()) for name in names}
    return {place: plain(totals[name]) for place, name in wanted.items()}


def _units(tables: list[Table], agency: Agency, sent: Sent) -> list[dict[str, Any]]:
    """Each unit below, and whether its row is as sent or counted now."""
    units = {row.agency.pk: row.agency for table in tables for row in table.rows}
    for own in (agency, tables[0].root):
        units.pop(own.pk, None)
    return [_unit(unit, sent.get(pk)) for pk, unit in units.items()]


def _unit(unit: Agency, report: Report | None) -> dict[str, Any]:
    source = LIVE
    if report is not None:
        source = IMPORTED if report.origin == ReportOrigin.IMPORTED else SENT
    return {
        "code": unit.code,
        "name": unit.name,
        "sent": report is not None,
        "source": source,
        "report": str(report.pk) if report else None,
        "version": report.version if report else None,
    }
