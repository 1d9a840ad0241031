"""Does a report carry the tables and columns that its regime asks for? Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from law.forms import Form, Regime
from reports.checks.finding import Checked, Finding
from reports.checks.reading import Line, lines_of, tables_of, total_of


def check_layout(figures: Mapping[str, Any], regime: Regime) -> Checked:
    """Unknown tables, missing and foreign columns, one unit in two rows."""
    result = Checked()
    forms = {form.code: form for form in regime.forms}
    for code, table in tables_of(figures).items():
        if code not in forms:
            result.tell(_said(code, figures, f"không có trong chế độ báo cáo {regime.code}."))
            continue
        lines = [*lines_of(table), total_of(table, figures)]
        for finding in (*_columns(forms[code], lines), *_twice(code, lines[:-1])):
            result.tell(finding)
        result.checked += 1
    return result


def _columns(form: Form, lines: list[Line]) -> Iterator[Finding]:
    known = {str(column.number) for column in form.columns}
    for line in lines:
        if known == line.values.keys():
            continue
        missing = sorted(known - line.values.keys(), key=int)
        foreign = sorted(line.values.keys() - known)
        if missing:
            said = f"thiếu số liệu của cột {', '.join(missing)}."
            yield _of_line(form.code, line, "đủ cột", said, missing)
        if foreign:
            said = f"có cột {', '.join(foreign)} mà biểu không có."
            yield _of_line(form.code, line, "đúng cột", said, foreign)


def _twice(code: str, lines: list[Line]) -> Iterator[Finding]:
    seen: set[str] = set()
    for line in lines:
        if line.agency in seen:
            yield _of_line(code, line, "mỗi đơn vị một dòng", "đơn vị có hai dòng.", ["2"])
        seen.add(line.agency)


def _of_line(code: str, line: Line, relation: str, said: str, what: list[str]) -> Finding:
    return Finding(
        table=code,
        agency=line.agency,
        agency_name=line.name,
        relation=relation,
        left=Decimal(len(what)),
        right=Decimal(0),
        said=said,
    )


def _said(code: str, figures: Mapping[str, Any], said: str) -> Finding:
    return Finding(
        table=code,
        agency=figures.get("agency", {}).get("code", ""),
        relation="biểu của chế độ",
        left=Decimal(1),
        right=Decimal(0),
        said=f"biểu này {said}",
    )
