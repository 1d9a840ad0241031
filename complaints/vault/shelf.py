"""The keeper's own database: ciphers, marks and its book of readings, in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from complaints.enums import IdentityPlace
from complaints.vault.kept import Kept

_TABLES = """
CREATE TABLE IF NOT EXISTS sealed (
    matter TEXT PRIMARY KEY,
    key_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    cipher BLOB NOT NULL,
    number_mark TEXT NOT NULL,
    phone_mark TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sealed_by_number ON sealed (number_mark) WHERE number_mark <> '';
CREATE INDEX IF NOT EXISTS sealed_by_phone ON sealed (phone_mark) WHERE phone_mark <> '';
CREATE INDEX IF NOT EXISTS sealed_by_key ON sealed (key_id);
CREATE TABLE IF NOT EXISTS readings (
    at TEXT NOT NULL, op TEXT NOT NULL, matter TEXT NOT NULL, why TEXT NOT NULL
);
"""
_COLUMNS = "matter, key_id, wrapped_key, cipher, number_mark, phone_mark"
Row = tuple[str, str, bytes, bytes, str, str]
Found = tuple[UUID, Kept]


class Shelf:
    """Sealed identities by matter. Every call has a connection of its own; threads may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch(mode=0o600)
        with self._open() as base:
            # A connection lives for one call: WAL would only make and unlink its two files each time.
            # Without them the shelf, and a copy of it, is one file.
            base.execute("PRAGMA journal_mode = DELETE")
            base.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as base, base:
            base.execute("PRAGMA synchronous = FULL")
            yield base

    def put(self, matter_id: UUID, kept: Kept, at: str) -> None:
        """Puts away; what lies there is never overwritten. Raises ValueError."""
        try:
            with self._open() as base:
                base.execute("INSERT INTO sealed VALUES (?, ?, ?, ?, ?, ?, ?)",
                             (str(matter_id), *_values(kept), at))  # fmt: skip
        except sqlite3.IntegrityError:
            raise ValueError("an identity of this matter is sealed already") from None

    def get(self, matter_id: UUID) -> Kept:
        """What lies there. Raises ValueError when nothing does."""
        with self._open() as base:
            found = base.execute(
                f"SELECT {_COLUMNS} FROM sealed WHERE matter = ?",  # noqa: S608  # nosec B608 - a constant
                (str(matter_id),),
            ).fetchone()
        if found is None:
            raise ValueError("no identity of this matter is sealed here")
        return _kept(found)[1]

    def replace(self, matter_id: UUID, kept: Kept) -> None:
        """The same identity under another key."""
        with self._open() as base:
            base.execute(
                "UPDATE sealed SET key_id = ?, wrapped_key = ?, cipher = ?, number_mark = ?, "
                "phone_mark = ? WHERE matter = ?",
                (*_values(kept), str(matter_id)),
            )

    def note(self, at: str, op: str, matter_id: UUID, why: str) -> None:
        """A row of the book of readings."""
        with self._open() as base:
            base.execute("INSERT INTO readings VALUES (?, ?, ?, ?)", (at, op, str(matter_id), why))

    def older(self, key_id: str, most: int) -> list[Found]:
        """Up to `most` rows that another key sealed."""
        with self._open() as base:
            rows = base.execute(
                f"SELECT {_COLUMNS} FROM sealed WHERE key_id <> ? LIMIT ?",  # noqa: S608  # nosec B608 - constants
                (key_id, most),
            ).fetchall()
        return [_kept(row) for row in rows]

    def newest(self) -> Found | None:
        """What was put away last."""
        with self._open() as base:
            row = base.execute(
                f"SELECT {_COLUMNS} FROM sealed ORDER BY at DESC LIMIT 1",  # noqa: S608  # nosec B608 - a constant
            ).fetchone()
        return _kept(row) if row else None

    def copied_to(self, target: Path) -> int:
        """One moment of the whole shelf in a new file of its owner only; how many identities it holds."""
        target.touch(mode=0o600, exist_ok=False)
        with self._open() as base, closing(sqlite3.connect(target)) as copy:
            base.backup(copy)
            count: int = copy.execute("SELECT count(*) FROM sealed").fetchone()[0]
        return count

    def left(self, key_id: str) -> int:
        """How many rows another key sealed."""
        with self._open() as base:
            found = base.execute("SELECT count(*) FROM sealed WHERE key_id <> ?", (key_id,))
            left: int = found.fetchone()[0]
        return left

    def marked(self, wanted: Sequence[tuple[str, str, str]]) -> list[Found]:
        """Rows with one of these marks (key id, number, phone)."""
        rows: dict[str, Row] = {}
        with self._open() as base:
            for key_id, number, phone in wanted:
                found = base.execute(
                    f"SELECT {_COLUMNS} FROM sealed WHERE key_id = ? AND "  # noqa: S608  # nosec B608
                    "((number_mark <> '' AND number_mark = ?) OR (phone_mark <> '' AND phone_mark = ?))",
                    (key_id, number, phone),
                )
                rows.update((row[0], row) for row in found.fetchall())
        return [_kept(row) for row in rows.values()]


def _values(kept: Kept) -> tuple[str, bytes, bytes, str, str]:
    return kept.key_id, kept.wrapped_key, kept.cipher, kept.number_mark, kept.phone_mark


def _kept(row: Row) -> Found:
    matter, key_id, wrapped_key, cipher, number_mark, phone_mark = row
    kept = Kept(
        place=IdentityPlace.SERVER, key_id=key_id, wrapped_key=wrapped_key, cipher=cipher,
        number_mark=number_mark, phone_mark=phone_mark,
    )  # fmt: skip
    return UUID(matter), kept
