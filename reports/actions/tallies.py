"""Sums the tallies up, so that the overview reads few rows however many changes there were."""

from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class Kept:
    """A table of tallies: what names one count, in the order in which pages read them, and what is
    counted."""

    table: str
    keys: tuple[str, ...]
    counts: tuple[str, ...]


TALLIES = Kept(
    "reports_tally",
    ("span", "day", "agency_id"),
    ("visits", "people", "groups", "received", "processed", "resolved", "finished", "on_time",
     "due", "answers", "waiting", "in_progress", "proposed", "watch", "warning", "hot", "transfers"),
)  # fmt: skip
SLICES = Kept(
    "reports_slice",
    ("scope", "dim", "span", "day", "value", "level"),
    ("received", "processed", "resolved", "finished", "on_time", "due", "late", "waiting",
     "in_progress"),
)  # fmt: skip
# One statement: readers see the rows before or the sum after, never half. Of two summings at once
# the second finds its rows gone and leaves them; changes made meanwhile only add rows. Keys without
# a fresh row are not looked at, so the cost goes with the changes, not with the table.
_SUM_UP = """
WITH fresh AS (
    SELECT DISTINCT {keys} FROM {table} WHERE fresh
), gone AS (
    DELETE FROM {table} t USING fresh f WHERE {same} RETURNING {mine}
)
INSERT INTO {table} ({keys}, {counts}, fresh)
SELECT {keys}, {sums}, false FROM gone GROUP BY {keys} HAVING {changed}
ORDER BY {keys}
"""

# From here on the changes are met with the table by hashing. Statistics of a table that just grew by the
# hundred thousand know nothing of it, and a nested loop over so many took minutes.
_MANY = 5000


def sum_up() -> int:
    """Replaces the rows of each count that changed by their sum; returns how many sums were written.

    The counts stay the same, so it may run at any time and any number of times.
    """
    return _summed(TALLIES) + _summed(SLICES)


def _summed(kept: Kept) -> int:
    statement = _SUM_UP.format(
        table=kept.table,
        keys=", ".join(kept.keys),
        same=" AND ".join(f"t.{key} = f.{key}" for key in kept.keys),
        mine=", ".join(f"t.{name}" for name in (*kept.keys, *kept.counts)),
        counts=", ".join(kept.counts),
        sums=", ".join(f"sum({name})" for name in kept.counts),
        changed=" OR ".join(f"sum({name}) <> 0" for name in kept.counts),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) > {_MANY} FROM "  # noqa: S608  # nosec B608 - constants
            f"(SELECT FROM {kept.table} WHERE fresh LIMIT {_MANY + 1}) seen"
        )
        are_many = cursor.fetchone()[0]
        if are_many:
            cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(statement)
        written = int(cursor.rowcount)
        if are_many:
            cursor.execute("SET LOCAL enable_nestloop = on")
        return written


@transaction.atomic
def rebuild() -> None:
    """Counts everything anew; whoever writes a visit or a petition meanwhile waits for the end.

    For a database whose triggers were off, as after a restore of single tables.
    """
    with connection.cursor() as cursor:
        # A command, not a page: over a million rows it takes minutes.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT reports_rebuild_tallies()")
    sum_up()
