"""Rows of a model by COPY, for volumes that the ordinary doors would take hours to write.

Constraints and triggers of the database hold as always; Python defaults are filled in. No ledger
row is written: only demonstration data and benchmarks may come this way.
"""

from __future__ import annotations

import io
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import islice
from threading import Lock
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from records.models import RegisterCounter

_BATCH = 10_000
_AHEAD = 4
_CONNECTION = Lock()
Copy = Callable[["type[models.Model]", Sequence[str], Iterable[Sequence[Any]]], None]
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@contextmanager
def copying() -> Iterator[Copy]:
    """Gives `copy(model, names, rows)`: writes `rows`, each with the values of the attributes `names`.

    Rows go out in the order of the calls while the next ones are made: two processors share the work.
    Whatever the database refuses is raised by a later call or at the end.
    """
    # Parents come before children, so keys are checked batch by batch beside the making of rows,
    # not all at once at commit.
    _constraints("IMMEDIATE")
    raw = connection.cursor().connection
    waiting: deque[Future[None]] = deque()
    secured = _row_secured(raw)
    with ThreadPoolExecutor(max_workers=1) as sender:

        def copy(
            model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
        ) -> None:
            table, columns, tail = _target(model, names)
            send = _send_secured if table in secured else _send
            left = iter(rows)
            while batch := list(islice(left, _BATCH)):
                text = "".join("\t".join(map(_cell, row)) + tail for row in batch)
                while len(waiting) >= _AHEAD:
                    _settle(waiting.popleft())
                waiting.append(sender.submit(send, raw, table, columns, text))

        yield copy
        for sent in waiting:
            _settle(sent)
    _constraints("DEFERRED")


_WHEN = {
    "DEFERRED": "SET CONSTRAINTS ALL DEFERRED",
    "IMMEDIATE": "SET CONSTRAINTS ALL IMMEDIATE",
}


def _constraints(when: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WHEN[when])


def _settle(sent: Future[None]) -> None:
    """Waits for one batch; what the database said against it is raised as Django's own error."""
    with connection.wrap_database_errors:
        sent.result()


def _row_secured(raw: Any) -> frozenset[str]:
    """Tables behind row-level security take no COPY of a role that is held by it."""
    with raw.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        return frozenset(name for (name,) in cursor)


def _target(model: type[models.Model], names: Sequence[str]) -> tuple[str, str, str]:
    """Table, its columns, and the end of every line: what Django would write into other columns."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = [
        field
        for name, field in fields.items()
        if name not in names and not isinstance(field, models.AutoField)
    ]
    columns = [fields[name].column for name in names] + [field.column for field in rest]
    quoted = ", ".join(f'"{column}"' for column in columns)
    tail = "".join(f"\t{_cell(_default(field))}" for field in rest) + "\n"
    return model._meta.db_table, quoted, tail


def _send(raw: Any, table: str, columns: str, text: str) -> None:
    with _CONNECTION, raw.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" ({columns}) FROM STDIN', io.StringIO(text))


def _send_secured(raw: Any, table: str, columns: str, text: str) -> None:
    """By way of a table of this session: names are ours, of models and their columns."""
    with _CONNECTION, raw.cursor() as cursor:
        cursor.execute(f'CREATE TEMP TABLE waiting (LIKE "{table}")')
        cursor.copy_expert(f"COPY waiting ({columns}) FROM STDIN", io.StringIO(text))
        # Names of tables and columns are ours.
        moved = f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM waiting'  # noqa: S608  # nosec B608
        cursor.execute(moved)
        cursor.execute("DROP TABLE waiting")


def between_copies(rows: Iterable[Any], size: int = _BATCH) -> Iterator[Any]:
    """`rows` read from the database a batch at a time, each between two COPY: a statement on the
    same connection in the middle of one would leave both waiting for ever."""
    left = iter(rows)
    while True:
        with _CONNECTION:
            batch = list(islice(left, size))
        if not batch:
            return
        yield from batch


def copy_counters(copy: Copy, counters: Mapping[tuple[UUID, str, int], int]) -> None:
    """The last number of each register (agency, book, year) that was filled by COPY."""
    rows = ((*register, last) for register, last in counters.items())
    copy(RegisterCounter, ["agency_id", "book", "year", "last"], rows)


def _default(field: models.Field[Any, Any]) -> Any:
    """What Django would write into a column that nobody named."""
    if field.primary_key:
        raise ValueError(f"{field.model.__name__} needs its primary key among the names")
    default = field.get_default()
    return tuple(default) if isinstance(field, ArrayField) else default


def _cell(value: Any) -> str:
    """One value as COPY reads it: a tuple is an array of numbers, a list or dict is JSON."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, tuple):
        return "{" + ",".join(map(str, value)) + "}"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
