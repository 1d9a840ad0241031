"""Statutory tables over live data: units in rows, measures in columns, subtotals, a total.

Every table of a moment is counted by one grouped statement for each source of rows, whatever the
number of units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from agencies.enums import Level
from agencies.models import Agency, Succession
from law.forms import Column, Form
from law.periods import Period
from reports.cells import Cell, tree
from reports.due_days import root_of
from reports.json_numbers import plain
from reports.measures import Number, figure_of, figures_of
from reports.measures.measure import ByAgency, Source, whose
from reports.measures.opening import openings_of
from reports.spans import Span

Values = Mapping[int, Number]
_LEVELS = {level.value: place for place, level in enumerate(Level)}
# Units of an office keep no register of their own as a rule; those that do have figures.
_ONLY_WITH_FIGURES = (Level.UNIT, Level.PARTY)
_FEW = 200


@dataclass(frozen=True)
class TableRow:
    """One unit: its figures by column, and who continues its work when it ended in the period."""

    agency: Agency
    values: Values
    successors: tuple[str, ...] = ()

    @property
    def has_figures(self) -> bool:
        return any(self.values.values())


@dataclass(frozen=True)
class LevelRows:
    """The rows of one level and their subtotal."""

    level: str
    label: str
    rows: tuple[TableRow, ...]
    subtotal: Values


@dataclass(frozen=True)
class Table:
    """One table of one agency and period. `apart`: vertical bodies, shown and never summed."""

    form: Form
    agency: Agency
    root: Agency
    period: Period
    today: date
    rows: tuple[TableRow, ...]
    apart: tuple[TableRow, ...]

    @cached_property
    def total(self) -> Values:
        return _sums(self.form, self.rows)

    @property
    def levels(self) -> Iterator[LevelRows]:
        """Rows by level, in the order of the table."""
        for level in dict.fromkeys(row.agency.level for row in self.rows):
            rows = tuple(row for row in self.rows if row.agency.level == level)
            yield LevelRows(level, Level(level).label, rows, _sums(self.form, rows))

    def cell(self, column: Column, agency: Agency | None, level: str = "") -> Cell:
        """The filter behind one number."""
        return Cell(self.form, column, self.period, agency, self.root, self.today, level)

    def as_json(self) -> dict[str, Any]:
        """The object that `manage.py statutory_table` prints."""
        rows = [_row_json(row) for row in self.rows]
        table = table_json(self.form, self.period, rows, values_json(self.total))
        if self.apart:
            table["apart"] = [_row_json(row) for row in self.apart]
        return table


def table_of(
    form: Form,
    *,
    agency: Agency,
    period: Period,
    today: date,
    only: QuerySet[Agency] | None = None,
) -> Table:
    """One table, live; `only`: the units that a reader may see."""
    (table,) = tables_of((form,), agency=agency, period=period, today=today, only=only)
    return table


def tables_of(
    forms: Sequence[Form],
    *,
    agency: Agency,
    period: Period,
    today: date,
    only: QuerySet[Agency] | None = None,
) -> list[Table]:
    """Tables of one agency and period with all below it, each source counted once for all of them."""
    root, span = root_of(agency), Span.of(period, today)
    within = Agency.objects.all() if only is None else only
    units = {unit.pk: unit for unit in within.filter(tree(root.path, "path"))}
    names = list(dict.fromkeys(name for form in forms for name in form.measures))
    figures = _figures(names, root, units, span)
    apart = [u.path for u in units.values() if u.is_vertical and u.pk != root.pk]
    ended = _successors(units, period)
    made = []
    for form in forms:
        rows = [
            TableRow(unit, _values(form, figures, pk), ended.get(pk, ()))
            for pk, unit in units.items()
        ]
        shown = sorted((row for row in rows if _is_shown(row, root, period)), key=_order)
        made.append(
            Table(
                form, agency, root, period, today,
                rows=tuple(row for row in shown if not _is_apart(row, apart)),
                apart=tuple(row for row in shown if _is_apart(row, apart)),
            )
        )  # fmt: skip
    return made


def _figures(
    names: list[str], root: Agency, units: Mapping[UUID, Agency], span: Span
) -> dict[str, ByAgency]:
    """Every measure of every unit; of few units by their keys, which the indexes begin with."""
    few = list(units) if len(units) <= _FEW else None
    within = whose(few) if few is not None else _below(root)
    found = figures_of((figure_of(name) for name in names), span, within)
    mine = Q(agency__in=few) if few is not None else tree(root.path)
    for name, added in openings_of(names, span, mine).items():
        for pk, amount in added.items():
            found[name][pk] = found[name].get(pk, 0) + amount
    return found


def _below(root: Agency) -> Callable[[Source], Q]:
    return lambda source: tree(root.path, source.scope)


def _values(form: Form, figures: Mapping[str, ByAgency], pk: UUID) -> Values:
    return {column.number: figures.get(column.measure, {}).get(pk, 0) for column in form.columns}


def _is_shown(row: TableRow, root: Agency, period: Period) -> bool:
    """Units that existed in the period, and whoever has a figure."""
    unit = row.agency
    existed = unit.valid_from <= period.end and (
        unit.valid_to is None or unit.valid_to >= period.start
    )
    keeps = unit.level not in _ONLY_WITH_FIGURES or unit.pk == root.pk
    return row.has_figures or (existed and keeps)


def _is_apart(row: TableRow, apart: list[str]) -> bool:
    return any(row.agency.path.startswith(path) for path in apart)


def _order(row: TableRow) -> tuple[int, str, str]:
    return _LEVELS[row.agency.level], row.agency.sort_key, row.agency.code


def _successors(units: Mapping[UUID, Agency], period: Period) -> dict[UUID, tuple[str, ...]]:
    """Who continues the work of units that ended in the period."""
    ended = [
        pk for pk, u in units.items() if u.valid_to and period.start <= u.valid_to <= period.end
    ]
    if not ended:
        return {}
    found: dict[UUID, tuple[str, ...]] = {}
    named = Succession.objects.filter(predecessor__in=ended).order_by("successor__sort_key")
    for pk, name in named.values_list("predecessor", "successor__name"):
        found[pk] = (*found.get(pk, ()), name)
    return found


def _sums(form: Form, rows: Sequence[TableRow]) -> Values:
    return {c.number: sum(row.values[c.number] for row in rows) for c in form.columns}


def _row_json(row: TableRow) -> dict[str, Any]:
    return unit_json(row.agency, values_json(row.values))


def table_json(
    form: Form, period: Period, rows: list[dict[str, Any]], total: dict[str, Any]
) -> dict[str, Any]:
    """One table as it is frozen, sent and exchanged (so-lieu.schema.json)."""
    return {
        "code": form.code,
        "regime": form.regime,
        "layout_from": form.layout_from or form.regime,
        "note": form.note,
        "period": period_json(period),
        "columns": [{"number": c.number, "heading": list(c.heading)} for c in form.columns],
        "rows": rows,
        "total": total,
    }


def unit_json(agency: Agency, values: dict[str, Any]) -> dict[str, Any]:
    """The row of one unit in such a table."""
    return {"agency": agency.code, "name": agency.name, "level": agency.level, "values": values}


def period_json(period: Period) -> dict[str, str]:
    return {
        "code": period.code,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
    }


def values_json(values: Values) -> dict[str, int | float]:
    """Numbers of JSON: whole ones as int, money and land with at most two decimals."""
    return {str(number): plain(value) for number, value in values.items()}
