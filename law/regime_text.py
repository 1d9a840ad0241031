"""A regime written out as the file a person edits: the way back of `law.regime_file`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from law.form_relations import GUIDED
from law.forms import Column, Form, Regime, Relation
from law.formulas import parse_formula, print_part


def text_of(regime: Regime) -> str:
    """TOML without the days: whoever writes a later regime gives it a code and a first day."""
    lines = [
        "# Bắt đầu từ chế độ hiện nay: đặt mã mới ở dòng đầu, sửa các biểu, cột, quan hệ.",
        f'code = "{regime.code}"',
        f"circular = {_quoted(regime.circular)}",
    ]
    for form in regime.forms:
        lines += ["", *_form(form)]
    for relation in regime.relations:
        lines += ["", *_relation(relation)]
    return "\n".join(lines) + "\n"


def _form(form: Form) -> Iterator[str]:
    yield "[[table]]"
    yield f"code = {_quoted(form.code)}"
    yield f"title = {_quoted(form.title)}"
    if form.guidance:
        yield f"guidance = {_quoted(list(form.guidance))}"
    for column in form.columns:
        yield ""
        yield from _column(form, column)


def _column(form: Form, column: Column) -> Iterator[str]:
    yield "[[table.column]]"
    yield f"number = {column.number}"
    yield f"heading = {_quoted(list(column.heading))}"
    yield f"measure = {_quoted(column.measure)}"
    if column.formula:
        yield f"printed_formula = {_quoted(column.formula)}"
        yield from _not_logical(form, column)
    if column.at_most is not None:
        yield f"at_most = {column.at_most}"
        if not column.at_most_sure:
            yield "at_most_sure = false"
    for key in ("guidance", "note"):
        if text := getattr(column, key):
            yield f"{key} = {_quoted(text)}"


def _not_logical(form: Form, column: Column) -> Iterator[str]:
    """Relations follow the parts of the formula in their order."""
    printed = [each for each in form.relations if each.left[0].column == column.number]
    broken = [
        f"{{ formula = {_quoted(print_part(part))}, because = {_quoted(each.counterexample)} }}"
        for part, each in zip(parse_formula(column.formula), printed, strict=False)
        if not each.holds
    ]
    if broken:
        yield f"printed_not_logical = [{', '.join(broken)}]"


def _relation(relation: Relation) -> Iterator[str]:
    left, right = relation.left[0], relation.right[0]
    yield "[[relation]]"
    yield f'left = "{left.code}.{left.column}"'
    yield f'op = "{relation.op}"'
    yield f'right = "{right.code}.{right.column}"'
    if not relation.sure:
        yield "sure = false"
    if relation.source != GUIDED:
        yield f"source = {_quoted(relation.source)}"


def _quoted(value: str | list[str]) -> str:
    """What JSON writes of text and lists of text, TOML reads."""
    return json.dumps(value, ensure_ascii=False)
