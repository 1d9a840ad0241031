"""The columns of one table, read strictly: numbered from 1 without a gap, each with its measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from law.errors import LawError
from law.forms import NOTHING, Column
from law.formulas import parse_formula
from law.measures import Measure
from law.toml_fields import Fields

COLUMNS, LEVELS, LENGTH = 100, 6, 300
MONEY, LAND = "trđ", "m2"
_UNITS = {"(trđ)": MONEY, "(triệu đồng)": MONEY, "(m2)": LAND, "(m²)": LAND}
_UNIT_OF_KIND = {"money": MONEY, "land": LAND}


def columns_of(
    rows: Sequence[object], where: str, measures: Mapping[str, Measure]
) -> tuple[Column, ...]:
    """The columns in the order of their numbers; raises LawError with the place."""
    if len(rows) > COLUMNS:
        raise LawError(f"{where} có {len(rows)} cột, nhiều hơn {COLUMNS}.")
    columns = [_column(row, where, measures) for row in rows]
    _refuse_gaps([column.number for column in columns], where)
    headings = [column.heading for column in columns]
    for column in columns:
        if headings.count(column.heading) > 1:
            raise LawError(f"{where}: hai cột cùng tiêu đề “{column.path}”.")
    return tuple(sorted(columns, key=lambda column: column.number))


def _refuse_gaps(numbers: Sequence[int], where: str) -> None:
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            raise LawError(f"{where}: hai cột cùng số {number}.")
        seen.add(number)
    missing = sorted(set(range(1, max(numbers) + 1)) - seen)
    if missing:
        raise LawError(f"{where}: thiếu cột {missing[0]}; các cột phải đánh số liên tục từ 1.")


def _column(row: object, where: str, measures: Mapping[str, Measure]) -> Column:
    fields = Fields(row, f"{where}, cột")
    number = fields.positive("number")
    if number > COLUMNS:
        raise fields.error(f"số cột {number} lớn hơn {COLUMNS}")
    fields.where = f"{where}, cột {number}"
    heading = _heading(fields)
    measure = fields.required("measure", str)
    if measure != NOTHING and measure not in measures:
        raise fields.error(f"số đo “{measure}” không có trong từ điển số đo")
    note = _text(fields, "note")
    if measure == NOTHING and not note:
        raise fields.error("cột không có số đo phải ghi lý do ở “note”")
    column = Column(
        number=number,
        heading=heading,
        measure=measure,
        unit=_unit(fields, heading, measures.get(measure)),
        guidance=_text(fields, "guidance"),
        formula=_formula(fields),
        at_most=_at_most(fields),
        at_most_sure=fields.optional("at_most_sure", bool) is not False,
        note=note,
    )
    fields.optional("printed_not_logical", list)
    fields.done()
    return column


def _heading(fields: Fields) -> tuple[str, ...]:
    heading = fields.required("heading", list)
    if not all(isinstance(line, str) and line.strip() for line in heading):
        raise fields.error("“heading” phải là danh sách tiêu đề từ trên xuống")
    if len(heading) > LEVELS:
        raise fields.error(f"tiêu đề có {len(heading)} tầng, nhiều hơn {LEVELS}")
    return tuple(_printable(fields, "heading", line) for line in heading)


def _text(fields: Fields, key: str) -> str:
    return _printable(fields, key, fields.optional(key, str) or "", longest=1000)


def _printable(fields: Fields, key: str, text: str, longest: int = LENGTH) -> str:
    """One line of ordinary characters: it is printed in PDF, XLSX and DOCX."""
    if len(text) > longest:
        raise fields.error(f"“{key}” dài hơn {longest} ký tự")
    if not text.isprintable():
        raise fields.error(f"“{key}” có ký tự không in được")
    return text.strip()


def _formula(fields: Fields) -> str:
    text = _text(fields, "printed_formula")
    if text:
        try:
            parse_formula(text)
        except LawError as error:
            raise fields.error(str(error)) from None
    return text


def _at_most(fields: Fields) -> int | None:
    number = fields.optional("at_most", int)
    return None if number is None else fields.positive_value("at_most", number)


def _unit(fields: Fields, heading: tuple[str, ...], measure: Measure | None) -> str:
    """As the heading prints it; a measure of another unit is a slip."""
    last = heading[-1].lower()
    printed = next((unit for ending, unit in _UNITS.items() if last.endswith(ending)), "")
    if (
        measure is not None
        and measure.name != NOTHING
        and _UNIT_OF_KIND.get(measure.kind, "") != printed
    ):
        shown = printed or "số đếm"
        raise fields.error(f"tiêu đề ghi đơn vị “{shown}” mà số đo “{measure.name}” không cùng")
    return printed
