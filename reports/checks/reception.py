"""What counting rules ask of 01/TCD: a visit is of one person or more, a group of five or more. Pure.

Read off the measures behind the columns, so that a later regime is checked without a line here
(Thông tư 06/2025/TT-TTCP, biểu 01/TCD: “Đoàn đông người là đoàn có từ 5 người trở lên”).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from law.forms import Form, Regime
from reports.checks.finding import Checked, Finding
from reports.checks.reading import Line, heading, lines_to_hold, tables_of

GROUP = 5
_PARTS = ("", "_standing", "_head", "_delegate")


@dataclass(frozen=True, slots=True)
class _Rule:
    """`more` is at least `times` × `less`; both are beginnings of names of measures."""

    more: str
    less: str
    times: int
    sure: bool
    words: str


_RULES = (
    _Rule("people", "visits", 1, True, "mỗi lượt có ít nhất một người"),
    _Rule("group_people", "groups", GROUP, True, "đoàn đông người có từ 5 người trở lên"),
    _Rule("visits", "groups", 1, False, "mỗi đoàn đông người là một lượt tiếp"),
)


def check_reception(figures: Mapping[str, Any], regime: Regime) -> Checked:
    """The rules over every row of every table that counts visits."""
    result = Checked()
    forms = {form.code: form for form in regime.forms}
    for code, table in tables_of(figures).items():
        if code not in forms:
            continue
        pairs = list(_pairs(forms[code]))
        for line in lines_to_hold(table, figures):
            for rule, more, less in pairs:
                if not result.passes(line.at(more), ">=", rule.times * line.at(less)):
                    result.findings.append(_finding(forms[code], line, rule, more, less))
    return result


def _pairs(form: Form) -> Iterator[tuple[_Rule, int, int]]:
    """Each rule with the columns of this form that it binds; bounds of the form itself are not
    said twice."""
    columns = {column.measure: column for column in form.columns}
    for rule in _RULES:
        for part in _PARTS:
            more, less = columns.get(rule.more + part), columns.get(rule.less + part)
            if more and less and less.at_most != more.number:
                yield rule, more.number, less.number


def _finding(form: Form, line: Line, rule: _Rule, more: int, less: int) -> Finding:
    times = f"{rule.times} × " if rule.times > 1 else ""
    return Finding(
        table=form.code,
        agency=line.agency,
        agency_name=line.name,
        relation=f"{more} >= {times}{less}",
        op=">=",
        left=line.at(more),
        right=rule.times * line.at(less),
        sure=rule.sure,
        left_words=heading(form, more),
        right_words=f"{times}{heading(form, less)}",
        columns=((form.code, more), (form.code, less)),
        note=f"Vì {rule.words}.",
    )
