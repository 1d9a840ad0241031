"""Relations of the forms over frozen figures: within a table, between tables, bounds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from law.forms import Form, Regime, Relation, Term
from reports.checks.finding import Checked, Finding
from reports.checks.reading import Line, lines_of, lines_to_hold, tables_of, total_of, words_of

BETWEEN = "Giữa các biểu"


def check_relations(figures: Mapping[str, Any], regime: Regime) -> Checked:
    """Every relation over every row."""
    result = Checked()
    forms = {form.code: form for form in regime.forms}
    tables = tables_of(figures)
    for code, table in tables.items():
        if code not in forms:
            continue
        for line in lines_to_hold(table, figures):
            for relation in forms[code].relations:
                result.compare(_within(relation, code, line, forms))
    for relation in regime.relations:
        for finding in _between(relation, figures, tables, forms):
            result.compare(finding)
    return result


def _within(relation: Relation, code: str, line: Line, forms: Mapping[str, Form]) -> Finding:
    return _finding(relation, code, line, {code: line}, forms)


def _between(
    relation: Relation,
    figures: Mapping[str, Any],
    tables: Mapping[str, Mapping[str, Any]],
    forms: Mapping[str, Form],
) -> Iterable[Finding]:
    """The relation for each unit that has a row in every table named."""
    named = {term.code for term in (*relation.left, *relation.right)}
    if not named <= set(tables):
        return
    rows = {code: {line.agency: line for line in lines_of(tables[code])} for code in named}
    home = relation.left[0].code
    for agency, line in rows[home].items():
        if all(agency in rows[code] for code in named):
            lines = {code: rows[code][agency] for code in named}
            yield _finding(relation, home, line, lines, forms)
    if any(len(lines_to_hold(tables[code], figures)) > len(rows[code]) for code in named):
        totals = {code: total_of(tables[code], figures) for code in named}
        yield _finding(relation, home, totals[home], totals, forms)


def _finding(
    relation: Relation,
    home: str,
    line: Line,
    lines: Mapping[str, Line],
    forms: Mapping[str, Form],
) -> Finding:
    return Finding(
        table=home,
        agency=line.agency,
        agency_name=line.name,
        relation=relation.name,
        op=relation.op,
        left=_side(relation.left, lines),
        right=_side(relation.right, lines),
        holds=relation.holds,
        sure=relation.sure,
        left_words=words_of(relation.left, forms, home=home),
        right_words=words_of(relation.right, forms, home=home),
        columns=tuple((term.code, term.column) for term in (*relation.left, *relation.right)),
        note=_note(relation),
    )


def _side(terms: Iterable[Term], lines: Mapping[str, Line]) -> Decimal:
    return sum((lines[term.code].at(term.column) for term in terms), Decimal(0))


def _note(relation: Relation) -> str:
    if not relation.holds:
        return f"Quan hệ in trong biểu nhưng không logic: {relation.counterexample}"
    return "" if relation.sure else "Giới hạn do suy ra từ ý nghĩa của cột, cần xem lại."
