"""Rows of a whole table sealed anew (xoay khóa): once through in the order of their ids.

Each batch is a transaction of its own and one statement, so that whoever works meanwhile waits for no more
than that; rows somebody holds are left for the next round. Killed in the middle, nothing is half done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import QuerySet

Row = TypeVar("Row", bound=models.Model)
_FIRST = UUID(int=0)


def rewrite(
    old: QuerySet[Row],
    *,
    fields: Sequence[str],
    again: Callable[[Row], None],
    batch: int,
    broken: list[UUID],
    tell: Callable[[int], None],
) -> int:
    """Calls `again` on every row of `old` and writes its `fields`; how many were written.

    A row for which `again` raises ValueError goes to `broken` and stays as it is.
    """
    done, last = 0, _FIRST
    while True:
        with transaction.atomic():
            ahead = old.filter(pk__gt=last).order_by("pk")
            rows = list(ahead.select_for_update(skip_locked=True)[:batch])
            if not rows:
                return done
            made = [row for row in rows if _is_made(row, again, broken)]
            _write(made, fields)
        last, done = rows[-1].pk, done + len(made)
        tell(done)


def _is_made(row: Row, again: Callable[[Row], None], broken: list[UUID]) -> bool:
    try:
        again(row)
    except ValueError:
        if row.pk not in broken:
            broken.append(row.pk)
        return False
    return True


def _write(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """One UPDATE from arrays; names of table and columns come from the model, never from a request."""
    if not rows:
        return
    meta, name_of = rows[0]._meta, connection.ops.quote_name
    found = [field for field in meta.concrete_fields if field.name in ("id", *fields)]
    columns = [name_of(str(field.column)) for field in found]
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in found)
    changes = ", ".join(f"{name} = new.{name}" for name in columns if name != '"id"')
    statement = (
        f"UPDATE {name_of(meta.db_table)} AS old SET {changes} "  # noqa: S608  # nosec B608 - names of ours
        f"FROM unnest({arrays}) AS new ({', '.join(columns)}) WHERE old.id = new.id"
    )
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows]
        for field in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
