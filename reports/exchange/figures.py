"""Figures of a unit out of a file: from data they are taken as they are, from a workbook they are
laid out as the figures of every report are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from agencies.enums import Level
from agencies.models import Agency
from agencies.refusals import Refused
from agencies.vietnamese import fold
from law.forms import Form, Regime
from law.periods import Period, year_before
from reports.exchange.workbook import Book, Line
from reports.json_numbers import plain
from reports.live_tables import period_json, table_json, unit_json

SCHEMA = 1
_LEVELS = {fold(str(level.label)) for level in Level}


def figures_of_book(
    book: Book, *, agency: Agency, period: Period, regime: Regime, today: Any
) -> dict[str, Any]:
    """The tables of a workbook as frozen figures of `agency`. Raises Refused for foreign lines."""
    units = _units(agency)
    return {
        "schema": SCHEMA,
        "regime": regime.code,
        "period": period_json(period),
        "agency": {"code": agency.code, "name": agency.name},
        "as_of": min(period.end, today).isoformat(),
        "tables": [_table(form, book, period, agency, units) for form in regime.forms],
        "carried": {},
        "same_period_last_year": {"period": year_before(period).code, "totals": {}},
        "units": [],
    }


def _units(agency: Agency) -> dict[str, Agency]:
    """The unit and those below it, by folded name: a line of another one is no line of this report."""
    path = agency.path
    below = Agency.objects.filter(path__gte=path, path__lt=path[:-1] + "0").order_by("-path")
    found = {}
    for unit in below:
        found[fold(unit.name)] = unit
        found[fold(unit.short_name)] = unit
    return {**found, fold(agency.name): agency, fold(agency.short_name): agency}


def _table(
    form: Form, book: Book, period: Period, agency: Agency, units: dict[str, Agency]
) -> dict[str, Any]:
    rows = [
        _row(line, form, units, agency)
        for line in book.tables[form.code]
        if fold(line.name) not in _LEVELS
    ]
    if not any(row["agency"] == agency.code for row in rows):
        raise Refused(f"Biểu {form.code} không có dòng của {agency.name}.")
    total = book.totals.get(form.code) or _sums(form, rows)
    return table_json(form, period, rows, dict(total))


def _row(line: Line, form: Form, units: dict[str, Agency], agency: Agency) -> dict[str, Any]:
    unit = units.get(fold(line.name))
    if unit is None:
        raise Refused(
            f"Biểu {form.code}, ô {line.place} ghi “{line.name[:80]}”, không phải {agency.name} hay "
            "đơn vị trực thuộc."
        )
    return unit_json(unit, dict(line.values))


def _sums(form: Form, rows: list[dict[str, Any]]) -> dict[str, int | float]:
    total = {}
    for column in form.columns:
        key = str(column.number)
        added = sum((Decimal(str(row["values"][key])) for row in rows), Decimal(0))
        total[key] = plain(added)
    return total
