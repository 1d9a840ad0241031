"""Relations of a table from its printed formulas and bounds, and those between tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from law.errors import LawError
from law.forms import Column, Form, Relation, Term
from law.formulas import Part, parse_formula, print_part
from law.toml_fields import Fields

OPERATORS = ("=", ">=", "<=")
_TERM = re.compile(r"(?P<code>\d{2}/[A-ZĐ]{2,12})\.(?P<column>\d{1,3})")
PRINTED, GUIDED = "công thức in trên biểu", "hướng dẫn cách ghi biểu"
INFERRED = "suy ra từ tên cột, cần đối chiếu"


def within_table(
    code: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
) -> Iterator[Relation]:
    """Every part of every formula, then every bound; each column it names must be there."""
    known = {column.number for column in columns}
    reasons = {row["number"]: _reasons(code, row) for row in rows}
    for column in columns:
        place = f"Biểu {code}, cột {column.number}"
        yield from _of_formula(code, column, known, reasons[column.number], place)
    for column in columns:
        if column.at_most is not None:
            yield _bound(code, column, column.at_most, known)
    _refuse_circles(code, columns)


def between_tables(rows: Sequence[object], forms: Sequence[Form], where: str) -> Iterator[Relation]:
    """`[[relation]]`: one column of a table against one of another."""
    known = {form.code: {column.number for column in form.columns} for form in forms}
    for row in rows:
        fields = Fields(row, f"{where}, quan hệ giữa các biểu")
        left = _term(fields, fields.required("left", str), known)
        operator = fields.required("op", str)
        right = _term(fields, fields.required("right", str), known)
        source = fields.optional("source", str) or GUIDED
        sure = fields.optional("sure", bool) is not False
        fields.done()
        if operator not in OPERATORS:
            raise fields.error(f"không hiểu dấu “{operator}”; đúng là =, >= hoặc <=")
        yield Relation(
            name=f"{left} {operator} {right}",
            table="",
            left=(left,),
            op=operator,
            right=(right,),
            sure=sure,
            source=source,
        )


def _term(fields: Fields, text: str, known: Mapping[str, set[int]]) -> Term:
    match = _TERM.fullmatch(text)
    if match is None:
        raise fields.error(f"không hiểu “{text}”; đúng là biểu và cột, như 03/GQKN.1")
    term = Term(match["code"], int(match["column"]))
    if term.column not in known.get(term.code, ()):
        raise fields.error(f"“{text}” nhắc đến biểu hoặc cột không có")
    return term


def _reasons(code: str, row: Mapping[str, Any]) -> dict[Part, str]:
    """`printed_not_logical`: which part of the formula a case breaks, and the case."""
    found: dict[Part, str] = {}
    for table in row.get("printed_not_logical", []):
        fields = Fields(table, f"Biểu {code}, cột {row['number']}, “printed_not_logical”")
        text = fields.required("formula", str)
        try:
            (part,) = parse_formula(text)
        except ValueError:
            raise fields.error(f"không hiểu công thức “{text}”") from None
        found[part] = fields.required("because", str)
        fields.done()
    return found


def _of_formula(
    code: str, column: Column, known: set[int], reasons: dict[Part, str], place: str
) -> Iterator[Relation]:
    parts = parse_formula(column.formula) if column.formula else ()
    for part in parts:
        strange = [abs(number) for number in part if abs(number) not in known]
        if strange:
            raise LawError(
                f"{place}: công thức “{column.formula}” nhắc đến cột {strange[0]} không có trong biểu."
            )
        because = reasons.pop(part, "")
        yield Relation(
            name=f"{column.number} = {print_part(part)}",
            table=code,
            # What the form takes away is added on the other side: the sums stay sums.
            left=_terms(code, (column.number, *(-number for number in part if number < 0))),
            op="=",
            right=_terms(code, (number for number in part if number > 0)),
            holds=not because,
            counterexample=because,
            source=PRINTED,
        )
    if reasons:
        raise LawError(f"{place}: “{print_part(next(iter(reasons)))}” không có trong công thức.")


def _bound(code: str, column: Column, most: int, known: set[int]) -> Relation:
    if most not in known or most == column.number:
        raise LawError(
            f"Biểu {code}, cột {column.number}: “at_most” nhắc đến cột {most} không hợp lệ."
        )
    return Relation(
        name=f"{column.number} <= {most}",
        table=code,
        left=_terms(code, (column.number,)),
        op="<=",
        right=_terms(code, (most,)),
        sure=column.at_most_sure,
        source=GUIDED if column.at_most_sure else INFERRED,
    )


def _terms(code: str, numbers: Any) -> tuple[Term, ...]:
    return tuple(Term(code, number) for number in numbers)


def _refuse_circles(code: str, columns: Sequence[Column]) -> None:
    """A sum whose parts lead back to it would never be worked out in a spreadsheet."""
    parts = {
        column.number: {abs(n) for part in parse_formula(column.formula) for n in part}
        for column in columns
        if column.formula
    }
    for start in parts:
        seen: set[int] = set()
        waiting = set(parts[start])
        while waiting:
            number = waiting.pop()
            if number == start:
                raise LawError(f"Biểu {code}, cột {start}: công thức dẫn về chính cột này.")
            if number not in seen:
                seen.add(number)
                waiting |= parts.get(number, set())
