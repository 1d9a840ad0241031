"""Rows of a model by COPY, for volumes that the ordinary doors would take hours to write.

Constraints and triggers of the database hold as always; Python defaults are filled in. No ledger
row is written: only demonstration data and benchmarks may come this way.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, models

_BATCH = 20_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Writes `rows`, each with the values of the attributes `names`; gives how many there were."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = [
        field for name, field in fields.items()
        if name not in names and not isinstance(field, models.AutoField)
    ]  # fmt: skip
    columns = [fields[name].column for name in names] + [field.column for field in rest]
    quoted = ", ".join(f'"{column}"' for column in columns)
    command = f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN'
    tail = "".join(f"\t{_cell(_default(field))}" for field in rest) + "\n"
    return _send(command, tail, iter(rows))


def _send(command: str, tail: str, rows: Any) -> int:
    written = 0
    while batch := list(islice(rows, _BATCH)):
        text = io.StringIO("".join("\t".join(map(_cell, row)) + tail for row in batch))
        with connection.cursor() as cursor:
            cursor.copy_expert(command, text)
        written += len(batch)
    return written


def _default(field: models.Field[Any, Any]) -> Any:
    """What Django would write into a column that nobody named."""
    if field.primary_key:
        raise ValueError(f"{field.model.__name__} needs its primary key among the names")
    return field.get_default()


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
