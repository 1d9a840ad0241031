"""What a table must add up to: total and subtotals, and the rows that units sent. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from law.forms import Form, Regime
from reports.checks.finding import Checked, Finding
from reports.checks.reading import (
    NOTHING,
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
_COLUMNS = frozenset(str(number) for number in range(1, 100))


def check_sums(figures: Mapping[str, Any], regime: Regime) -> Checked:
    """Each total is the sum of its rows; every cell is a number."""
    result = Checked()
    forms = {form.code: form for form in regime.forms}
    for code, table in tables_of(figures).items():
        if code not in forms:
            continue
        total = total_of(table, figures)
        _hold_totals(result, forms[code], total, summed_lines(table))
        for line, column in cells([*lines_of(table), total], forms[code]):
            if not is_number(line.values.get(str(column))):
                result.tell(_unreadable(forms[code], line, column))
    return result


def check_units(figures: Mapping[str, Any], units: Sequence[Mapping[str, Any]]) -> Checked:
    """The row of a unit in the consolidated table is the row of the report that it sent."""
    result = Checked()
    taken = {u["code"] for u in figures.get("units", ()) if u.get("source") in TAKEN}
    rows = {
        code: {line.agency: line for line in lines_of(table)}
        for code, table in tables_of(figures).items()
    }
    for sent in units:
        agency = sent["agency"]["code"]
        if agency not in taken or agency == figures["agency"]["code"]:
            continue
        for code, of_unit in tables_of(sent).items():
            here, there = rows.get(code, {}).get(agency), line_named(of_unit, agency)
            if here is not None and there is not None:
                _hold_row(result, code, here, there)
    return result


def _hold_totals(result: Checked, form: Form, total: Line, lines: Sequence[Line]) -> None:
    for column in form.columns:
        left = total.at(column.number)
        right = sum((line.at(column.number) for line in lines), NOTHING)
        if result.passes(left, "=", right):
            continue
        result.findings.append(
            Finding(
                table=form.code,
                agency=total.agency,
                agency_name=TOTAL,
                relation=f"tổng cột {column.number}",
                left=left,
                right=right,
                left_words=heading(form, column.number),
                right_words="tổng các dòng đơn vị",
                columns=((form.code, column.number),),
            )
        )


def _hold_row(result: Checked, code: str, here: Line, sent: Line) -> None:
    for key in sorted({*here.values, *sent.values} & _COLUMNS, key=int):
        if result.passes(here.at(int(key)), "=", sent.at(int(key))):
            continue
        result.findings.append(
            Finding(
                table=code,
                agency=here.agency,
                agency_name=here.name,
                relation=f"cột {key} = báo cáo đơn vị đã gửi",
                left=here.at(int(key)),
                right=sent.at(int(key)),
                left_words=f"cột {key} trong báo cáo tổng hợp",
                right_words="số trong báo cáo đơn vị đã gửi",
                columns=((code, int(key)),),
            )
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
