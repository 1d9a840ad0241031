"""Ledger rows as bytes: every column as PostgreSQL prints it, so that any program can hash them anew."""

import json
from collections.abc import Iterator, Sequence

from django.db import connection

from records.ledger.merkle import leaf_hash

_COLUMNS = """
  e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.user_id::text, e.user_label,
  e.verb, e.subject_kind, e.subject_id::text, e.subject_label, e.details::text, e.agency_id::text,
  e.address, e.before::text, e.after::text
"""
_AFTER = f"SELECT {_COLUMNS} FROM records_ledgerentry e WHERE e.id > %s ORDER BY e.id LIMIT %s"  # noqa: S608  # nosec B608 - constants
# A row carries the low half of the number of its transaction; half the circle back is the past.
_WAITING = f"""
  SELECT {_COLUMNS} FROM records_ledgerentry e
  JOIN unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS gap(a, b, horizon)
    ON e.id BETWEEN gap.a AND gap.b
    AND ((gap.horizon - e.xmin::text::bigint) & 4294967295) BETWEEN 1 AND 2147483648
  ORDER BY e.id
"""  # noqa: S608  # nosec B608 - constant text
_BELOW_ALL = -(2**63)
_CHUNK = 10_000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Leaf = tuple[int, bytes]
Gap = tuple[int, int, int]  # from, to, horizon of the seal that missed these numbers


def leaves(*, after: int = _BELOW_ALL, most: int | None = None) -> Iterator[Leaf]:
    """(number, leaf hash) of the rows beyond `after` in their order, `most` at most.

    Read in pieces: rows are only ever added, so no snapshot is held and no statement takes long.
    """
    left = most
    while left is None or left > 0:
        size = _CHUNK if left is None else min(left, _CHUNK)
        found = _fetched(_AFTER, [after, size])
        yield from found
        if len(found) < size:
            return
        after = found[-1][0]
        left = None if left is None else left - size


def waiting(gaps: Sequence[Gap]) -> list[Leaf]:
    """The rows that came into one of `gaps` by a transaction older than the seal that missed them.

    One put there by a later transaction is no late row: it was forged.
    """
    if not gaps:
        return []
    columns = [[gap[n] for gap in gaps] for n in range(3)]
    return _fetched(_WAITING, columns)


def transaction_number() -> int:
    """The number of the caller's transaction: every number given before is smaller."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def _fetched(statement: str, arguments: Sequence[object]) -> list[Leaf]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return [(row[0], leaf_hash(_encode(row).encode())) for row in cursor.fetchall()]
