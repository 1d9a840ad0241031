"""Relations of the forms over frozen figures: within a table, between tables, bounds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from law.forms import Form, Regime, Relation, Term
from reports.checks.finding import Checked, Finding
from reports.checks.reading import (
    NOTHING,
    Line,
    lines_of,
    lines_to_hold,
    tables_of,
    total_of,
    words_of,
)

Lines = Mapping[str, Line]


def check_relations(figures: Mapping[str, Any], regime: Regime) -> Checked:
    """Every relation over every row, and those between tables over each unit."""
    result = Checked()
    forms = {form.code: form for form in regime.forms}
    tables = {code: table for code, table in tables_of(figures).items() if code in forms}
    for code, table in tables.items():
        for line in lines_to_hold(table, figures):
            for relation in forms[code].relations:
                _hold(result, relation, {code: line}, forms)
    for relation in regime.relations:
        for lines in _between(relation, figures, tables):
            _hold(result, relation, lines, forms)
    return result


def _between(
    relation: Relation, figures: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]
) -> Iterator[Lines]:
    """The rows of each unit that has one in every table named."""
    named = {term.code for term in relation.terms}
    if not named <= set(tables):
        return
    rows = {code: {line.agency: line for line in lines_of(tables[code])} for code in named}
    for agency in rows[relation.left[0].code]:
        if all(agency in rows[code] for code in named):
            yield {code: rows[code][agency] for code in named}
    if any(len(lines_to_hold(tables[code], figures)) > len(rows[code]) for code in named):
        yield {code: total_of(tables[code], figures) for code in named}


def _hold(result: Checked, relation: Relation, lines: Lines, forms: Mapping[str, Form]) -> None:
    """Counts the relation over these rows; a finding where it does not hold."""
    left, right = _side(relation.left, lines), _side(relation.right, lines)
    if result.passes(left, relation.op, right):
        return
    home = relation.left[0].code
    result.findings.append(
        Finding(
            table=home,
            agency=lines[home].agency,
            agency_name=lines[home].name,
            relation=relation.name,
            op=relation.op,
            left=left,
            right=right,
            holds=relation.holds,
            sure=relation.sure,
            left_words=words_of(relation.left, forms, home=home),
            right_words=words_of(relation.right, forms, home=home),
            columns=tuple((term.code, term.column) for term in relation.terms),
            note=_note(relation),
        )
    )


def _side(terms: Iterable[Term], lines: Lines) -> Decimal:
    return sum((lines[term.code].at(term.column) for term in terms), NOTHING)


def _note(relation: Relation) -> str:
    if not relation.holds:
        return f"Quan hệ in trong biểu nhưng không logic: {relation.counterexample}"
    return "" if relation.sure else "Giới hạn do suy ra từ ý nghĩa của cột, cần xem lại."
