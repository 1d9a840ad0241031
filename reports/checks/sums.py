"""What a table must add up to: total and subtotals, and the rows that units sent. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from law.forms import Form, Regime
from reports.checks.finding import Checked, Finding
from reports.checks.reading import (
    TOTAL,
    Line,
    cells,
    heading,
    is_number,
    line_named,
    lines_of,
    number,
    summed_lines,
    tables_of,
    total_of,
)

TAKEN = ("sent", "imported")


def check_sums(figures: Mapping[str, Any], regime: Regime) -> Checked:
    """Each total is the sum of its rows, each subtotal that of its level; every cell is a number."""
    result = Checked()
    forms = {form.code: form for form in regime.forms}
    for code, table in tables_of(figures).items():
        form = forms.get(code)
        if form is None:
            continue
        summed = summed_lines(table)
        for finding in _totals(form, total_of(table, figures), summed):
            result.compare(finding)
        for finding in _subtotals(form, table):
            result.compare(finding)
        for line, column in cells([*lines_of(table), total_of(table, figures)], form):
            if not is_number(line.values.get(str(column))):
                result.tell(_unreadable(form, line, column))
    return result


def check_units(figures: Mapping[str, Any], units: Sequence[Mapping[str, Any]]) -> Checked:
    """The row of a unit in the consolidated table is the row of the report that it sent."""
    result = Checked()
    taken = {u["code"] for u in figures.get("units", ()) if u.get("source") in TAKEN}
    tables = tables_of(figures)
    for sent in units:
        agency = sent["agency"]["code"]
        if agency not in taken or agency == figures["agency"]["code"]:
            continue
        for code, of_unit in tables_of(sent).items():
            for finding in _rows_of(agency, code, tables.get(code), of_unit):
                result.compare(finding)
    return result


def _totals(form: Form, total: Line, lines: Sequence[Line]) -> Iterator[Finding]:
    for column in form.columns:
        yield Finding(
            table=form.code,
            agency=total.agency,
            agency_name=TOTAL,
            relation=f"tổng cột {column.number}",
            left=total.at(column.number),
            right=sum((line.at(column.number) for line in lines), Decimal(0)),
            left_words=heading(form, column.number),
            right_words="tổng các dòng đơn vị",
            columns=((form.code, column.number),),
        )


def _subtotals(form: Form, table: Mapping[str, Any]) -> Iterator[Finding]:
    """Subtotals of levels, where the table carries them."""
    rows = table.get("rows", ())
    for subtotal in table.get("subtotals", ()):
        level = subtotal["level"]
        of_level = [r for r in rows if r["level"] == level]
        for column in form.columns:
            key = str(column.number)
            yield Finding(
                table=form.code,
                agency=str(level),
                agency_name=f"Cộng {subtotal.get('name') or level}",
                relation=f"cộng cấp, cột {column.number}",
                left=number(subtotal["values"].get(key)),
                right=sum((number(r["values"].get(key)) for r in of_level), Decimal(0)),
                left_words=heading(form, column.number),
                right_words="tổng các dòng của cấp đó",
                columns=((form.code, column.number),),
            )


def _rows_of(
    agency: str, code: str, table: Mapping[str, Any] | None, of_unit: Mapping[str, Any]
) -> Iterator[Finding]:
    here = line_named(table, agency) if table else None
    sent = line_named(of_unit, agency)
    if here is None or sent is None:
        return
    for key in sorted({*here.values, *sent.values}, key=int):
        yield Finding(
            table=code,
            agency=agency,
            agency_name=here.name,
            relation=f"cột {key} = báo cáo đơn vị đã gửi",
            left=here.at(int(key)),
            right=sent.at(int(key)),
            left_words=f"cột {key} trong báo cáo tổng hợp",
            right_words="số trong báo cáo đơn vị đã gửi",
            columns=((code, int(key)),),
        )


def _unreadable(form: Form, line: Line, column: int) -> Finding:
    """Figures typed by hand or read from a file may hold anything."""
    written = str(line.values.get(str(column)))[:40]
    return Finding(
        table=form.code,
        agency=line.agency,
        agency_name=line.name,
        relation=f"cột {column} là số không âm",
        left=number(line.values.get(str(column))),
        right=Decimal(0),
        op=">=",
        columns=((form.code, column),),
        said=f"{heading(form, column)} ghi “{written}”, phải là một số không âm.",
    )
