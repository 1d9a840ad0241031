"""Properties of the tables: whatever the rows, relations that hold are kept, a cell is its list."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import eq, ge, le

import pytest

from law.forms import Form, Regime
from law.measures import shipped_measures
from law.periods import parse_period
from law.shipped import shipped_forms
from reports.live_tables import Table
from reports.measures import MeasureOf, implemented
from reports.measures.opening import CARRIED, OPENINGS
from reports.tables import statutory_figures, tables_of
from tests.factories import Province
from tests.reports.random_cases import RandomYear

TODAY = date(2026, 11, 18)
PERIODS = ("2026-Q1", "2026-6T")
COMPARE = {"=": eq, ">=": ge, "<=": le}


def test_the_vocabulary_is_what_is_implemented():
    assert set(shipped_measures()) == set(implemented())
    assert set(OPENINGS) | set(CARRIED) <= set(implemented())
    for name, measure in implemented().items():
        assert shipped_measures()[name].is_fraction == (measure.scale is not None), name


def test_every_counted_column_has_a_measure():
    for regime in shipped_forms():
        for form in regime.forms:
            unknown = {c.measure for c in form.columns if c.is_counted} - set(implemented())
            assert not unknown, form.code


def relations_of(regime: Regime):
    for form in regime.forms:
        yield from form.relations
    yield from regime.relations


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 7])
def test_random_rows_break_no_relation_and_a_cell_is_its_list(seed):
    """Each measure once, of whichever column comes first; the other seed takes the relations again."""
    province = Province()
    RandomYear(province, seed)
    period = parse_period(PERIODS[seed % 2])
    listed: set[str] = set()
    for regime in shipped_forms():
        tables = tables_of(regime.forms, agency=province["TTT"], period=period, today=TODAY)
        assert any(any(table.total.values()) for table in tables)
        _relations_hold(regime, tables)
        for table in tables if seed == 1 else ():
            _cells_are_their_lists(table, listed)


def _relations_hold(regime: Regime, tables: list[Table]) -> None:
    """Of every unit and of the total; inferred bounds warn in life and are left out here."""
    totals = {table.form.code: table.total for table in tables}
    rows = [totals] + [
        {t.form.code: row.values for t in tables for row in t.rows if row.agency == unit.agency}
        for unit in tables[0].rows
    ]
    checked = 0
    for relation in relations_of(regime):
        if not relation.forced:
            continue
        for values in rows:
            if not {term.code for term in relation.terms} <= set(values):
                continue
            left = sum(values[t.code][t.column] for t in relation.left)
            right = sum(values[t.code][t.column] for t in relation.right)
            assert COMPARE[relation.op](left, right), (regime.code, relation, left, right)
            checked += 1
    assert checked


def _cells_are_their_lists(table: Table, listed: set[str]) -> None:
    """The rows of the list, counted here without SQL, give the number in the table."""
    for column in table.form.columns:
        if not column.is_counted or column.measure in listed:
            continue
        listed.add(column.measure)
        cell = table.cell(column, None)
        found = _by_hand(cell.measure, list(cell.rows()))
        shown = {row.agency.pk: row.values[column.number] for row in table.rows}
        assert {pk: n for pk, n in shown.items() if n} == found, (table.form.code, column.number)
        assert table.total[column.number] == sum(found.values())


def _by_hand(measure, rows) -> dict:
    """What a person would count in the list, unit by unit."""
    piles = defaultdict(list)
    for row in rows:
        owner = row
        for part in measure.source.prefix.split("__")[:-1]:
            owner = getattr(owner, part)
        piles[owner.agency_id].append(row)
    counted = {pk: _figure(measure, pile) for pk, pile in piles.items()}
    return {pk: number for pk, number in counted.items() if number}


def _figure(measure, pile):
    if not isinstance(measure, MeasureOf):
        return len({row.matter_id for row in pile})
    if measure.distinct:
        name = "matter_id" if measure.distinct == "matter" else measure.distinct
        return len({getattr(row, name) for row in pile})
    if not measure.adds:
        return len(pile)
    total = sum(getattr(row, measure.adds) for row in pile)
    if measure.scale is None:
        return int(total)
    return (Decimal(total) / measure.scale).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.django_db
def test_what_came_over_is_what_the_period_before_left():
    province = Province()
    RandomYear(province, 3)
    before, after = (
        statutory_figures(agency=province["SKHCN"], period=parse_period(code), today=TODAY)
        for code in ("2026-Q1", "2026-Q2")
    )
    totals = {table["code"]: table["total"] for table in before["tables"]}
    assert after["carried"]["02/XLD.1"] == totals["02/XLD"]["1"] - totals["02/XLD"]["2"]
    assert after["carried"]["05/KQTH.1"] == totals["05/KQTH"]["1"] - totals["05/KQTH"]["2"]
    assert after["carried"]["05/KQTH.16"] == totals["05/KQTH"]["16"] - totals["05/KQTH"]["17"]
    assert after["carried"]["06/QLKNTC.6"] == totals["06/QLKNTC"]["6"] - totals["06/QLKNTC"]["8"]


def test_forms_name_no_relation_of_a_column_that_is_not_there():
    for regime in shipped_forms():
        known = {form.code: {c.number for c in form.columns} for form in regime.forms}
        for relation in relations_of(regime):
            assert all(term.column in known[term.code] for term in relation.terms), relation
    assert isinstance(shipped_forms().form("01/TCD", regime="TT06-2025"), Form)
