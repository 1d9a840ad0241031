"""From TOML tables to a Regime; a table that contradicts itself never gets in.

The shape is that of `docs/regimes.md`: a regime, its `[[table]]` with their `[[table.column]]`, the
`[[relation]]` between tables, and `[[kept]]` tables whose layout an earlier regime printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from law.enums import Confidence
from law.errors import LawError
from law.form_columns import columns_of
from law.form_relations import between_tables, within_table
from law.forms import Form, FormBook, Regime
from law.measures import Measure
from law.toml_fields import Fields

TABLES, GUIDES = 40, 60
_TABLE_CODE = re.compile(r"\d{2}/[A-ZĐ]{2,12}")
_REGIME_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


def regime_from(
    data: Mapping[str, object],
    *,
    measures: Mapping[str, Measure],
    earlier: Iterable[Regime] = (),
) -> Regime:
    """Validates one regime; raises LawError with the sentence that names the place."""
    fields = Fields(data, "Chế độ báo cáo")
    code = fields.required("code", str)
    if not _REGIME_CODE.fullmatch(code):
        raise fields.error(f"mã “{code}” phải viết hoa, không dấu, như TT06-2025")
    fields.where = f"Chế độ {code}"
    regime = Regime(
        code=code,
        circular=fields.required("circular", str),
        valid_from=fields.required("valid_from", date),
        valid_to=fields.optional("valid_to", date),
        forms=(),
        title=fields.optional("title", str) or "",
        confidence=_confidence(fields),
    )
    if regime.valid_to is not None and regime.valid_to < regime.valid_from:
        raise fields.error("kết thúc trước khi bắt đầu")
    tables = fields.optional("table", list) or []
    kept = fields.optional("kept", list) or []
    relations = fields.optional("relation", list) or []
    fields.done()
    if not tables:
        raise fields.error("thiếu “table”: phải có ít nhất một biểu")
    if len(tables) > TABLES:
        raise fields.error(f"có {len(tables)} biểu, nhiều hơn {TABLES}")
    forms = [_form(table, regime, measures) for table in tables]
    forms += [_kept(table, regime, tuple(earlier)) for table in kept]
    twice = [name for name, times in Counter(form.code for form in forms).items() if times > 1]
    if twice:
        raise fields.error(f"biểu {twice[0]} được ghi hai lần")
    return replace(
        regime, forms=tuple(forms), relations=tuple(between_tables(relations, forms, fields.where))
    )


def book_of(regimes: Iterable[Regime]) -> FormBook:
    """One day, one regime: in order of time, only the last without an end."""
    book = FormBook(regimes)
    for before, after in pairwise(book.regimes):
        if before.valid_to is None or before.valid_to >= after.valid_from:
            raise LawError(
                f"Chế độ {before.code} ({before.span}) chồng lên chế độ {after.code} ({after.span})."
            )
    twice = [name for name, times in Counter(each.code for each in book).items() if times > 1]
    if twice:
        raise LawError(f"Mã chế độ {twice[0]} được ghi hai lần.")
    return book


def _confidence(fields: Fields) -> Confidence:
    if fields.optional("confidence", str) is None:
        return Confidence.VERIFIED
    return fields.choice("confidence", Confidence)


def _form(table: object, regime: Regime, measures: Mapping[str, Measure]) -> Form:
    fields = Fields(table, f"Chế độ {regime.code}, biểu")
    code = fields.required("code", str)
    if not _TABLE_CODE.fullmatch(code):
        raise fields.error(f"ký hiệu “{code}” phải có dạng 01/TCD")
    fields.where = f"Biểu {code}"
    rows = fields.required("column", list)
    columns = columns_of(rows, fields.where, measures)
    form = Form(
        code=code,
        regime=regime.code,
        circular=regime.circular,
        title=fields.required("title", str),
        valid_from=regime.valid_from,
        valid_to=regime.valid_to,
        columns=columns,
        relations=tuple(within_table(code, columns, rows)),
        guidance=_guidance(fields),
        confidence=_confidence(fields),
    )
    fields.optional("source", str)
    fields.done()
    return form


def _guidance(fields: Fields) -> tuple[str, ...]:
    said = fields.optional("guidance", list) or []
    if len(said) > GUIDES or not all(isinstance(line, str) and line for line in said):
        raise fields.error("“guidance” phải là danh sách câu hướng dẫn")
    return tuple(said)


def _kept(table: object, regime: Regime, earlier: tuple[Regime, ...]) -> Form:
    """A table that this regime does not renumber: it stands here with the layout of another one."""
    fields = Fields(table, f"Chế độ {regime.code}, biểu giữ lại")
    code, source = fields.required("code", str), fields.required("layout_from", str)
    note = fields.required("note", str)
    fields.done()
    found = next((each for each in earlier if each.code == source), None)
    if found is None:
        raise fields.error(f"không có chế độ “{source}”")
    return replace(
        found.form(code),
        regime=regime.code,
        valid_from=regime.valid_from,
        valid_to=regime.valid_to,
        layout_from=source,
        note=note,
    )
