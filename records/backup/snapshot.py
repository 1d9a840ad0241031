"""One moment of the database: what is counted, named and dumped belongs together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ

from records.backup.server import connect

_TABLES = """
SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY relname
"""
_STEP = 5000
# The text of a row is spelled the same on every server.
_SPELLING = "SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'; SET statement_timeout = 0"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the ledger stands: rows, the newest id, and a hash in which each row hangs on those
    before it. Kept outside the database it proves later that no row was altered."""

    rows: int
    newest: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What the database holds at one moment."""

    tables: dict[str, int]
    ledger: Anchor
    files: dict[str, int] = field(repr=False)
    migrations: list[str] = field(repr=False)


@contextmanager
def opened(database: str) -> Iterator[Any]:
    """A connection to `database` whose reads all see one moment; writes nothing."""
    reader = connect(database)
    try:
        with reader.cursor() as cursor:
            cursor.execute(_SPELLING)
        reader.commit()
        reader.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
        yield reader
    finally:
        reader.close()


def exported(reader: Any) -> str:
    """Name under which pg_dump may look at the same moment, while `reader` stays open."""
    return str(_one(reader, "SELECT pg_export_snapshot()"))


def moment(reader: Any) -> Moment:
    """Counts, ledger, names of files and migrations at the moment of `reader`."""
    tables = {name: _count(reader, name) for name in table_names(reader)}
    return Moment(
        tables=tables,
        ledger=_anchor(reader) if "records_ledgerentry" in tables else Anchor(0, 0, ""),
        files=_files(reader) if "records_storedfile" in tables else {},
        migrations=_migrations(reader) if "django_migrations" in tables else [],
    )


def table_names(reader: Any) -> list[str]:
    """Tables of the product."""
    with reader.cursor() as cursor:
        cursor.execute(_TABLES)
        return [name for (name,) in cursor.fetchall()]


def _count(reader: Any, table: str) -> int:
    return int(_one(reader, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))))


def _one(reader: Any, statement: Any) -> Any:
    with reader.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _anchor(reader: Any) -> Anchor:
    rows, newest, chained = 0, 0, b""
    with reader.cursor(name="ledger_in_order") as cursor:
        cursor.itersize = _STEP
        cursor.execute("SELECT l.id, l::text FROM records_ledgerentry l ORDER BY l.id")
        for number, text in cursor:
            rows, newest = rows + 1, number
            chained = hashlib.sha256(chained + text.encode()).digest()
    return Anchor(rows, newest, chained.hex())


def _files(reader: Any) -> dict[str, int]:
    with reader.cursor() as cursor:
        cursor.execute("SELECT DISTINCT sha256, size FROM records_storedfile ORDER BY sha256")
        return dict(cursor.fetchall())


def _migrations(reader: Any) -> list[str]:
    with reader.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]
