"""The live tables: every cell against its list, every relation, every copy that figures rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from agencies import law_in_force
from agencies.models import Agency
from law.forms import Column, Form, Regime
from law.periods import Period
from reports.cells import tree
from reports.checks.copies import check_copies
from reports.checks.finding import Checked, Finding
from reports.checks.naming import Naming
from reports.checks.reading import heading, summed_lines
from reports.checks.reception import check_reception
from reports.checks.relations import check_relations
from reports.checks.sums import check_sums
from reports.checks.tallies import check_tallies
from reports.due_days import root_of
from reports.measures import figure_of
from reports.measures.opening import openings_of
from reports.tables import tables_of


def check_live(*, agency: Agency, period: Period, today: date) -> Checked:
    """What is counted now for a period, consolidated over the units below."""
    regime = law_in_force.in_force().forms.regime_on(period.end)
    root = root_of(agency)
    naming = Naming(regime=regime, period=period, root=root, today=today)
    live = tables_of(regime.forms, agency=agency, period=period, today=today)
    tables = {table.form.code: table.as_json() for table in live}
    result = Checked()
    for form in regime.forms:
        for finding in _cells(form, tables[form.code], naming):
            result.compare(finding)
    figures = {
        "regime": regime.code,
        "agency": {"code": agency.code, "name": agency.name},
        "tables": list(tables.values()),
    }
    result.add(_relations(figures, regime, naming))
    result.add(check_copies(agency=agency, root=root, period=period, today=today))
    result.add(check_tallies(root=root, period=period, today=today))
    return result


def _relations(figures: Mapping[str, Any], regime: Regime, naming: Naming) -> Checked:
    """The relations of the forms over what is counted now; a failure names its cases."""
    result = Checked()
    for check in (check_relations, check_reception, check_sums):
        result.add(check(figures, regime))
    result.findings = [naming.name(finding) for finding in result.findings]
    return result


def _cells(form: Form, table: Mapping[str, Any], naming: Naming) -> Iterator[Finding]:
    """Each cell of the table beside its measure over the list that it opens."""
    keys = dict(Agency.objects.filter(tree(naming.root.path, "path")).values_list("code", "pk"))
    opened = openings_of(list(form.measures), naming.span, tree(naming.root.path))
    for column in form.columns:
        if not column.is_counted:
            continue
        listed = _listed(form, column, naming)
        declared = opened.get(column.measure, {})
        for line in summed_lines(table):
            key = keys[line.agency]
            right = listed.get(key, 0) + declared.get(key, 0)
            finding = Finding(
                table=form.code,
                agency=line.agency,
                agency_name=line.name,
                relation=f"cột {column.number} = danh sách",
                left=line.at(column.number),
                right=Decimal(str(right)),
                left_words=heading(form, column.number),
                right_words="số tính từ danh sách",
                columns=((form.code, column.number),),
            )
            yield finding if finding.left == finding.right else naming.name(finding)


def _listed(form: Form, column: Column, naming: Naming) -> Mapping[Any, Any]:
    """The measure of every unit over the list behind the column; one statement."""
    cell = naming.cell(form, column, agency=None)
    return figure_of(column.measure).by_agency(cell.rows())
